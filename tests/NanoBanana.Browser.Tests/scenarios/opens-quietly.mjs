import assert from 'node:assert/strict';

// no word on the console, and nothing is fetched but the file itself and what it carries
export default async (page, { seen, address }) => {
  await page.evaluate(() => Promise.all([...document.images].map(image => image.decode())));

  assert.deepEqual(seen.problems, []);
  assert.deepEqual(seen.requests.filter(url => url !== address && !url.startsWith('data:')), []);
  assert.equal(await page.locator('.card').count(), 7);
  assert.equal(await page.title(), '<b>A batch</b>');
};
