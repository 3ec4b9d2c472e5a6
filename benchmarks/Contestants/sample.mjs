// the gateway's sample code, made to do the whole job: one call at a time, or with BENCH_WORKERS items at the same time
import { writeFile } from 'node:fs/promises';

const { BENCH_URI: base, BENCH_FOLDER: folder, BENCH_KEY: key, BENCH_COUNT: count, BENCH_POLL: pause, BENCH_WORKERS: workers } = process.env;
const headers = { 'Content-Type': 'application/json', 'Cache-Control': 'no-cache', 'Ocp-Apim-Subscription-Key': key };

const sleep = () => new Promise(resolve => setTimeout(resolve, Number(pause)));

async function post(path, data) {
  const response = await fetch(base + path, { method: 'POST', headers, body: JSON.stringify(data) });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

async function submit(number) {
  const data = { prompt: `Edit image ${number} to have a red hat`, image_urls: ['https://example.com/image1.jpg'], output_format: 'jpeg' };
  return (await post('/nano-banana/v1/nano-banana/generateEditImageRequest', data)).request_id;
}

async function wait(id) {
  for (;;) {
    const status = await post('/nano-banana-polling/nano-banana/getStatus', { requestId: id });
    if (status.status === 'COMPLETED') return status.images[0].url;
    if (['FAILED', 'ERROR'].includes(status.status)) throw new Error(status.error);
    await sleep();
  }
}

async function save(id, url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  await writeFile(`${folder}/${id}.jpg`, Buffer.from(await response.arrayBuffer()));
}

async function whole(number) {
  const id = await submit(number);
  await sleep();
  await save(id, await wait(id));
}

const numbers = [...Array(Number(count)).keys()];
if (Number(workers) === 1) {
  const ids = [];
  for (const number of numbers) ids.push(await submit(number));
  for (const id of ids) await save(id, await wait(id));
} else {
  await Promise.all(Array.from({ length: Number(workers) }, async () => {
    for (let next = numbers.shift(); next !== undefined; next = numbers.shift()) await whole(next);
  }));
}

const { user, system } = process.cpuUsage();
console.log((user + system) / 1e6);
