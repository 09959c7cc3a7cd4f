'use strict';
// internal/util/inspect_kinds: how each kind of object looks: arrays, collections,
// functions, views, boxes … Each kind is a function that fills in a Look (inspect.js)
// by the internal class of its value.

var main = require('internal/util/inspect');
var escape = require('internal/util/escape');
var binding = internalBinding('types');

var show = main.show;
var showProperty = main.showProperty;
var prefix = main.prefix;

// Own keys that are not array indices.
function extraKeys(look) {
  return binding.extraKeys(look.value, look.ctx.showHidden);
}

function more(n) {
  return '... ' + n + ' more item' + (n > 1 ? 's' : '');
}

function limit(ctx, n) {
  return Math.min(Math.max(0, ctx.maxArrayLength), n);
}

// ---- arrays ----

function listArray(ctx, value, depth) {
  var shown = limit(ctx, value.length), output = [], i, rest = value.length - shown;
  for (i = 0; i < shown; i++) {
    if (!Object.prototype.hasOwnProperty.call(value, i)) {
      return listSparse(ctx, value, depth, shown, output, i);
    }
    output.push(showProperty(ctx, value, depth, i, main.ELEMENT));
  }
  if (rest > 0) output.push(more(rest));
  return output;
}

function holes(ctx, n) {
  return ctx.stylize('<' + n + ' empty item' + (n > 1 ? 's' : '') + '>', 'undefined');
}

// From element i on, with runs of holes as one entry.
function listSparse(ctx, value, depth, most, output, i) {
  var keys = Object.keys(value), index = i, rest, key;
  for (; i < keys.length && output.length < most; i++) {
    key = keys[i];
    if (!/^(0|[1-9][0-9]*)$/.test(key) || +key > 4294967294) break;
    if (String(index) !== key) {
      output.push(holes(ctx, key - index));
      index = +key;
      if (output.length === most) break;
    }
    output.push(showProperty(ctx, value, depth, key, main.ELEMENT));
    index++;
  }
  rest = value.length - index;
  if (output.length !== most) {
    if (rest > 0) output.push(holes(ctx, rest));
  } else if (rest > 0) {
    output.push(more(rest));
  }
  return output;
}

function lookArray(look) {
  var n = look.value.length;
  look.keys = extraKeys(look);
  look.open = (look.name !== 'Array' || look.tag !== ''
    ? prefix(look.name, look.tag, 'Array', '(' + n + ')') : '') + '[';
  look.close = ']';
  look.isList = true;
  look.list = listArray;
  if (n === 0 && look.bare()) look.text = look.open + ']';
}

// ---- typed arrays and buffers ----

var VIEW_KEYS = ['BYTES_PER_ELEMENT', 'length', 'byteLength', 'byteOffset', 'buffer'];

function listTyped(ctx, value, n, depth) {
  var shown = limit(ctx, n), output = [], i, rest = n - shown;
  for (i = 0; i < shown; i++) output.push(main.showPrimitive(ctx, ctx.stylize, value[i]));
  if (rest > 0) output.push(more(rest));
  if (ctx.showHidden) {
    ctx.indentationLvl += 2;
    for (i = 0; i < VIEW_KEYS.length; i++) {
      output.push('[' + VIEW_KEYS[i] + ']: ' + show(ctx, value[VIEW_KEYS[i]], depth, true));
    }
    ctx.indentationLvl -= 2;
  }
  return output;
}

// What the views' common prototype says of a view without one.
function viewGetter(value, name) {
  var proto = Object.getPrototypeOf(Uint8Array.prototype);
  return Object.getOwnPropertyDescriptor(proto, name).get.call(value);
}

function lookTyped(look, kind) {
  var value = look.value, n = binding.viewLength(value);
  look.keys = extraKeys(look);
  // Without a prototype the elements are still there, but not the accessors.
  if (look.name === null) {
    value = new globalThis[kind](viewGetter(value, 'buffer'), viewGetter(value, 'byteOffset'), n);
  }
  look.list = function (ctx, ignored, depth) { return listTyped(ctx, value, n, depth); };
  look.open = prefix(look.name, look.tag, kind, '(' + n + ')') + '[';
  look.close = ']';
  look.isList = true;
  if (n === 0 && look.keys.length === 0 && !look.ctx.showHidden) {
    look.text = look.open + ']';
  }
}

function hexOf(bytes, n) {
  var out = [], i;
  for (i = 0; i < n; i++) out.push((bytes[i] < 16 ? '0' : '') + bytes[i].toString(16));
  return out.join(' ');
}

function listArrayBuffer(ctx, value) {
  var bytes, shown, rest, text;
  try {
    bytes = new Uint8Array(value);
  } catch (e) {
    return [ctx.stylize('(detached)', 'special')];
  }
  shown = limit(ctx, Math.min(bytes.length, 0x7fffffff));
  text = hexOf(bytes, shown);
  rest = bytes.length - shown;
  if (rest > 0) text += ' ... ' + rest + ' more byte' + (rest > 1 ? 's' : '');
  return [ctx.stylize('[Uint8Contents]', 'special') + ': <' + text + '>'];
}

function lookArrayBuffer(look, kind) {
  var size;
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.open = prefix(look.name, look.tag, kind) + '{';
  if (!look.inView) {
    look.list = listArrayBuffer;
  } else if (look.bare()) {
    size = main.showPrimitive({ numericSeparator: false }, look.ctx.stylize,
      look.value.byteLength);
    look.text = look.open + ' byteLength: ' + size + ' }';
    return;
  }
  look.keys.unshift('byteLength');
}

function lookDataView(look) {
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.open = prefix(look.name, look.tag, 'DataView') + '{';
  look.keys.unshift('byteLength', 'byteOffset', 'buffer');
}

// ---- collections ----

function listSet(ctx, value, most, depth) {
  var output = [];
  Set.prototype.forEach.call(value, function (item) {
    if (output.length < most) output.push(show(ctx, item, depth));
  });
  return output;
}

function listMap(ctx, value, most, depth) {
  var output = [];
  Map.prototype.forEach.call(value, function (item, key) {
    if (output.length < most) {
      output.push(show(ctx, key, depth) + ' => ' + show(ctx, item, depth));
    }
  });
  return output;
}

function sizeOf(value, kind) {
  return Object.getOwnPropertyDescriptor(globalThis[kind].prototype, 'size').get.call(value);
}

function lookCollection(look, kind) {
  var list = kind === 'Map' ? listMap : listSet, n = sizeOf(look.value, kind);
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.list = function (ctx, value, depth) {
    // Node does this too: without a prototype there is no limit.
    var most = look.name === null ? Infinity : limit(ctx, n), output;
    ctx.indentationLvl += 2;
    output = list(ctx, value, most, depth);
    if (n > most) output.push(more(n - most));
    ctx.indentationLvl -= 2;
    return output;
  };
  look.open = prefix(look.name, look.tag, kind, '(' + n + ')') + '{';
  if (n === 0 && look.bare()) look.text = look.open + '}';
}

// Entries of an iterator or a weak collection, as the engine lists them.
function listValues(ctx, values, depth, asSet) {
  var most = Math.max(0, ctx.maxArrayLength), shown = Math.min(most, values.length), i;
  var output = [];
  ctx.indentationLvl += 2;
  for (i = 0; i < shown; i++) output.push(show(ctx, values[i], depth));
  ctx.indentationLvl -= 2;
  if (asSet && !ctx.sorted) output.sort();
  if (values.length > shown) output.push(more(values.length - shown));
  return output;
}

function listPairs(ctx, values, depth, arrows) {
  var most = Math.max(0, ctx.maxArrayLength), n = values.length / 2, i, pair;
  var shown = Math.min(most, n), output = [];
  ctx.indentationLvl += 2;
  for (i = 0; i < shown; i++) {
    pair = [show(ctx, values[i * 2], depth), show(ctx, values[i * 2 + 1], depth)];
    output.push(arrows ? pair[0] + ' => ' + pair[1]
      : require('internal/util/inspect_layout')
        .join(ctx, pair, '', ['[', ']'], true, depth, undefined));
  }
  ctx.indentationLvl -= 2;
  if (arrows && !ctx.sorted) output.sort();
  if (n > shown) output.push(more(n - shown));
  return output;
}

function lookIterator(look) {
  var found = binding.previewEntries(look.value);
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.open = '[' + (look.tag || look.name) + '] {';
  if (found[1]) look.open = look.open.replace(/ Iterator\] \{$/, ' Entries] {');
  look.list = function (ctx, ignored, depth) {
    return found[1] ? listPairs(ctx, found[0], depth, false)
      : listValues(ctx, found[0], depth, false);
  };
}

function lookWeak(look, kind) {
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.open = prefix(look.name, look.tag, kind) + '{';
  look.list = function (ctx, value, depth) {
    var found;
    if (!ctx.showHidden) return [ctx.stylize('<items unknown>', 'special')];
    found = binding.previewEntries(value);
    return kind === 'WeakMap' ? listPairs(ctx, found[0], depth, true)
      : listValues(ctx, found[0], depth, true);
  };
}

function lookPromise(look) {
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.open = prefix(look.name, look.tag, 'Promise') + '{';
  look.list = function (ctx, value, depth) {
    // [0 pending | 1 fulfilled | 2 rejected, result]
    var found = binding.promiseDetails(value), text;
    if (found[0] === 0) return [ctx.stylize('<pending>', 'special')];
    ctx.indentationLvl += 2;
    text = show(ctx, found[1], depth);
    ctx.indentationLvl -= 2;
    return [found[0] === 2 ? ctx.stylize('<rejected>', 'special') + ' ' + text : text];
  };
}

function listModule(ctx, value, depth, look) {
  var keys = look.keys, output = [], i, text;
  for (i = 0; i < keys.length; i++) {
    try {
      text = showProperty(ctx, value, depth, keys[i], main.ENTRY);
    } catch (e) {
      // Not initialised yet.
      text = ctx.stylize(String(keys[i]), 'name') + ': ' +
        ctx.stylize('<uninitialized>', 'special');
    }
    output.push(text);
  }
  look.keys = [];
  return output;
}

function lookModule(look) {
  look.keys = Object.getOwnPropertyNames(look.value);
  look.open = prefix(look.name, look.tag, 'Module') + '{';
  look.list = listModule;
}

// ---- functions ----

var COMMENTS = /(\/\/[^\n]*\n)|(\/\*[^]*?\*\/)/g;
var CLASS = /^(\s+[^(]*?)\s*\{/;

function isClass(text) {
  var body, brace;
  if (text.slice(0, 5) !== 'class' || text.charAt(text.length - 1) !== '}') return false;
  body = text.slice(5, -1);
  brace = body.indexOf('{');
  return brace !== -1 && (body.slice(0, brace).indexOf('(') < 0 ||
    CLASS.test(body.replace(COMMENTS, '')));
}

function classBase(look) {
  var value = look.value, parent;
  var named = Object.prototype.hasOwnProperty.call(value, 'name') && value.name;
  var base = 'class ' + (named || '(anonymous)');
  if (look.name !== 'Function' && look.name !== null) base += ' [' + look.name + ']';
  if (look.tag !== '' && look.name !== look.tag) base += ' [' + look.tag + ']';
  if (look.name === null) return '[' + base + ' extends null]';
  parent = Object.getPrototypeOf(value).name;
  return '[' + base + (parent ? ' extends ' + parent : '') + ']';
}

function functionBase(look, kind) {
  var value = look.value, base, text = Function.prototype.toString.call(value);
  if (isClass(text)) return classBase(look);
  base = '[' + kind;
  if (look.name === null) base += ' (null prototype)';
  base += value.name === '' ? ' (anonymous)' : ': ' +
    (typeof value.name === 'string' ? value.name : main.inspect(value.name));
  base += ']';
  if (look.name !== kind && look.name !== null) base += ' ' + look.name;
  if (look.tag !== '' && look.name !== look.tag) base += ' [' + look.tag + ']';
  return base;
}

function lookFunction(look, kind) {
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.base = functionBase(look, kind);
  if (look.bare()) look.text = look.ctx.stylize(look.base, 'special');
}

// ---- things with a text of their own ----

function tooDeep(look) {
  return look.ctx.depth !== null && look.depth > look.ctx.depth;
}

var FLAGS = [['hasIndices', 'd'], ['global', 'g'], ['ignoreCase', 'i'], ['multiline', 'm'],
  ['dotAll', 's'], ['unicode', 'u'], ['unicodeSets', 'v'], ['sticky', 'y']];

// Without a prototype there is no toString: source and flags as its accessors give them.
function regExpText(value) {
  function ask(name) {
    var found = Object.getOwnPropertyDescriptor(RegExp.prototype, name);
    return found && found.get ? found.get.call(value) : value[name];
  }
  return '/' + ask('source') + '/' + FLAGS.map(function (flag) {
    return ask(flag[0]) ? flag[1] : '';
  }).join('');
}

function lookRegExp(look) {
  var p = prefix(look.name, look.tag, 'RegExp');
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.base = look.name === null ? regExpText(look.value)
    : RegExp.prototype.toString.call(look.value);
  if (p !== 'RegExp ') look.base = p + look.base;
  if (look.bare() || tooDeep(look)) look.text = look.ctx.stylize(look.base, 'regexp');
}

function lookDate(look) {
  var p = prefix(look.name, look.tag, 'Date');
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.base = Date.prototype.getTime.call(look.value) !==
    Date.prototype.getTime.call(look.value)
    ? Date.prototype.toString.call(look.value)
    : Date.prototype.toISOString.call(look.value);
  if (p !== 'Date ') look.base = p + look.base;
  if (look.bare()) look.text = look.ctx.stylize(look.base, 'date');
}

function lookError(look) {
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  look.base = require('internal/util/inspect_error').text(look);
  if (look.bare()) look.text = look.base;
}

function boxedValue(value, kind) {
  switch (kind) {
    case 'Number': return Number.prototype.valueOf.call(value);
    case 'String': return String.prototype.valueOf.call(value);
    case 'Boolean': return Boolean.prototype.valueOf.call(value);
    case 'BigInt': return BigInt.prototype.valueOf.call(value);
    default: return Symbol.prototype.valueOf.call(value);
  }
}

function lookBoxed(look, kind) {
  var ctx = look.ctx, inner = boxedValue(look.value, kind), base = '[' + kind;
  look.keys = main.keysOf(look.value, ctx.showHidden);
  if (kind === 'String') look.keys.splice(0, inner.length);
  if (look.name !== kind) {
    base += look.name === null ? ' (null prototype)' : ' (' + look.name + ')';
  }
  base += ': ' + main.showPrimitive(ctx, main.stylizePlain, inner) + ']';
  if (look.tag !== '' && look.tag !== look.name) base += ' [' + look.tag + ']';
  look.base = look.keys.length !== 0 || ctx.stylize === main.stylizePlain ? base
    : ctx.stylize(base, kind.toLowerCase());
  if (look.bare()) look.text = look.base;
}

// ---- everything else ----

function lookObject(look, kind) {
  look.keys = main.keysOf(look.value, look.ctx.showHidden);
  if (kind === 'Arguments' && look.name === 'Object') {
    look.open = '[Arguments] {';
  } else if (kind === 'External') {
    look.open = '[External: ' + binding.externalAddress(look.value) + ']';
    if (look.bare()) look.text = look.ctx.stylize(look.open, 'special');
    look.open += ' {';
    return;
  } else if (look.name !== 'Object' || look.tag !== '') {
    look.open = prefix(look.name, look.tag, kind) + '{';
  }
  if (look.bare()) look.text = look.open + '}';
}

var TABLE = {
  Array: lookArray, Set: lookCollection, Map: lookCollection, Error: lookError,
  MapIterator: lookIterator, SetIterator: lookIterator, RegExp: lookRegExp,
  Date: lookDate, ArrayBuffer: lookArrayBuffer, SharedArrayBuffer: lookArrayBuffer,
  DataView: lookDataView, Promise: lookPromise, WeakSet: lookWeak, WeakMap: lookWeak,
  Module: lookModule, Number: lookBoxed, String: lookBoxed, Boolean: lookBoxed,
  BigInt: lookBoxed, Symbol: lookBoxed, Int8Array: lookTyped, Uint8Array: lookTyped,
  Uint8ClampedArray: lookTyped, Int16Array: lookTyped, Uint16Array: lookTyped,
  Int32Array: lookTyped, Uint32Array: lookTyped, Float32Array: lookTyped,
  Float16Array: lookTyped, Float64Array: lookTyped, BigInt64Array: lookTyped, BigUint64Array: lookTyped
};

// What loses its iterator (by another prototype) is shown as a plain object.
var ITERABLE = [lookArray, lookCollection, lookTyped, lookIterator];

function isIterable(look) {
  return look.name === null || look.value[Symbol.iterator] ||
    !Array.prototype[Symbol.iterator];
}

exports.look = function (look) {
  var kind = binding.classOf(look.value), fill = TABLE[kind];
  if (ITERABLE.indexOf(fill) >= 0 && isIterable(look)) {
    fill(look, kind);
    return;
  }
  if (look.name === 'Object') {
    lookObject(look, kind);
    return;
  }
  if (typeof look.value === 'function') {
    lookFunction(look, /Function$/.test(kind) ? kind : 'Function');
    return;
  }
  if (fill === undefined) fill = lookObject;
  if (fill !== lookRegExp && fill !== lookDate && look.value instanceof Error) fill = lookError;
  if (ITERABLE.indexOf(fill) >= 0) fill = lookObject;
  fill(look, kind);
};
