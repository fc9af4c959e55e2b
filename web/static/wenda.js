// Wenda 问答: the only script. Every page works without it.
(function () {
  'use strict';
  var boxes = document.querySelectorAll('input[type=search]');
  // "/" puts the cursor in the search box, unless the reader is typing somewhere.
  document.addEventListener('keydown', function (e) {
    var t = e.target;
    if (e.key !== '/' || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || !boxes.length) return;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(t.tagName) || t.isContentEditable) return;
    e.preventDefault();
    boxes[0].focus();
    boxes[0].select();
  });
  // Enter that confirms an input-method candidate must never send the form.
  // Some browsers end the composition before keydown, so the moment is kept too.
  boxes.forEach(function (box) {
    var ended = 0;
    box.addEventListener('compositionend', function () { ended = Date.now(); });
    box.addEventListener('keydown', function (e) {
      if (e.key !== 'Enter') return;
      if (e.isComposing || e.keyCode === 229 || Date.now() - ended < 60) e.preventDefault();
    });
  });
  // Suggestions: a combobox after the ARIA practices. The list is a promise of the server's; without it, or while an
  // input method composes, the box is a box.
  boxes.forEach(function (box, number) {
    var form = box.form;
    if (!box.dataset.suggest || !form || !window.fetch || !window.AbortController) return;
    var kinds = {};
    box.dataset.kinds.split(';').forEach(function (pair) { kinds[pair.split('=')[0]] = pair.split('=')[1]; });
    var list = document.createElement('ul');
    list.className = 'suggest';
    list.id = 'suggest' + number;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', box.dataset.label);
    box.parentNode.appendChild(list);
    var said = document.createElement('span');  // how many there are, for those who do not see the list
    said.className = 'vh';
    said.setAttribute('role', 'status');
    box.parentNode.appendChild(said);
    box.setAttribute('role', 'combobox');
    box.setAttribute('aria-autocomplete', 'list');
    box.setAttribute('aria-controls', list.id);
    box.setAttribute('aria-expanded', 'false');
    var typed = box.value, chosen = -1, timer = 0, request = null;

    function close() {
      clearTimeout(timer);
      if (request) request.abort();
      list.hidden = true;
      said.textContent = '';
      choose(-1);
      box.setAttribute('aria-expanded', 'false');
    }
    function choose(index) {
      chosen = index;
      Array.prototype.forEach.call(list.children, function (option, at) {
        option.setAttribute('aria-selected', String(at === index));
        if (at === index) option.scrollIntoView({ block: 'nearest' });
      });
      if (index < 0) box.removeAttribute('aria-activedescendant');
      else box.setAttribute('aria-activedescendant', list.children[index].id);
    }
    function take(option) {
      box.value = typed = option.dataset.text;
      close();
      if (form.requestSubmit) form.requestSubmit(); else form.submit();
    }
    function part(name, text) {
      var made = document.createElement(name);
      made.textContent = text;
      return made;
    }
    function option(one, at) {
      var item = part('li', '');
      item.id = list.id + 'o' + at;
      item.dataset.text = one.text;
      item.setAttribute('role', 'option');
      item.setAttribute('aria-selected', 'false');
      var middle = part('span', '');
      if (one.lang) middle.lang = one.lang;
      var same = one.text.toLowerCase().indexOf(typed.toLowerCase()) === 0 ? typed.length : 0;
      if (same) middle.appendChild(part('b', one.text.slice(0, same)));
      middle.appendChild(document.createTextNode(one.text.slice(same)));
      if (one.pinyin) {
        var echo = part('i', ' ' + one.pinyin);
        echo.lang = 'zh-Latn';
        middle.appendChild(echo);
      }
      item.appendChild(part('span', kinds[one.kind] || ''));
      item.appendChild(middle);
      item.appendChild(part('span', String(one.count).replace(/\B(?=(\d{3})+$)/g, '\u202f')));
      return item;
    }
    function show(found) {
      list.replaceChildren.apply(list, found.map(option));
      choose(-1);
      list.hidden = !found.length;
      said.textContent = found.length ? box.dataset.label + ': ' + found.length : '';
      box.setAttribute('aria-expanded', String(!list.hidden));
    }
    function ask() {
      typed = box.value;
      if (request) request.abort();
      if (!typed.trim()) return close();
      request = new AbortController();
      fetch(box.dataset.suggest + '?q=' + encodeURIComponent(typed), { signal: request.signal })
        .then(function (answer) { return answer.ok ? answer.json() : { suggestions: [] }; })
        .then(function (answer) { if (document.activeElement === box && box.value === typed) show(answer.suggestions); })
        .catch(function () {});  // aborted, or offline: the box goes on without suggestions
    }
    function soon() {
      clearTimeout(timer);
      timer = setTimeout(ask, 120);
    }
    box.addEventListener('compositionstart', close);
    box.addEventListener('compositionend', soon);
    box.addEventListener('input', function (e) { if (!e.isComposing) soon(); });
    box.addEventListener('blur', close);
    box.addEventListener('keydown', function (e) {
      if (e.isComposing || e.keyCode === 229 || e.ctrlKey || e.metaKey || e.altKey) return;
      var last = list.children.length - 1;
      if (e.key === 'Escape' && !list.hidden) {
        e.preventDefault();
        e.stopPropagation();
        close();
      } else if (e.key === 'ArrowDown' && list.hidden) {
        if (box.value.trim()) ask();
      } else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
        e.preventDefault();
        var step = e.key === 'ArrowDown' ? 1 : -1;
        choose(chosen + step > last ? -1 : chosen + step < -1 ? last : chosen + step);
      } else if (e.key === 'Enter' && chosen >= 0 && !list.hidden) {
        e.preventDefault();
        take(list.children[chosen]);
      } else if (e.key === 'Enter') close();
    });
    list.addEventListener('mousedown', function (e) { e.preventDefault(); });  // the box keeps the focus
    list.addEventListener('click', function (e) {
      var item = e.target.closest('[role=option]');
      if (item) take(item);
    });
  });
  // A menu closes when the reader goes elsewhere. Escape closes it too, and gives focus back to its button.
  function shut(e) {
    var to = e.type === 'focusout' ? e.relatedTarget : e.target;
    if (to) document.querySelectorAll('details.menu[open]').forEach(function (d) { if (!d.contains(to)) d.open = false; });
  }
  document.addEventListener('click', shut);
  document.addEventListener('focusout', shut);
  document.addEventListener('keydown', function (e) {
    if (e.key !== 'Escape') return;
    var d = document.activeElement && document.activeElement.closest('details.menu[open]');
    if (d) { d.open = false; d.querySelector('summary').focus(); }
  });
  // A citation can be copied by one press where the browser allows it; elsewhere it is selected by one.
  if (navigator.clipboard) document.querySelectorAll('[data-copy]').forEach(function (said) {
    var text = said.textContent;
    var button = document.createElement('button');
    button.type = 'button';
    button.className = 'quiet';
    button.textContent = said.dataset.copy;
    button.lang = document.documentElement.lang;
    button.setAttribute('aria-live', 'polite');
    button.addEventListener('click', function () {
      navigator.clipboard.writeText(text).then(function () {
        button.textContent = said.dataset.copied;
        setTimeout(function () { button.textContent = said.dataset.copy; }, 2000);
      });
    });
    said.append(' ', button);
  });
  // Empty fields of a form stay out of the address.
  document.querySelectorAll('form').forEach(function (form) {
    form.addEventListener('submit', function () {
      form.querySelectorAll('input[name], select[name]').forEach(function (field) {
        if (!field.value && field.name !== 'q') field.disabled = true;
      });
    });
  });
  window.addEventListener('pageshow', function () {
    document.querySelectorAll('form :disabled').forEach(function (field) { field.disabled = false; });
  });
  // A timeline longer than its place begins at its newest end.
  function newest() {
    document.querySelectorAll('.scroll > .years').forEach(function (years) {
      years.parentNode.scrollLeft = years.parentNode.scrollWidth;
    });
  }
  newest();
  document.querySelectorAll('.time > details').forEach(function (fold) { fold.addEventListener('toggle', newest); });
  // The steps of the hit bar start from where the reader is, not from the first match.
  var bar = document.querySelector('.hitbar');
  var marks = document.querySelectorAll('mark[id]');
  var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!bar || !marks.length || !target || target.tagName === 'MARK') return;
  var first = 0;
  while (first < marks.length && target.compareDocumentPosition(marks[first]) & Node.DOCUMENT_POSITION_PRECEDING) first++;
  if (first >= marks.length) return;
  var steps = { prev: first, next: first + 1 };  // matches count from 1
  Object.keys(steps).forEach(function (rel) {
    var link = bar.querySelector('a[rel~=' + rel + ']');
    var number = steps[rel];
    if (!link || number < 1) return;
    var url = new URL(link.href);
    url.searchParams.set('hit', number);
    url.hash = 'h' + number;
    link.href = url.href;
  });
})();
