(() => {
  'use strict';
  const bar = document.getElementById('reviewing');
  if (!bar) {
    return;
  }

  const status = document.getElementById('decided');
  const shortcuts = document.getElementById('keys');
  let changed = false;

  // in the order in which they stand now: sorting moves the cards
  const all = () => [...document.querySelectorAll('.review')];
  const shown = () => all().filter(each => !each.closest('.card').hidden);
  const decision = each => each.querySelector('input[type=radio]:checked').value;
  const note = each => each.querySelector('.note input');
  let current = null;

  bar.hidden = false;
  all().forEach(each => {
    each.dataset.decision = decision(each);
    each.addEventListener('change', () => decided(each));
    each.addEventListener('focusin', () => { current = each; });
    note(each).addEventListener('input', () => { changed = true; });
  });
  tell('');

  function decided(each) {
    each.dataset.decision = decision(each);
    each.dataset.at = new Date().toISOString();
    changed = true;
    tell(`${each.dataset.name}: ${decision(each) || 'undecided'}. `);
  }

  function tell(what) {
    const list = all();
    const count = wanted => list.filter(each => decision(each) === wanted).length;
    status.textContent = `${what}${list.length - count('')} of ${list.length} decided: ${count('Approved')} approved, ${count('Rejected')} rejected.`;
  }

  function go(step) {
    const list = shown();
    const at = list.indexOf(current);
    const next = list[at < 0 ? 0 : Math.min(Math.max(at + step, 0), list.length - 1)];
    if (next) {
      current = next;
      next.focus({ preventScroll: true });
      next.closest('.card').scrollIntoView({ block: 'center' });
    }
  }

  function decide(value) {
    if (!current) {
      go(0);
    }
    if (current) {
      current.querySelector(`input[type=radio][value="${value}"]`).checked = true;
      decided(current);
      go(1);
    }
  }

  // RFC 4180, with a byte order mark for spreadsheets
  function table() {
    const cell = text => /[",\r\n]|^\s|\s$/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
    const rows = all().filter(each => decision(each)).map(each =>
      [each.dataset.task, each.dataset.index, each.dataset.file, decision(each), note(each).value, each.dataset.at]);
    return '\ufeff' + [['TaskId', 'Index', 'File', 'Decision', 'Note', 'At'], ...rows].map(row => row.map(cell).join(',') + '\r\n').join('');
  }

  function save() {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([table()], { type: 'text/csv' }));
    link.download = 'decisions.csv';
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    changed = false;
    tell('The decisions were given to the browser as decisions.csv. ');
  }

  document.getElementById('save').addEventListener('click', save);
  addEventListener('beforeunload', event => {
    if (changed) {
      event.preventDefault();
    }
  });
  document.addEventListener('keydown', event => {
    const target = event.target;
    if (event.key === 'Enter' && target.matches('.note input')) {
      // the image stays the same: who notes first and decides then means this one
      event.preventDefault();
      go(0);
      return;
    }
    const isText = target.matches('input[type=text], input[type=search], select, textarea');
    if (!shortcuts.checked || isText || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const act = {
      a: () => decide('Approved'),
      r: () => decide('Rejected'),
      u: () => decide(''),
      j: () => go(1),
      k: () => go(-1),
      n: () => { if (!current) { go(0); } if (current) { note(current).focus(); } },
      s: save,
    }[event.key.toLowerCase()];
    if (act) {
      event.preventDefault();
      act();
    }
  });
})();
