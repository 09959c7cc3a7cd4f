'use strict';
// internal/util/escape: primitives as util.inspect shows them: quoted strings,
// numbers with their sign and separators. Small, so that what only shows a string or a
// number need not load the rest of inspect.

var SPECIAL = /[\x00-\x1f\x27\x5c\x7f-\x9f\ud800-\udfff]/;
var SHORT = { 8: '\\b', 9: '\\t', 10: '\\n', 12: '\\f', 13: '\\r', 39: "\\'", 92: '\\\\' };

function hex2(code) {
  return '\\x' + (code < 16 ? '0' : '') + code.toString(16).toUpperCase();
}

function isHigh(code) {
  return code >= 0xd800 && code <= 0xdbff;
}

function isLow(code) {
  return code >= 0xdc00 && code <= 0xdfff;
}

// The escape of the character at i, '' if it stands for itself. Quotes other than the
// one in use need none.
function escapeAt(text, i, code, quote) {
  var next;
  if (code === 39) return quote === "'" ? SHORT[39] : '';
  if (code < 32 || code === 92 || (code >= 127 && code <= 159)) {
    return SHORT[code] || hex2(code);
  }
  if (!isHigh(code) && !isLow(code)) return '';
  if (isHigh(code)) {
    next = text.charCodeAt(i + 1);
    return isLow(next) ? '' : '\\u' + code.toString(16);
  }
  return isHigh(i > 0 ? text.charCodeAt(i - 1) : 0) ? '' : '\\u' + code.toString(16);
}

// Without quotes around it.
function escapeWith(text, quote) {
  var out = [], last = 0, i, escaped;
  for (i = 0; i < text.length; i++) {
    escaped = escapeAt(text, i, text.charCodeAt(i), quote);
    if (escaped !== '') {
      out.push(text.slice(last, i), escaped);
      last = i + 1;
    }
  }
  return last === 0 ? text : out.join('') + text.slice(last);
}

// In the quotes that need least escaping: ' before " before `.
function quoted(text) {
  var quote = "'";
  if (!SPECIAL.test(text)) return "'" + text + "'";
  if (text.indexOf("'") >= 0) {
    if (text.indexOf('"') < 0) quote = '"';
    else if (text.indexOf('`') < 0 && text.indexOf('${') < 0) quote = '`';
  }
  return quote + escapeWith(text, quote) + quote;
}

// ---- numbers ----

function separateWhole(text) {
  var out = '', i = text.length, start = text.charAt(0) === '-' ? 1 : 0;
  for (; i >= start + 4; i -= 3) out = '_' + text.slice(i - 3, i) + out;
  return i === text.length ? text : text.slice(0, i) + out;
}

function separateFraction(text) {
  var out = '', i = 0;
  for (; i < text.length - 3; i += 3) out += text.slice(i, i + 3) + '_';
  return i === 0 ? text : out + text.slice(i);
}

// Node does this too: with separators, the sign of -0 is lost, and a number like 1e-7,
// which has no point, comes out as '1e-.1e-_7'.
function number(value, separator) {
  var text = String(value), point;
  if (!separator) return value === 0 && 1 / value < 0 ? '-0' : text;
  if (Math.trunc(value) === value) {
    return !isFinite(value) || text.indexOf('e') >= 0 ? text : separateWhole(text);
  }
  if (value !== value) return text;
  point = text.indexOf('.');
  return separateWhole(text.slice(0, point)) + '.' + separateFraction(text.slice(point + 1));
}

function bigint(value, separator) {
  var text = String(value);
  return (separator ? separateWhole(text) : text) + 'n';
}

exports.quoted = quoted;
exports.escapeWith = escapeWith;
exports.number = number;
exports.bigint = bigint;
