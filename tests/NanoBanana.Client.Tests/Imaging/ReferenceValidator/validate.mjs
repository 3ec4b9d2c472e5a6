// Prints one line a file: its name, and what the reference validator says of its Content Credentials.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [folder, ...files] = process.argv.slice(2);
const { initSync, WasmReader } = await import(pathToFileURL(`${folder}/pkg/c2pa.js`));
initSync({ module: readFileSync(`${folder}/pkg/c2pa_bg.wasm`) });

const formats = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp' };
for (const file of files) {
  const format = formats[file.split('.').pop()];
  let said;
  try {
    const reader = await WasmReader.fromBytes(format, new Uint8Array(readFileSync(file)), JSON.stringify({ verify: { verify_trust: false } }));
    const store = JSON.parse(reader.json());
    said = store.validation_state ?? 'Unknown';
  } catch (error) {
    said = `None ${String(error.message ?? error).split('\n')[0]}`;
  }
  console.log(`${file}\t${said}`);
}
