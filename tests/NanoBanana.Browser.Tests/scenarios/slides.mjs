import assert from 'node:assert/strict';

export default async page => {
  const pair = page.locator('.pair').first();
  const split = pair.locator('input');
  const part = () => pair.evaluate(element => parseFloat(element.style.getPropertyValue('--split')));
  const clip = () => pair.locator('.before').evaluate(element => getComputedStyle(element).clipPath);

  // by mouse
  const box = await pair.boundingBox();
  const at = share => [box.x + box.width * share, box.y + box.height / 2];
  await page.mouse.move(...at(0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.8), { steps: 5 });
  await page.mouse.up();
  assert.ok(Math.abs(await part() - 80) < 2, `dragged to ${await part()}`);
  await page.mouse.click(...at(0.25));
  assert.ok(Math.abs(await part() - 25) < 2, `clicked at ${await part()}`);
  assert.match(await clip(), /inset\(0(px)? /);

  // by keyboard
  await split.focus();
  await page.keyboard.press('Home');
  assert.equal(await part(), 0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  assert.equal(await part(), 4);
  await page.keyboard.press('End');
  assert.equal(await part(), 100);
  assert.equal(await split.getAttribute('aria-valuetext'), '100 % before');

  // and not at all
  await page.locator('#view').selectOption('pair');
  assert.equal(await split.isVisible(), false);
  assert.equal(await clip(), 'none');
};
