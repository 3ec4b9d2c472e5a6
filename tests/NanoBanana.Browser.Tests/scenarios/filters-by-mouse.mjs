import assert from 'node:assert/strict';

export default async page => {
  const shown = () => page.locator('.card:visible').count();

  await page.locator('.states label', { hasText: 'Succeeded' }).click();
  assert.equal(await shown(), 3);
  assert.equal(await page.locator('#shown').textContent(), '3 of 7 shown');

  await page.locator('#find').fill('CAFE night');
  assert.equal(await shown(), 1, 'all words, in any case, with or without accents');

  await page.locator('#find').fill('nothing like it');
  assert.equal(await shown(), 0);
  await page.locator('#reset').click();
  assert.equal(await shown(), 7);
  assert.equal(await page.locator('#shown').textContent(), '');
};
