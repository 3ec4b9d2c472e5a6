// What axe-core finds on a wide and a narrow screen, with the slider and without: nothing serious may be left.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function findProblems(page) {
  await page.evaluate(source);
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: 900 });
    for (const view of ['slider', 'pair']) {
      await page.locator('#view').selectOption(view);
      const { violations } = await page.evaluate(() => window.axe.run());
      const found = violations.map(each => `${each.impact}: ${each.id} (${each.help}) at ${each.nodes.map(node => node.target).join(', ')}`);
      assert.deepEqual(found, [], `${view} at ${width} pixels`);
    }
  }
}
