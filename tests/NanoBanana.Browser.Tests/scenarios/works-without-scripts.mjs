import assert from 'node:assert/strict';

export const options = { javaScriptEnabled: false };

export default async page => {
  assert.equal(await page.locator('.card:visible').count(), 7);
  assert.equal(await page.locator('.card img:visible').count(), 7);
  assert.equal(await page.locator('.tools:visible, .theme:visible, .split:visible').count(), 0, 'what would do nothing is not shown');

  const pair = page.locator('.pair').first();
  const [before, after] = [await pair.locator('.before').boundingBox(), await pair.locator('.after').boundingBox()];
  assert.ok(before.x + before.width <= after.x, 'before and after stand side by side');
};
