'use strict';
// internal/url/url: the class URL. What the parts are is C's to say (internalBinding
// 'url'); a URL keeps them in one array under a key that programs can't name.

var binding = internalBinding('url');
var define = require('internal/define');
var searchParams = require('internal/url/params');

var PARTS = binding.partsKey, PARAMS = binding.paramsKey;
var toUSV = searchParams.toUSV;

// Places in the array of parts.
var HREF = 0, PROTOCOL = 1, USERNAME = 2, PASSWORD = 3, HOST = 4, HOSTNAME = 5, PORT = 6,
  PATHNAME = 7, SEARCH = 8, HASH = 9, ORIGIN = 10;
// Which part `set` is to assign.
var SET = { protocol: 0, username: 1, password: 2, host: 3, hostname: 4, port: 5, pathname: 6,
  search: 7, hash: 8 };

function invalid(input, base) {
  var err = new TypeError('Invalid URL');
  err.code = 'ERR_INVALID_URL';
  err.input = input;
  if (base !== undefined) err.base = base;
  return err;
}

function need(args, name) {
  if (args.length === 0) throw require('internal/errors').make('ERR_MISSING_ARGS', name);
}

function parts(url) {
  if (typeof url !== 'object' || url === null || url[PARTS] === undefined) {
    throw new TypeError('Receiver must be an instance of class URL');
  }
  return url[PARTS];
}

function URL(input, base) {
  var text, baseText, found;
  if (!new.target) throw new TypeError("Class constructor URL cannot be invoked without 'new'");
  need(arguments, 'url');
  text = toUSV(input);
  if (base !== undefined) baseText = toUSV(base);
  found = binding.parse(text, baseText);
  if (found === undefined) throw invalid(text, baseText);
  this[PARTS] = found;
}

// ---- parts, read and assigned ----

function accessor(name, get, set) {
  var descriptor = { get: get, enumerable: true, configurable: true };
  if (set) descriptor.set = set;
  Object.defineProperty(URL.prototype, name, descriptor);
  Object.defineProperty(get, 'name', { value: 'get ' + name, configurable: true });
  if (set) Object.defineProperty(set, 'name', { value: 'set ' + name, configurable: true });
}

function reader(at) {
  return function () { return parts(this)[at]; };
}

function assign(url, part, value) {
  var href = parts(url)[HREF];
  url[PARTS] = binding.set(href, SET[part], toUSV(value));
}

function part(name, at) {
  accessor(name, reader(at), function (value) { assign(this, name, value); });
}

function follow(url) {
  if (url[PARAMS] !== undefined) searchParams.follow(url[PARAMS], url[PARTS][SEARCH]);
}

URL.prototype.toString = function toString() {
  return parts(this)[HREF];
};

accessor('href', reader(HREF), function (value) {
  var text, found;
  parts(this);
  text = toUSV(value);
  found = binding.parse(text, undefined);
  if (found === undefined) throw invalid(text);
  this[PARTS] = found;
  follow(this);
});
accessor('origin', reader(ORIGIN));
part('protocol', PROTOCOL);
part('username', USERNAME);
part('password', PASSWORD);
part('host', HOST);
part('hostname', HOSTNAME);
part('port', PORT);
part('pathname', PATHNAME);
accessor('search', reader(SEARCH), function (value) {
  assign(this, 'search', value);
  follow(this);
});
accessor('searchParams', function () {
  var url = this, search = parts(url)[SEARCH];
  if (url[PARAMS] === undefined) {
    url[PARAMS] = searchParams.ofUrl(search, function (query) { assign(url, 'search', query); });
  }
  return url[PARAMS];
});
part('hash', HASH);

URL.prototype.toJSON = function toJSON() {
  return parts(this)[HREF];
};

// ---- on the class itself ----

URL.parse = function parse(input, base) {
  var found;
  need(arguments, 'url');
  found = binding.parse(toUSV(input), base === undefined ? undefined : toUSV(base));
  return found === undefined ? null : new URL(found[HREF]);
};

URL.canParse = function canParse(input, base) {
  need(arguments, 'url');
  return binding.canParse(toUSV(input), base === undefined ? undefined : toUSV(base));
};

// Object URLs name Blobs, which aren't there yet.
['createObjectURL', 'revokeObjectURL'].forEach(function (name) {
  define(URL, name, function () {
    throw require('internal/errors').make('ERR_EUNSUPPORTED', 'URL.' + name);
  });
  Object.defineProperty(URL, name, { enumerable: true });
  Object.defineProperty(URL[name], 'name', { value: name, configurable: true });
});
Object.defineProperty(URL, 'length', { value: 1, configurable: true });
Object.defineProperty(URL.canParse, 'length', { value: 1, configurable: true });
Object.defineProperty(URL.parse, 'length', { value: 1, configurable: true });
Object.defineProperty(URL, 'prototype', { writable: false });
Object.defineProperty(URL.prototype, Symbol.toStringTag, { value: 'URL', configurable: true });

// ---- how it is shown ----

define(URL.prototype, Symbol.for('nodejs.util.inspect.custom'), function (depth, options, inspect) {
  var url = this, shown;
  parts(url);
  if (typeof depth === 'number' && depth < 0) return url;
  shown = {};
  ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname',
    'search', 'searchParams', 'hash'].forEach(function (name) { shown[name] = url[name]; });
  return (url.constructor || URL).name + ' ' + inspect(shown, options);
});

exports.URL = URL;
// Is it one, be it of this class or something that looks like one (another realm's)?
exports.isURL = function isURL(value) {
  return Boolean(value && value.href && value.protocol && value.auth === undefined &&
    value.path === undefined);
};
exports.partsOf = parts;
