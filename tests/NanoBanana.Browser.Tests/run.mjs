// Runs one scenario: node run.mjs <scenario> <report.html>. A scenario gets a page that has the report open.
import { chromium } from 'playwright-core';
import { pathToFileURL } from 'node:url';

const [scenario, report] = process.argv.slice(2);
const { default: run, options = {} } = await import(`./scenarios/${scenario}.mjs`);

const browser = await chromium.launch({
  executablePath: process.env.NANOBANANA_CHROMIUM,
  // Chromium's own sandbox does not start for root, as whom containers run
  chromiumSandbox: process.getuid?.() !== 0,
});
try {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const seen = { problems: [], requests: [] };
  page.on('console', message => seen.problems.push(message.text()));
  page.on('pageerror', error => seen.problems.push(error.message));
  page.on('dialog', dialog => { seen.problems.push(`dialog: ${dialog.message()}`); return dialog.dismiss(); });
  context.on('request', request => seen.requests.push(request.url()));
  // what the policy stopped never left the browser
  context.on('requestfailed', request => {
    if (request.failure().errorText === 'csp') seen.requests.splice(seen.requests.indexOf(request.url()), 1);
  });

  const address = pathToFileURL(report).href;
  await page.goto(address);
  await run(page, { seen, address });
} finally {
  await browser.close();
}
