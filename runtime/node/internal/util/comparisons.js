'use strict';
// internal/util/comparisons: deep equality, strict and loose, as assert and
// util.isDeepStrictEqual mean it.
//
// equal() decides by kind; entries() compares own keys and then what the kind holds.
// Two objects under comparison further up are taken for equal where they are met at the
// same place again: that is how cycles end.

var binding = internalBinding('types');

var has = Object.prototype.hasOwnProperty;
var isEnumerable = Object.prototype.propertyIsEnumerable;
var tagOf = Object.prototype.toString;

// What kind of contents entries() has to look at besides the keys.
var PLAIN = 0;
var ARRAY = 1;
var SET = 2;
var MAP = 3;

function isObject(value) {
  return value !== null && typeof value === 'object';
}

function isNaNValue(value) {
  return value !== value;
}

// ---- kinds ----

function sameBytes(a, b) {
  var x, y, i;
  if (a.byteLength !== b.byteLength) return false;
  x = new Uint8Array(a.buffer, a.byteOffset, a.byteLength);
  y = new Uint8Array(b.buffer, b.byteOffset, b.byteLength);
  if (binding.compareBytes) return binding.compareBytes(x, y) === 0;
  for (i = 0; i < x.length; i++) if (x[i] !== y[i]) return false;
  return true;
}

// Loosely, -0 equals 0, which their bytes don't.
function sameFloats(a, b) {
  var i;
  if (a.byteLength !== b.byteLength) return false;
  for (i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function sameViews(a, b, kind, strict) {
  if (binding.classOf(b) !== kind) return false;
  if (!strict && /^Float(16|32|64)Array$/.test(kind)) return sameFloats(a, b);
  return sameBytes(a, b);
}

function sameBuffers(a, b) {
  return a.byteLength === b.byteLength && sameViews(new Uint8Array(a), new Uint8Array(b),
    'Uint8Array', true);
}

function sameBoxes(a, b, kind) {
  if (binding.classOf(b) !== kind) return false;
  switch (kind) {
    case 'Number':
      return Object.is(Number.prototype.valueOf.call(a), Number.prototype.valueOf.call(b));
    case 'String':
      return String.prototype.valueOf.call(a) === String.prototype.valueOf.call(b);
    case 'Boolean':
      return Boolean.prototype.valueOf.call(a) === Boolean.prototype.valueOf.call(b);
    case 'BigInt':
      return BigInt.prototype.valueOf.call(a) === BigInt.prototype.valueOf.call(b);
    default:
      return Symbol.prototype.valueOf.call(a) === Symbol.prototype.valueOf.call(b);
  }
}

function isErrorLike(value, kind) {
  return kind === 'Error' || value instanceof Error;
}

// What an error has that is not enumerable, so that its keys don't show it. The stack
// is no part of what an error says.
function sameError(a, b, strict, memo) {
  return ['message', 'name', 'cause', 'errors'].every(function (key) {
    return isEnumerable.call(a, key) || equal(a[key], b[key], strict, memo);
  });
}

function isView(kind) {
  return /Array$/.test(kind) && kind !== 'Array';
}

function isBox(kind) {
  return kind === 'Number' || kind === 'String' || kind === 'Boolean' || kind === 'BigInt' ||
    kind === 'Symbol';
}

// What must agree before the keys: false, or the kind of contents.
function sameKind(a, b, strict, memo) {
  var kind = binding.classOf(a), other = binding.classOf(b);
  if (kind === 'Date') {
    return other === 'Date' && Date.prototype.getTime.call(a) ===
      Date.prototype.getTime.call(b) ? PLAIN : false;
  }
  if (kind === 'RegExp') {
    return other === 'RegExp' && a.source === b.source && a.flags === b.flags &&
      a.lastIndex === b.lastIndex ? PLAIN : false;
  }
  if (isErrorLike(a, kind)) {
    return isErrorLike(b, other) && sameError(a, b, strict, memo) ? PLAIN : false;
  }
  if (kind === 'DataView') return other === kind && sameBytes(a, b) ? PLAIN : false;
  if (isView(kind)) return sameViews(a, b, kind, strict) ? PLAIN : false;
  if (kind === 'Set') return other === 'Set' && a.size === b.size ? SET : false;
  if (kind === 'Map') return other === 'Map' && a.size === b.size ? MAP : false;
  if (kind === 'ArrayBuffer' || kind === 'SharedArrayBuffer') {
    return other === kind && sameBuffers(a, b) ? PLAIN : false;
  }
  if (isBox(kind)) return sameBoxes(a, b, kind) ? PLAIN : false;
  if (Array.isArray(b) || isView(other) || other === 'DataView' || other === 'Set' ||
      other === 'Map' || other === 'Date' || other === 'RegExp' || other === 'ArrayBuffer' ||
      other === 'SharedArrayBuffer' || isBox(other) || isErrorLike(b, other)) {
    return false;
  }
  return PLAIN;
}

// ---- the walk ----

function Memo() {
  this.a = [];
  this.b = [];
}

function equal(a, b, strict, memo) {
  var tag, kind, keys;
  if (a === b) return a !== 0 || !strict || Object.is(a, b);
  if (strict) {
    if (typeof a !== 'object') return typeof a === 'number' && isNaNValue(a) && isNaNValue(b);
    if (!isObject(a) || !isObject(b)) return false;
    if (Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  } else {
    if (!isObject(a)) {
      return !isObject(b) && (a == b || (isNaNValue(a) && isNaNValue(b)));
    }
    if (!isObject(b)) return false;
  }
  tag = tagOf.call(a);
  if (tag !== tagOf.call(b)) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    keys = extraKeys(a, strict);
    if (keys.length !== extraKeys(b, strict).length) return false;
    return entries(a, b, strict, memo, ARRAY, keys);
  }
  if (tag === '[object Object]') return entries(a, b, strict, memo, PLAIN, undefined);
  kind = sameKind(a, b, strict, memo);
  if (kind === false) return false;
  if (kind === PLAIN && isView(binding.classOf(a))) {
    keys = extraKeys(a, strict);
    if (keys.length !== extraKeys(b, strict).length) return false;
    return entries(a, b, strict, memo, PLAIN, keys);
  }
  return entries(a, b, strict, memo, kind, undefined);
}

// Own enumerable keys that are no indices; symbols count when strict.
function extraKeys(value, strict) {
  var keys = binding.extraKeys(value, false), out = [], i;
  if (strict) return keys;
  for (i = 0; i < keys.length; i++) if (typeof keys[i] === 'string') out.push(keys[i]);
  return out;
}

function enumerableSymbols(value) {
  return Object.getOwnPropertySymbols(value).filter(function (key) {
    return isEnumerable.call(value, key);
  });
}

// Adds a's symbols to keys; false where b hasn't the same.
function addSymbols(a, b, keys) {
  var own = enumerableSymbols(a), i;
  for (i = 0; i < own.length; i++) {
    if (!isEnumerable.call(b, own[i])) return false;
    keys.push(own[i]);
  }
  return own.length === enumerableSymbols(b).length;
}

function isEmpty(a, kind) {
  if (kind === PLAIN) return true;
  return kind === ARRAY ? a.length === 0 : a.size === 0;
}

// `keys` are those of a where they are known already (and compared in number).
function entries(a, b, strict, memo, kind, keys) {
  var known = keys !== undefined, i, result;
  if (!known) {
    keys = Object.keys(a);
    if (keys.length !== Object.keys(b).length) return false;
  }
  for (i = 0; i < keys.length; i++) if (!isEnumerable.call(b, keys[i])) return false;
  if (strict && !known && !addSymbols(a, b, keys)) return false;
  if (keys.length === 0 && isEmpty(a, kind)) return true;
  if (memo === undefined) {
    memo = new Memo();
  } else {
    i = memo.a.lastIndexOf(a);
    if (i >= 0 && memo.b.lastIndexOf(b) >= 0) return i === memo.b.lastIndexOf(b);
  }
  memo.a.push(a);
  memo.b.push(b);
  result = contents(a, b, strict, memo, kind) && values(a, b, strict, memo, keys);
  memo.a.pop();
  memo.b.pop();
  return result;
}

function values(a, b, strict, memo, keys) {
  var i;
  for (i = 0; i < keys.length; i++) {
    if (!equal(a[keys[i]], b[keys[i]], strict, memo)) return false;
  }
  return true;
}

function contents(a, b, strict, memo, kind) {
  if (kind === SET) return sets(a, b, strict, memo);
  if (kind === MAP) return maps(a, b, strict, memo);
  return kind !== ARRAY || arrays(a, b, strict, memo);
}

function arrays(a, b, strict, memo) {
  var i, keys;
  for (i = 0; i < a.length; i++) {
    if (!has.call(a, i)) {
      if (has.call(b, i)) return false;
      // From a first hole on, by keys: a sparse array may be long.
      keys = Object.keys(a).slice(i);
      return Object.keys(b).length === i + keys.length && values(a, b, strict, memo, keys) &&
        keys.every(function (key) { return has.call(b, key); });
    }
    if (!has.call(b, i) || !equal(a[i], b[i], strict, memo)) return false;
  }
  return true;
}

// ---- sets and maps ----

function listOf(collection, kind) {
  var out = [];
  kind.prototype.forEach.call(collection, function (value, key) { out.push(key, value); });
  return out;
}

// Which primitive of another type could be loosely equal: undefined when several could,
// so that all have to be tried; null and undefined stand for each other; false for none.
function looseTwin(value) {
  switch (typeof value) {
    case 'undefined': return null;
    case 'object': return undefined;
    case 'symbol': return false;
    case 'string': return isNaNValue(+value) ? false : true;
    case 'number': return isNaNValue(value) ? false : true;
    default: return true;
  }
}

// Whether b may have something loosely equal to the primitive of a.
function mayHaveTwin(a, b, value) {
  var twin = looseTwin(value);
  if (twin === true || twin === false) return twin;
  return b.has(twin) && !a.has(twin);
}

// Takes an element equal to value out of the list of unmatched ones.
function takeEqual(list, value, strict, memo) {
  var i;
  for (i = 0; i < list.length; i++) {
    if (equal(value, list[i], strict, memo)) {
      list.splice(i, 1);
      return true;
    }
  }
  return false;
}

function sets(a, b, strict, memo) {
  var list = listOf(a, Set), open = [], i, value;
  for (i = 0; i < list.length; i += 2) {
    value = list[i];
    if (isObject(value)) {
      open.push(value);
    } else if (!b.has(value)) {
      if (strict || !mayHaveTwin(a, b, value)) return false;
      open.push(value);
    }
  }
  if (open.length === 0) return true;
  list = listOf(b, Set);
  for (i = 0; i < list.length; i += 2) {
    value = list[i];
    if (isObject(value) || (!strict && !a.has(value))) {
      if (!takeEqual(open, value, strict, memo)) return false;
    }
  }
  return open.length === 0;
}

function mapMayHaveTwin(a, b, key, item, memo) {
  var twin = looseTwin(key), other;
  if (twin === true || twin === false) return twin;
  other = b.get(twin);
  if ((other === undefined && !b.has(twin)) || !equal(item, other, false, memo)) return false;
  return !a.has(twin) && equal(item, other, false, memo);
}

// Takes a key out of the unmatched ones of map that equals key and leads to an equal item.
function takeEntry(open, map, key, item, strict, memo) {
  var i;
  for (i = 0; i < open.length; i++) {
    if (equal(key, open[i], strict, memo) && equal(item, map.get(open[i]), strict, memo)) {
      open.splice(i, 1);
      return true;
    }
  }
  return false;
}

function maps(a, b, strict, memo) {
  var list = listOf(a, Map), open = [], i, key, item, other;
  for (i = 0; i < list.length; i += 2) {
    key = list[i];
    item = list[i + 1];
    if (isObject(key)) {
      open.push(key);
      continue;
    }
    other = b.get(key);
    if ((other === undefined && !b.has(key)) || !equal(item, other, strict, memo)) {
      if (strict || !mapMayHaveTwin(a, b, key, item, memo)) return false;
      open.push(key);
    }
  }
  if (open.length === 0) return true;
  list = listOf(b, Map);
  for (i = 0; i < list.length; i += 2) {
    key = list[i];
    item = list[i + 1];
    if (isObject(key) || (!strict && (!a.has(key) || !equal(a.get(key), item, false, memo)))) {
      if (!takeEntry(open, a, key, item, strict, memo)) return false;
    }
  }
  return open.length === 0;
}

exports.isDeepEqual = function (a, b) {
  return equal(a, b, false, undefined);
};
exports.isDeepStrictEqual = function (a, b) {
  return equal(a, b, true, undefined);
};
