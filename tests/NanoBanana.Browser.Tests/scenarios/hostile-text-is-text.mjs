import assert from 'node:assert/strict';

export default async (page, { seen }) => {
  const card = page.locator('[data-state=Failed].card');

  assert.equal(await card.locator('.prompt').textContent(), '<script>alert(1)</script>');
  assert.ok((await card.locator('.failure').textContent()).includes('<img src=x onerror=alert(2)>'));
  assert.equal(await page.locator('script').count(), 1);
  assert.equal(await page.locator('h1 b').count(), 0);
  assert.deepEqual(seen.problems, []);
};
