import assert from 'node:assert/strict';

export default async page => {
  const order = () => page.locator('.card').evaluateAll(cards => cards.map(card => card.id.slice(1)).join(''));
  const sorted = async key => { await page.locator('#sort').selectOption(key); return order(); };

  assert.equal(await sorted('time-'), '7654321');
  assert.equal(await sorted('time'), '1234567');
  assert.equal(await sorted('cost-'), '2457163', 'what has no cost comes last');
  assert.equal(await sorted('duration-'), '1723456', 'what has no duration comes last');
  await sorted('name');
  const names = await page.locator('.card').evaluateAll(cards => cards.map(card => card.dataset.name));
  assert.deepEqual(names, [...names].sort((a, b) => a.localeCompare(b, undefined, { numeric: true })));
  assert.equal(await sorted(''), '1234567');

  await page.locator('#sort').focus();
  await page.keyboard.press('ArrowDown');
  assert.equal(await page.locator('#sort').inputValue(), 'name', 'the keyboard chooses, too');
  assert.equal(await page.locator('.card').first().getAttribute('data-name'), names[0]);
};
