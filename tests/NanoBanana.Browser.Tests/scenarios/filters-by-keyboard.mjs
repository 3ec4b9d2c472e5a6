import assert from 'node:assert/strict';

export default async page => {
  const shown = () => page.locator('.card:visible').count();

  await page.locator('#find').focus();
  await page.keyboard.type('refused');
  assert.equal(await shown(), 1);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');

  await page.keyboard.press('Tab');
  const states = [];
  for (const count of [1, 1, 3, 1, 1]) {
    await page.keyboard.press('ArrowRight');
    states.push(await page.evaluate(() => document.activeElement.value));
    assert.equal(await shown(), count, states.at(-1));
  }
  assert.deepEqual(states, ['Planned', 'Running', 'Succeeded', 'Failed', 'Unknown']);
};
