'use strict';
// internal/util/width: how many terminal columns a text takes. ASCII is answered here,
// the rest by text.c.

// Colours don't count when `colored` is true.
module.exports = function width(text, colored) {
  if (colored) text = text.replace(/\u001b\[[0-9;]*m/g, '');
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  return internalBinding('text').width(text);
};
