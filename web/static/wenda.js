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
  // Escape closes an open menu and gives focus back to its button.
  document.addEventListener('keydown', function (e) {
    if (e.key !== 'Escape') return;
    var d = document.activeElement && document.activeElement.closest('details.menu[open]');
    if (d) { d.open = false; d.querySelector('summary').focus(); }
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
