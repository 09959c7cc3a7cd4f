'use strict';
// internal/util/mime: util.MIMEType and util.MIMEParams (WHATWG MIME Sniffing).

var kMap = Symbol('params');
var TOKEN = /^[!#$%&'*+\-.\^_`|~A-Za-z0-9]+$/;
var QUOTED = /^[\t\x20-\x7e\x80-\xff]*$/;

function fail(what, text, index) {
  throw require('internal/errors').make('ERR_INVALID_MIME_SYNTAX', what, text,
    index === undefined || index === -1 ? '' : ' at ' + index);
}

function lower(text) {
  return text.replace(/[A-Z]/g, function (c) { return c.toLowerCase(); });
}

function trimLeft(text) {
  return text.replace(/^[\r\n\t ]+/, '');
}

function trimRight(text) {
  var end = text.length;
  while (end > 0 && '\r\n\t '.indexOf(text.charAt(end - 1)) >= 0) end--;
  return text.slice(0, end);
}

// Where text is no token: the index of the first character that may not be in one.
function badAt(text) {
  var i;
  for (i = 0; i < text.length; i++) if (!TOKEN.test(text.charAt(i))) return i;
  return -1;
}

function badQuotedAt(text) {
  var i;
  for (i = 0; i < text.length; i++) if (!QUOTED.test(text.charAt(i))) return i;
  return -1;
}

function quote(value) {
  if (value.length === 0) return '""';
  if (TOKEN.test(value)) return value;
  return '"' + value.replace(/["\\]/g, '\\$&') + '"';
}

// ---- parameters: in order of insertion ----

function MIMEParams() {
  if (!(this instanceof MIMEParams)) {
    throw new TypeError("Class constructor MIMEParams cannot be invoked without 'new'");
  }
  Object.defineProperty(this, kMap, { value: { names: [], values: {} } });
}

function find(params, name) {
  return params[kMap].names.indexOf(name);
}

MIMEParams.prototype['delete'] = function (name) {
  var at = find(this, name);
  if (at >= 0) this[kMap].names.splice(at, 1);
};

MIMEParams.prototype.get = function get(name) {
  return find(this, name) >= 0 ? this[kMap].values['$' + name] : null;
};

MIMEParams.prototype.has = function has(name) {
  return find(this, name) >= 0;
};

MIMEParams.prototype.set = function set(name, value) {
  var bad;
  name = String(name);
  value = String(value);
  bad = badAt(name);
  if (name.length === 0 || bad !== -1) fail('parameter name', name, bad);
  bad = badQuotedAt(value);
  if (bad !== -1) fail('parameter value', value, bad);
  store(this, name, value);
};

function store(params, name, value) {
  if (find(params, name) < 0) params[kMap].names.push(name);
  params[kMap].values['$' + name] = value;
}

function iterate(params, pick) {
  var i = 0, iterator = {
    next: function () {
      var names = params[kMap].names, name;
      if (i >= names.length) return { value: undefined, done: true };
      name = names[i++];
      return { value: pick(name, params[kMap].values['$' + name]), done: false };
    }
  };
  iterator[Symbol.iterator] = function () { return this; };
  return iterator;
}

MIMEParams.prototype.entries = function entries() {
  return iterate(this, function (name, value) { return [name, value]; });
};
MIMEParams.prototype.keys = function keys() {
  return iterate(this, function (name) { return name; });
};
MIMEParams.prototype.values = function values() {
  return iterate(this, function (name, value) { return value; });
};
MIMEParams.prototype[Symbol.iterator] = MIMEParams.prototype.entries;

MIMEParams.prototype.toString = function toString() {
  var map = this[kMap];
  return map.names.map(function (name) {
    return name + '=' + quote(map.values['$' + name]);
  }).join(';');
};
MIMEParams.prototype.toJSON = MIMEParams.prototype.toString;

// A value in quotes at `at` (behind the opening one): [value, index behind the end].
function unquote(text, at) {
  var out = '', c;
  for (; at < text.length; at++) {
    c = text.charAt(at);
    if (c === '"') return [out, at + 1];
    if (c === '\\' && at + 1 < text.length) c = text.charAt(++at);
    out += c;
  }
  return [out, at];
}

// ";a=b; c="d e"": what is malformed is left out.
function parseParams(params, text) {
  var at = 0, end, name, found, value;
  while (at < text.length) {
    while (at < text.length && '\r\n\t ;'.indexOf(text.charAt(at)) >= 0) at++;
    end = at;
    while (end < text.length && text.charAt(end) !== ';' && text.charAt(end) !== '=') end++;
    name = lower(text.slice(at, end));
    at = end;
    if (text.charAt(at) !== '=') continue;
    at++;
    if (text.charAt(at) === '"') {
      found = unquote(text, at + 1);
      value = found[0];
      at = text.indexOf(';', found[1]);
    } else {
      end = text.indexOf(';', at);
      value = trimRight(text.slice(at, end < 0 ? text.length : end));
      at = end;
      if (value === '') name = '';
    }
    if (TOKEN.test(name) && badQuotedAt(value) === -1 && !params.has(name)) {
      store(params, name, value);
    }
    if (at < 0) break;
  }
}

// ---- types ----

function checkType(text) {
  var bad = badAt(text);
  if (text.length === 0 || bad !== -1) fail('type', text, bad);
  return lower(text);
}

function checkSubtype(text) {
  var bad = badAt(text);
  if (text.length === 0 || bad !== -1) fail('subtype', text, bad);
  return lower(text);
}

function MIMEType(text) {
  var slash, semicolon, subtype, type, trimmed, params, bad;
  if (!(this instanceof MIMEType)) {
    throw new TypeError("Class constructor MIMEType cannot be invoked without 'new'");
  }
  text = String(text);
  trimmed = trimLeft(text);
  slash = trimmed.indexOf('/');
  type = slash < 0 ? trimmed : trimmed.slice(0, slash);
  bad = badAt(type);
  if (type === '' || slash < 0 || bad !== -1) fail('type', text, bad);
  semicolon = trimmed.indexOf(';', slash);
  subtype = trimRight(trimmed.slice(slash + 1, semicolon < 0 ? trimmed.length : semicolon));
  bad = badAt(subtype);
  if (subtype === '' || bad !== -1) fail('subtype', trimmed, bad);
  params = new MIMEParams();
  if (semicolon >= 0) parseParams(params, trimmed.slice(semicolon));
  Object.defineProperty(this, kMap, {
    value: { type: lower(type), subtype: lower(subtype), params: params }
  });
}

function accessor(name, get, set) {
  Object.defineProperty(MIMEType.prototype, name,
    { get: get, set: set, enumerable: false, configurable: true });
}

accessor('type', function () { return this[kMap].type; }, function (value) {
  this[kMap].type = checkType(String(value));
});
accessor('subtype', function () { return this[kMap].subtype; }, function (value) {
  this[kMap].subtype = checkSubtype(String(value));
});
accessor('essence', function () {
  return this[kMap].type + '/' + this[kMap].subtype;
}, undefined);
accessor('params', function () { return this[kMap].params; }, undefined);

MIMEType.prototype.toString = function toString() {
  var params = this[kMap].params.toString();
  return this.essence + (params === '' ? '' : ';' + params);
};
MIMEType.prototype.toJSON = MIMEType.prototype.toString;

exports.MIMEType = MIMEType;
exports.MIMEParams = MIMEParams;
