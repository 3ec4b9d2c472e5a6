import assert from 'node:assert/strict';

export default async (page, { seen }) => {
  const shown = () => page.locator('.card:not([hidden])').count();

  assert.equal(await page.locator('.card').count(), 1000);
  await page.locator('.states label', { hasText: 'Failed' }).click();
  assert.equal(await shown(), 100);
  await page.locator('.states label', { hasText: 'All' }).click();
  await page.locator('#find').fill('pixazo task-99');
  assert.equal(await shown(), 11);
  await page.locator('#find').fill('');
  await page.locator('#sort').selectOption('cost-');
  assert.equal(await page.locator('.card').first().getAttribute('id'), 't1000');

  const last = page.locator('.card').last();
  await last.scrollIntoViewIfNeeded();
  assert.ok(await last.isVisible());
  await last.locator('.split').focus();
  await page.keyboard.press('End');
  assert.equal(await last.locator('.pair').evaluate(pair => pair.style.getPropertyValue('--split')), '100%');
  assert.deepEqual(seen.problems, []);
};
