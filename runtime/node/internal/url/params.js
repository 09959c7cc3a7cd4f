'use strict';
// internal/url/params: URLSearchParams. Names and values stand in turn in one array, under
// a key that programs can't name; the URL they belong to (if any) under another.

var binding = internalBinding('url');
var define = require('internal/define');

var LIST = binding.paramsKey, OWNER = binding.partsKey;

function fail() {
  throw require('internal/errors').make.apply(null, arguments);
}

// A string as Web IDL's USVString: lone surrogates become U+FFFD.
function toUSV(value) {
  var text;
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  text = String(value);
  return /[\ud800-\udfff]/.test(text) ? binding.wellFormed(text) : text;
}

function list(params) {
  if (typeof params !== 'object' || params === null || params[LIST] === undefined) {
    fail('ERR_INVALID_THIS', 'URLSearchParams');
  }
  return params[LIST];
}

function need(args, names) {
  if (args.length < names.length) fail.apply(null, ['ERR_MISSING_ARGS'].concat(names));
}

// The URL's query follows what is done to its parameters.
function changed(params) {
  if (params[OWNER] !== undefined) params[OWNER](binding.writeForm(params[LIST]));
}

// ---- what `new` takes: text, a sequence of pairs, a record ----

function addPair(out, pair) {
  var items = [];
  if (((typeof pair !== 'object' || pair === null) && typeof pair !== 'function') ||
      typeof pair[Symbol.iterator] !== 'function') {
    fail('ERR_INVALID_TUPLE', 'Each query pair', '[name, value]');
  }
  walk(pair, function (item) { items.push(toUSV(item)); });
  if (items.length !== 2) fail('ERR_INVALID_TUPLE', 'Each query pair', '[name, value]');
  out.push(items[0], items[1]);
}

function walk(iterable, fn) {
  var iterator, step;
  if (Array.isArray(iterable) && iterable[Symbol.iterator] === Array.prototype[Symbol.iterator]) {
    for (step = 0; step < iterable.length; step++) fn(iterable[step]);
    return;
  }
  iterator = iterable[Symbol.iterator]();
  while (!(step = iterator.next()).done) fn(step.value);
}

function fromObject(init) {
  var out = [], method = init[Symbol.iterator], seen;
  if (init[LIST] !== undefined && method === URLSearchParams.prototype[Symbol.iterator]) {
    return init[LIST].slice();
  }
  if (method !== null && method !== undefined) {
    if (typeof method !== 'function') fail('ERR_ARG_NOT_ITERABLE', 'Query pairs');
    walk(init, function (pair) { addPair(out, pair); });
    return out;
  }
  seen = Object.create(null);
  Reflect.ownKeys(init).forEach(function (key) {
    var descriptor = Reflect.getOwnPropertyDescriptor(init, key), name, value;
    if (!descriptor || !descriptor.enumerable) return;
    name = toUSV(key);
    value = toUSV(init[key]);
    // Two keys may become one name: the later value wins, in the earlier's place.
    if (seen[name] !== undefined) {
      out[seen[name]] = value;
    } else {
      seen[name] = out.push(name, value) - 1;
    }
  });
  return out;
}

function URLSearchParams(init) {
  var text;
  if (!new.target) {
    throw new TypeError("Class constructor URLSearchParams cannot be invoked without 'new'");
  }
  if (init === undefined || init === null) {
    this[LIST] = [];
  } else if (typeof init === 'object' || typeof init === 'function') {
    this[LIST] = fromObject(init);
  } else {
    text = toUSV(init);
    this[LIST] = binding.parseForm(text.charAt(0) === '?' ? text.slice(1) : text);
  }
}

// ---- methods ----

var methods = {
  append: function append(name, value) {
    var l = list(this);
    need(arguments, ['name', 'value']);
    l.push(toUSV(name), toUSV(value));
    changed(this);
  },
  'delete': function (name, value) {
    var l = list(this), i;
    need(arguments, ['name']);
    name = toUSV(name);
    if (value !== undefined) value = toUSV(value);
    for (i = l.length - 2; i >= 0; i -= 2) {
      if (l[i] === name && (value === undefined || l[i + 1] === value)) l.splice(i, 2);
    }
    changed(this);
  },
  get: function get(name) {
    var l = list(this), i;
    need(arguments, ['name']);
    name = toUSV(name);
    for (i = 0; i < l.length; i += 2) if (l[i] === name) return l[i + 1];
    return null;
  },
  getAll: function getAll(name) {
    var l = list(this), out = [], i;
    need(arguments, ['name']);
    name = toUSV(name);
    for (i = 0; i < l.length; i += 2) if (l[i] === name) out.push(l[i + 1]);
    return out;
  },
  has: function has(name, value) {
    var l = list(this), i;
    need(arguments, ['name']);
    name = toUSV(name);
    if (value !== undefined) value = toUSV(value);
    for (i = 0; i < l.length; i += 2) {
      if (l[i] === name && (value === undefined || l[i + 1] === value)) return true;
    }
    return false;
  },
  set: function set(name, value) {
    var l = list(this), found = false, i;
    need(arguments, ['name', 'value']);
    name = toUSV(name);
    value = toUSV(value);
    for (i = 0; i < l.length;) {
      if (l[i] !== name) {
        i += 2;
      } else if (!found) {
        found = true;
        l[i + 1] = value;
        i += 2;
      } else {
        l.splice(i, 2);
      }
    }
    if (!found) l.push(name, value);
    changed(this);
  },
  sort: function sort() {
    var l = list(this), pairs = [], i;
    for (i = 0; i < l.length; i += 2) pairs.push([l[i], l[i + 1], i]);
    pairs.sort(function (a, b) {
      return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[2] - b[2];
    });
    for (i = 0; i < pairs.length; i++) {
      l[2 * i] = pairs[i][0];
      l[2 * i + 1] = pairs[i][1];
    }
    changed(this);
  },
  entries: function entries() {
    list(this);
    return new Iterator(this, 'entries');
  },
  forEach: function forEach(callback, thisArg) {
    var l = list(this), i;
    require('internal/validators').validateFunction(callback, 'callback');
    for (i = 0; i < l.length; i += 2) callback.call(thisArg, l[i + 1], l[i], this);
  },
  keys: function keys() {
    list(this);
    return new Iterator(this, 'keys');
  },
  values: function values() {
    list(this);
    return new Iterator(this, 'values');
  },
  toString: function toString() {
    return binding.writeForm(list(this));
  }
};

Object.defineProperty(methods['delete'], 'name', { value: 'delete', configurable: true });
Object.defineProperty(methods.forEach, 'length', { value: 1, configurable: true });
Object.defineProperty(methods['delete'], 'length', { value: 1, configurable: true });
Object.defineProperty(methods.has, 'length', { value: 1, configurable: true });
Object.defineProperty(URLSearchParams, 'length', { value: 0, configurable: true });
Object.defineProperty(URLSearchParams.prototype, 'size', {
  get: function size() { return list(this).length / 2; },
  enumerable: true,
  configurable: true
});
Object.keys(methods).forEach(function (name) {
  URLSearchParams.prototype[name] = methods[name];
});
define(URLSearchParams.prototype, Symbol.iterator, methods.entries);
Object.defineProperty(URLSearchParams.prototype, Symbol.toStringTag,
  { value: 'URLSearchParams', configurable: true });
Object.defineProperty(URLSearchParams, 'prototype', { writable: false });

// ---- iterators ----

function Iterator(params, kind) {
  this[LIST] = { params: params, kind: kind, at: 0 };
}

Iterator.prototype = Object.create(Object.getPrototypeOf(
  Object.getPrototypeOf([][Symbol.iterator]())));

function state(iterator) {
  var s = typeof iterator === 'object' && iterator !== null ? iterator[LIST] : undefined;
  if (s === undefined || s.params === undefined) fail('ERR_INVALID_THIS', 'URLSearchParamsIterator');
  return s;
}

function item(s, at) {
  var l = s.params[LIST];
  return s.kind === 'keys' ? l[at] : s.kind === 'values' ? l[at + 1] : [l[at], l[at + 1]];
}

Iterator.prototype.next = function next() {
  var s = state(this), value;
  if (s.at >= s.params[LIST].length) return { value: undefined, done: true };
  value = item(s, s.at);
  s.at += 2;
  return { value: value, done: false };
};

Object.defineProperty(Iterator.prototype, Symbol.toStringTag,
  { value: 'URLSearchParams Iterator', configurable: true });

// ---- how they are shown ----

var inspectKey = Symbol.for('nodejs.util.inspect.custom');

// The items between braces, on one line where they fit.
function shown(parts, prefix, options) {
  var width = -2, i;
  if (parts.length === 0) return prefix + ' {}';
  for (i = 0; i < parts.length; i++) {
    width += parts[i].replace(/\u001b\[\d\d?m/g, '').length + 2;
    if (parts[i].indexOf('\n') >= 0) width = Infinity;
  }
  return width > options.breakLength ? prefix + ' {\n  ' + parts.join(',\n  ') + ' }'
    : prefix + ' { ' + parts.join(', ') + ' }';
}

function inner(options, depth) {
  var out = {}, key;
  for (key in options) out[key] = options[key];
  if (depth !== null && depth !== undefined) out.depth = depth - 1;
  return out;
}

define(URLSearchParams.prototype, inspectKey, function (depth, options, inspect) {
  var l = list(this), parts = [], i, ctx;
  if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
  ctx = inner(options, depth);
  for (i = 0; i < l.length; i += 2) {
    parts.push(inspect(l[i], ctx) + ' => ' + inspect(l[i + 1], ctx));
  }
  return shown(parts, 'URLSearchParams', options);
});

define(Iterator.prototype, inspectKey, function (depth, options, inspect) {
  var s = state(this), parts = [], at, ctx;
  if (typeof depth === 'number' && depth < 0) return options.stylize('[Object]', 'special');
  ctx = inner(options, depth);
  for (at = s.at; at < s.params[LIST].length; at += 2) {
    parts.push(inspect(item(s, at), ctx));
  }
  return shown(parts, 'URLSearchParams Iterator', options);
});

exports.URLSearchParams = URLSearchParams;
exports.toUSV = toUSV;
// Parameters of a URL: text is its query, write(text) tells it what became of them.
exports.ofUrl = function ofUrl(text, write) {
  var params = new URLSearchParams(text);
  params[OWNER] = write;
  return params;
};
// The URL's query was assigned: its parameters follow, without telling it back.
exports.follow = function follow(params, text) {
  params[LIST] = binding.parseForm(text.charAt(0) === '?' ? text.slice(1) : text);
};
