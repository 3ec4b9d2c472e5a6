import assert from 'node:assert/strict';

// even if markup got in, the policy would neither run it nor let it call out
export default async (page, { seen }) => {
  const before = seen.requests.length;
  const ran = await page.evaluate(async () => {
    const script = document.createElement('script');
    script.textContent = 'window.ran = true';
    const image = document.createElement('img');
    image.src = 'https://example.invalid/x.png';
    image.setAttribute('onerror', 'window.ran = true');
    const blocked = new Promise(resolve => { image.addEventListener('error', resolve); });
    document.body.append(script, image);
    await blocked;
    return window.ran === true || await fetch('https://example.invalid/').then(() => true, () => false);
  });

  assert.equal(ran, false);
  assert.deepEqual(seen.requests.slice(before), []);
  assert.ok(seen.problems.some(text => text.includes('Content Security Policy')));
};
