(() => {
  'use strict';
  const root = document.documentElement;
  const get = id => document.getElementById(id);
  const list = get('tasks');
  const cards = [...list.querySelectorAll(':scope > .card')];
  const words = new Map(cards.map(card => [card, fold(card.textContent)]));

  get('tools').hidden = false;
  get('themes').hidden = false;
  root.dataset.view = 'slider';
  cards.forEach(card => card.querySelectorAll('.pair').forEach(pair => addSlider(pair, card)));

  // both pictures lie on each other, and a range control, which mouse, touch and keys know already, says where they part
  function addSlider(pair, card) {
    const split = document.createElement('input');
    split.type = 'range';
    split.className = 'split';
    split.min = 0;
    split.max = 100;
    split.step = 0.5;
    split.value = 50;
    split.setAttribute('aria-label', 'Before and after: ' + card.dataset.name);
    const grip = document.createElement('span');
    grip.className = 'grip';
    grip.setAttribute('aria-hidden', 'true');
    const part = () => {
      pair.style.setProperty('--split', split.value + '%');
      split.setAttribute('aria-valuetext', Math.round(split.value) + ' % before');
    };
    split.addEventListener('input', part);
    split.addEventListener('keydown', event => {
      // one press moves far enough to be seen
      const step = { ArrowLeft: -2, ArrowDown: -2, ArrowRight: 2, ArrowUp: 2 }[event.key];
      if (step) {
        event.preventDefault();
        split.value = Number(split.value) + step;
        part();
      }
    });
    pair.append(split, grip);
    part();
  }

  function fold(text) {
    return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  }

  function filter() {
    const wanted = fold(get('find').value).split(/\s+/).filter(Boolean);
    const state = document.querySelector('input[name=state]:checked').value;
    let shown = 0;
    for (const card of cards) {
      const fits = (!state || card.dataset.state === state) && wanted.every(word => words.get(card).includes(word));
      card.hidden = !fits;
      shown += fits;
    }
    get('shown').textContent = shown === cards.length ? '' : `${shown} of ${cards.length} shown`;
    get('none').hidden = shown > 0;
  }

  function sort() {
    const key = get('sort').value.replace('-', '');
    const sign = get('sort').value.endsWith('-') ? -1 : 1;
    const value = card => card.dataset[key];
    const compare = (a, b) => {
      if (!value(a) || !value(b)) {
        // what has no value comes last, whichever way
        return !value(a) - !value(b);
      }
      return sign * (key === 'name' ? value(a).localeCompare(value(b), undefined, { numeric: true }) : value(a) - value(b));
    };
    list.append(...(key ? [...cards].sort(compare) : cards));
  }

  get('find').addEventListener('input', filter);
  document.querySelectorAll('input[name=state]').forEach(each => each.addEventListener('change', filter));
  get('sort').addEventListener('change', sort);
  get('view').addEventListener('change', () => { root.dataset.view = get('view').value; });
  get('theme').addEventListener('change', () => { root.dataset.theme = get('theme').value; });
  get('tools').addEventListener('submit', event => event.preventDefault());
  get('reset').addEventListener('click', () => {
    get('find').value = '';
    document.querySelector('input[name=state][value=""]').checked = true;
    filter();
    get('find').focus();
  });
})();
