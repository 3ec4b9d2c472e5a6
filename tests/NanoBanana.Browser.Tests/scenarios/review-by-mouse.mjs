import assert from 'node:assert/strict';
import { findProblems } from '../accessibility.mjs';

export default async (page, { seen }) => {
  await page.locator('.review').nth(1).getByText('Approve', { exact: true }).click();
  await page.locator('.review').nth(1).getByLabel('Note').fill('good');
  assert.match(await page.locator('#decided').textContent(), /2 of 4 decided: 1 approved, 1 rejected/);
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save decisions' }).click()]);
  assert.equal(download.suggestedFilename(), 'decisions.csv');

  // a screen reader hears the image and the choice
  const group = page.getByRole('group', { name: 'Review of coffee.png' }).first();
  assert.equal(await group.getByRole('radio').count(), 3);
  assert.deepEqual(seen.problems, []);
  await findProblems(page);
};
