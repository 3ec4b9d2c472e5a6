import assert from 'node:assert/strict';

// colours and movement as the system asks, or as the reader chooses; focus can be seen
export const options = { colorScheme: 'dark', reducedMotion: 'reduce' };

export default async page => {
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();

  await page.emulateMedia({ colorScheme: 'light' });
  const light = await paper();
  assert.notEqual(light, dark);
  await page.locator('#theme').selectOption('dark');
  assert.equal(await paper(), dark);
  await page.locator('#theme').selectOption('');
  assert.equal(await paper(), light);

  assert.equal(await page.locator('.grip').first().evaluate(grip => getComputedStyle(grip, '::before').transitionDuration), '0s');

  await page.locator('#find').focus();
  const ends = await page.locator('#tasks a, #tasks input, #tasks [tabindex="0"]').count();
  for (let i = 0; i < ends + 4; i++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      const marked = [element, element.nextElementSibling, element.parentElement].filter(Boolean);
      return element === document.body || marked.some(each => getComputedStyle(each).outlineStyle !== 'none');
    });
    assert.ok(seen, `focus ${i + 1} can be seen`);
  }
};
