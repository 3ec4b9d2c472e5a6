import assert from 'node:assert/strict';

export const options = { colorScheme: 'dark' };

export default async page => {
  await page.emulateMedia({ media: 'print' });

  assert.equal(await page.locator('.tools:visible, .theme:visible, .grip:visible').count(), 0);
  assert.equal(await page.locator('.card').first().evaluate(card => getComputedStyle(card).backgroundColor), 'rgb(255, 255, 255)', 'paper is light');
  const pair = page.locator('.pair').first();
  const [before, after] = [await pair.locator('.before').boundingBox(), await pair.locator('.after').boundingBox()];
  assert.ok(before.x + before.width <= after.x, 'before and after stand side by side');
  const long = await page.locator('.long').evaluate(prompt => prompt.scrollHeight - prompt.clientHeight);
  assert.ok(long <= 1, 'a long prompt is printed to its end');
};
