import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

export default async (page, { seen }) => {
  const status = page.locator('#decided');
  const decisions = () => page.locator('.review').evaluateAll(all => all.map(each => each.dataset.decision));

  // four images of three tasks that succeeded
  assert.match(await status.textContent(), /1 of 4 decided: 0 approved, 1 rejected/);
  assert.deepEqual(await decisions(), ['Rejected', '', '', '']);

  // one key each, and the next image comes by itself
  await page.keyboard.press('a');
  await page.keyboard.press('r');
  await page.keyboard.press('a');
  assert.deepEqual(await decisions(), ['Approved', 'Rejected', 'Approved', '']);
  assert.match(await status.textContent(), /rocket.*3 of 4 decided: 2 approved, 1 rejected/);

  // back twice, a note, and Enter ends it and stays there; letters in it are no shortcuts
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('n');
  await page.keyboard.type('a, r and "u"');
  await page.keyboard.press('Enter');
  await page.keyboard.press('r');
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  assert.deepEqual(await decisions(), ['Approved', 'Rejected', 'Approved', 'Rejected']);
  await page.keyboard.press('u');
  assert.deepEqual(await decisions(), ['Approved', 'Rejected', 'Approved', '']);

  // the file, as Import-Csv and spreadsheets read it
  const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('s')]);
  assert.equal(download.suggestedFilename(), 'decisions.csv');
  const text = await readFile(await download.path(), 'utf8');
  const rows = text.split('\r\n');
  assert.equal(rows[0], '\ufeffTaskId,Index,File,Decision,Note,At');
  assert.match(rows[1], /^task-1,1,coffee\.png,Approved,"too ""dark"", <b>",\d{4}-\d\d-\d\dT/);
  assert.match(rows[2], /^task-2,1,chelsea\.png,Rejected,"a, r and ""u""",/);
  assert.match(rows[3], /^task-2,2,rocket\.jpg,Approved,,/);
  assert.deepEqual(rows.slice(4), ['']);

  // switched off, the letters do nothing
  await page.locator('#keys').uncheck();
  await page.locator('.review').first().focus();
  await page.keyboard.press('r');
  assert.equal((await decisions())[0], 'Approved');
  assert.deepEqual(seen.problems, []);
};
