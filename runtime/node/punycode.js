'use strict';
// punycode: RFC 3492, and host names through it (deprecated in Node, still required).

var MAX_INT = 2147483647;
var BASE = 36;
var T_MIN = 1;
var T_MAX = 26;
var SKEW = 38;
var DAMP = 700;
var INITIAL_BIAS = 72;
var INITIAL_N = 128;

var MESSAGES = {
  'overflow': 'Overflow: input needs wider integers to process',
  'not-basic': 'Illegal input >= 0x80 (not a basic code point)',
  'invalid-input': 'Invalid input'
};

function fail(kind) {
  throw new RangeError(MESSAGES[kind]);
}

// Applies fn to each label of a host name; what stands before '@' stays.
function mapLabels(domain, fn) {
  var at = domain.lastIndexOf('@'), user = at < 0 ? '' : domain.slice(0, at + 1);
  var labels = domain.slice(at + 1).replace(/[\u002e\u3002\uff0e\uff61]/g, '.').split('.');
  return user + labels.map(fn).join('.');
}

function decodeUcs2(text) {
  var out = [], i, code, next;
  for (i = 0; i < text.length; i++) {
    code = text.charCodeAt(i);
    next = i + 1 < text.length ? text.charCodeAt(i + 1) : 0;
    if (code >= 0xd800 && code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
      out.push(((code & 0x3ff) << 10) + (next & 0x3ff) + 0x10000);
      i++;
    } else {
      out.push(code);
    }
  }
  return out;
}

function encodeUcs2(points) {
  return points.map(function (point) {
    if (point < 0x10000) return String.fromCharCode(point);
    point -= 0x10000;
    return String.fromCharCode(0xd800 + (point >> 10), 0xdc00 + (point & 0x3ff));
  }).join('');
}

function digitOf(code) {
  if (code >= 48 && code <= 57) return code - 22;
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 97;
  return BASE;
}

function letterOf(digit) {
  return String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
}

function adapt(delta, count, first) {
  var k = 0;
  delta = first ? Math.floor(delta / DAMP) : delta >> 1;
  delta += Math.floor(delta / count);
  for (; delta > (BASE - T_MIN) * T_MAX >> 1; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return Math.floor(k + (BASE - T_MIN + 1) * delta / (delta + SKEW));
}

function threshold(k, bias) {
  if (k <= bias) return T_MIN;
  return k >= bias + T_MAX ? T_MAX : k - bias;
}

// Reads one variable-length number: [value, index behind it].
function readNumber(text, at, value, bias) {
  var weight = 1, k, digit, t;
  for (k = BASE; ; k += BASE) {
    if (at >= text.length) fail('invalid-input');
    digit = digitOf(text.charCodeAt(at++));
    if (digit >= BASE) fail('invalid-input');
    if (digit > Math.floor((MAX_INT - value) / weight)) fail('overflow');
    value += digit * weight;
    t = threshold(k, bias);
    if (digit < t) return [value, at];
    if (weight > Math.floor(MAX_INT / (BASE - t))) fail('overflow');
    weight *= BASE - t;
  }
}

function decode(text) {
  var out = [], dash = text.lastIndexOf('-'), n = INITIAL_N, i = 0, bias = INITIAL_BIAS;
  var at, k, found, count;
  if (dash < 0) dash = 0;
  for (k = 0; k < dash; k++) {
    if (text.charCodeAt(k) >= 0x80) fail('not-basic');
    out.push(text.charCodeAt(k));
  }
  for (at = dash > 0 ? dash + 1 : 0; at < text.length;) {
    found = readNumber(text, at, i, bias);
    at = found[1];
    count = out.length + 1;
    bias = adapt(found[0] - i, count, i === 0);
    i = found[0];
    if (Math.floor(i / count) > MAX_INT - n) fail('overflow');
    n += Math.floor(i / count);
    i %= count;
    out.splice(i++, 0, n);
  }
  return encodeUcs2(out);
}

function writeNumber(value, bias) {
  var out = '', k, t;
  for (k = BASE; ; k += BASE) {
    t = threshold(k, bias);
    if (value < t) return out + letterOf(value);
    out += letterOf(t + (value - t) % (BASE - t));
    value = Math.floor((value - t) / (BASE - t));
  }
}

function smallestFrom(points, n) {
  var least = MAX_INT, i;
  for (i = 0; i < points.length; i++) if (points[i] >= n && points[i] < least) least = points[i];
  return least;
}

function encode(text) {
  var points = decodeUcs2(text), out = '', n = INITIAL_N, delta = 0, bias = INITIAL_BIAS;
  var basic, handled, next, i;
  for (i = 0; i < points.length; i++) {
    if (points[i] < 0x80) out += String.fromCharCode(points[i]);
  }
  basic = handled = out.length;
  if (basic) out += '-';
  while (handled < points.length) {
    next = smallestFrom(points, n);
    if (next - n > Math.floor((MAX_INT - delta) / (handled + 1))) fail('overflow');
    delta += (next - n) * (handled + 1);
    n = next;
    for (i = 0; i < points.length; i++) {
      if (points[i] < n && ++delta > MAX_INT) fail('overflow');
      if (points[i] === n) {
        out += writeNumber(delta, bias);
        bias = adapt(delta, handled + 1, handled === basic);
        delta = 0;
        handled++;
      }
    }
    delta++;
    n++;
  }
  return out;
}

function toUnicode(domain) {
  return mapLabels(domain, function (label) {
    return /^xn--/.test(label) ? decode(label.slice(4).toLowerCase()) : label;
  });
}

function toASCII(domain) {
  return mapLabels(domain, function (label) {
    return /[^\x00-\x7f]/.test(label) ? 'xn--' + encode(label) : label;
  });
}

module.exports = {
  version: '2.1.0',
  ucs2: { decode: decodeUcs2, encode: encodeUcs2 },
  decode: decode,
  encode: encode,
  toASCII: toASCII,
  toUnicode: toUnicode
};
