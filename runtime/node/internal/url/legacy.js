'use strict';
// internal/url/legacy: url.parse and its kin: URLs as Node read them before there was a
// standard. Lenient: whatever it is given, some of the members come out.

var binding = internalBinding('url');

// Protocols in whose URLs a host stands behind two slashes, and those that have none.
var SLASHED = /^(https?|ftp|gopher|file|wss?):?$/;
var HOSTLESS = /^javascript:?$/;
var SIMPLE_PATH = /^(\/\/?(?!\/)[^?\s]*)(\?[^\s]*)?$/;
// What ends a host without being a part of what follows it.
var NOT_HOST = '\t\n\r "%\';<>\\^`{|}';
// Had they come out of a domain's conversion, they would move the host's end.
var FORBIDDEN = /[\0\t\n\r #%/:<>?@[\\\]^|]/;
var FORBIDDEN_IPV6 = /[\0\t\n\r #%/<>?@\\^|]/;

function Url() {
  this.protocol = null;
  this.slashes = null;
  this.auth = null;
  this.host = null;
  this.port = null;
  this.hostname = null;
  this.hash = null;
  this.search = null;
  this.query = null;
  this.pathname = null;
  this.path = null;
  this.href = null;
}

function invalid(url) {
  var err = new TypeError('Invalid URL');
  err.code = 'ERR_INVALID_URL';
  err.input = url;
  return err;
}

function isIpv6(hostname) {
  return hostname.charAt(0) === '[' && hostname.charAt(hostname.length - 1) === ']';
}

// ---- parse ----

// Backslashes are slashes up to the query.
function turnSlashes(url) {
  var mark = url.search(/[?#]/);
  return mark < 0 ? url.replace(/\\/g, '/')
    : url.slice(0, mark).replace(/\\/g, '/') + url.slice(mark);
}

function setPath(url) {
  if (url.pathname || url.search) url.path = (url.pathname || '') + (url.search || '');
}

// Only a path and a query: no need to look for a host.
function parseSimple(url, text, withQuery) {
  var m = SIMPLE_PATH.exec(text);
  if (!m) return false;
  url.path = url.href = text;
  url.pathname = m[1];
  if (m[2]) {
    url.search = m[2];
    url.query = withQuery ? require('querystring').parse(m[2].slice(1)) : m[2].slice(1);
  } else if (withQuery) {
    url.search = null;
    url.query = Object.create(null);
  }
  return true;
}

// Where the host begins and ends in text (which loses its tabs and line ends on the way).
function hostRange(text) {
  var end = -1, at = -1, i, c;
  for (i = 0; i < text.length; i++) {
    c = text.charAt(i);
    if (c === '\t' || c === '\n' || c === '\r') {
      text = text.slice(0, i) + text.slice(i + 1);
      i--;
    } else if (c === '#' || c === '/' || c === '?') {
      if (end < 0) end = i;
      break;
    } else if (c === '@') {
      at = i;
      end = -1;
    } else if (end < 0 && NOT_HOST.indexOf(c) >= 0) {
      end = i;
    }
  }
  return { text: text, at: at, end: end < 0 ? text.length : end };
}

var warnedPort = false;

function warnPort(url) {
  if (warnedPort) return;
  warnedPort = true;
  process.emitWarning('The URL ' + url + ' is invalid. Future versions of Node.js will throw ' +
    'an error.', 'DeprecationWarning', 'DEP0170');
}

// The hostname up to what can't be in one; the rest belongs to the path.
function cutHostname(url, rest, original) {
  var i, c, hostname = url.hostname;
  for (i = 0; i < hostname.length; i++) {
    c = hostname.charAt(i);
    if (c === ':') warnPort(original);
    if ('/\\#?:'.indexOf(c) >= 0) {
      url.hostname = hostname.slice(0, i);
      return '/' + hostname.slice(i) + rest;
    }
  }
  return rest;
}

function toASCII(url, ipv6, original) {
  var hostname = url.hostname, i;
  if (hostname.length > 255) hostname = '';
  else hostname = hostname.toLowerCase();
  url.hostname = hostname;
  if (hostname === '') return;
  if (ipv6) {
    if (FORBIDDEN_IPV6.test(hostname)) throw invalid(original);
    return;
  }
  for (i = 0; i < hostname.length && hostname.charCodeAt(i) < 128; i++);
  if (i < hostname.length) url.hostname = binding.domainToASCII(hostname);
  if (url.hostname === '' || FORBIDDEN.test(url.hostname)) throw invalid(original);
}

// Takes auth, host, hostname and port off text; returns what follows.
function parseHost(url, text, original) {
  var range = hostRange(text), rest = range.text.slice(range.end), host, port, ipv6;
  host = range.text.slice(range.at + 1, range.end);
  if (range.at >= 0) url.auth = decodeURIComponent(range.text.slice(0, range.at));
  port = /:[0-9]*$/.exec(host);
  if (port) {
    if (port[0] !== ':') url.port = port[0].slice(1);
    host = host.slice(0, port.index);
  }
  url.hostname = host;
  ipv6 = isIpv6(host);
  if (!ipv6) rest = cutHostname(url, rest, original);
  toASCII(url, ipv6, original);
  url.host = url.hostname + (url.port ? ':' + url.port : '');
  if (ipv6) {
    url.hostname = url.hostname.slice(1, -1);
    if (rest.charAt(0) !== '/') rest = '/' + rest;
  }
  return rest;
}

function escapeRest(text) {
  return text.replace(/[\t\n\r "'<>\\^`{|}]/g, function (c) {
    var code = c.charCodeAt(0).toString(16).toUpperCase();
    return '%' + (code.length === 1 ? '0' + code : code);
  });
}

function parseRest(url, rest, withQuery) {
  var hash = rest.indexOf('#'), question;
  if (hash >= 0) {
    url.hash = rest.slice(hash);
    rest = rest.slice(0, hash);
  }
  question = rest.indexOf('?');
  if (question >= 0) {
    url.search = rest.slice(question);
    url.query = rest.slice(question + 1);
    if (withQuery) url.query = require('querystring').parse(url.query);
    rest = rest.slice(0, question);
  } else if (withQuery) {
    url.search = null;
    url.query = Object.create(null);
  }
  if (rest.length > 0) url.pathname = rest;
}

Url.prototype.parse = function (original, withQuery, slashesDenoteHost) {
  var text, protocol = '', m, slashes = false;
  require('internal/validators').validateString(original, 'url');
  text = turnSlashes(original.trim());
  if (!slashesDenoteHost && text.indexOf('#') < 0 && text.indexOf('@') < 0 &&
      parseSimple(this, text, withQuery)) {
    return this;
  }
  m = /^[a-z0-9.+-]+:/i.exec(text);
  if (m) {
    protocol = this.protocol = m[0].toLowerCase();
    text = text.slice(m[0].length);
  }
  if (slashesDenoteHost || m || /^\/\/[^@/]+@[^@/]+/.test(text)) {
    slashes = text.slice(0, 2) === '//';
    if (slashes && !HOSTLESS.test(protocol)) {
      text = text.slice(2);
      this.slashes = true;
    }
  }
  if (!HOSTLESS.test(protocol) && (slashes || (m && !SLASHED.test(protocol)))) {
    text = parseHost(this, text, original);
  }
  if (!HOSTLESS.test(protocol)) text = escapeRest(text);
  parseRest(this, text, withQuery);
  if (SLASHED.test(protocol) && this.hostname && !this.pathname) this.pathname = '/';
  setPath(this);
  this.href = this.format();
  return this;
};

Url.prototype.parseHost = function () {
  var host = this.host, port = /:[0-9]*$/.exec(host);
  if (port) {
    if (port[0] !== ':') this.port = port[0].slice(1);
    host = host.slice(0, port.index);
  }
  if (host) this.hostname = host;
};

function parse(url, withQuery, slashesDenoteHost) {
  if (url instanceof Url) return url;
  return new Url().parse(url, withQuery, slashesDenoteHost);
}

// ---- format ----

function encodeAuth(auth) {
  return encodeURIComponent(auth).replace(/%3A/gi, ':');
}

function hostText(url, auth) {
  var host = '';
  if (url.host) return auth + url.host;
  if (url.hostname) {
    host = auth + (url.hostname.indexOf(':') >= 0 && !isIpv6(url.hostname)
      ? '[' + url.hostname + ']' : url.hostname);
    if (url.port) host += ':' + url.port;
  }
  return host;
}

Url.prototype.format = function () {
  var protocol = this.protocol || '', pathname = this.pathname || '', hash = this.hash || '';
  var host = hostText(this, this.auth ? encodeAuth(this.auth) + '@' : ''), query = '', search;
  if (this.query !== null && typeof this.query === 'object') {
    query = require('querystring').stringify(this.query);
  }
  search = this.search || (query ? '?' + query : '');
  if (protocol && protocol.charAt(protocol.length - 1) !== ':') protocol += ':';
  pathname = pathname.replace(/#/g, '%23').replace(/\?/g, '%3F');
  if (this.slashes || SLASHED.test(protocol)) {
    if (this.slashes || host) {
      if (pathname && pathname.charAt(0) !== '/') pathname = '/' + pathname;
      host = '//' + host;
    } else if (/^file/.test(protocol)) {
      host = '//';
    }
  }
  search = search.replace(/#/g, '%23');
  if (hash && hash.charAt(0) !== '#') hash = '#' + hash;
  if (search && search.charAt(0) !== '?') search = '?' + search;
  return protocol + host + pathname + search + hash;
};

function formatURL(url, options) {
  var validate = require('internal/validators');
  var flags = [true, false, true, true];
  if (options) {
    validate.validateObject(options, 'options');
    ['fragment', 'unicode', 'search', 'auth'].forEach(function (name, i) {
      if (options[name] !== undefined && options[name] !== null) flags[i] = Boolean(options[name]);
    });
  }
  return binding.format(url.href, flags[0], flags[1], flags[2], flags[3]);
}

function format(value, options) {
  if (typeof value === 'string') return parse(value).format();
  if (typeof value !== 'object' || value === null) {
    throw require('internal/errors').make('ERR_INVALID_ARG_TYPE', 'urlObject',
      ['Object', 'string'], value);
  }
  if (value instanceof require('internal/url/url').URL) return formatURL(value, options);
  return Url.prototype.format.call(value);
}

// ---- resolve ----

function copy(to, from, but) {
  Object.keys(from).forEach(function (key) {
    if (key !== but) to[key] = from[key];
  });
}

function finish(result) {
  result.href = result.format();
  return result;
}

function setWholePath(result) {
  if (result.pathname !== null || result.search !== null) {
    result.path = (result.pathname ? result.pathname : '') + (result.search ? result.search : '');
  }
}

// Another protocol: nothing of the base remains but, for slashed ones, its slashes.
function resolveProtocol(result, relative) {
  var segments;
  if (!SLASHED.test(relative.protocol)) {
    copy(result, relative);
    return finish(result);
  }
  result.protocol = relative.protocol;
  if (!relative.host && !/^file:?$/.test(relative.protocol) && !HOSTLESS.test(relative.protocol)) {
    segments = (relative.pathname || '').split('/');
    while (segments.length && !(relative.host = segments.shift()));
    relative.host = relative.host || '';
    relative.hostname = relative.hostname || '';
    if (segments[0] !== '') segments.unshift('');
    if (segments.length < 2) segments.unshift('');
    result.pathname = segments.join('/');
  } else {
    result.pathname = relative.pathname;
  }
  result.search = relative.search;
  result.query = relative.query;
  result.host = relative.host || '';
  result.auth = relative.auth;
  result.hostname = relative.hostname || relative.host;
  result.port = relative.port;
  setPath(result);
  result.slashes = result.slashes || relative.slashes;
  return finish(result);
}

// Without slashes a host is the path's first segment for as long as it is resolved.
function hostIntoPath(owner, segments) {
  if (owner.host) {
    if (segments[0] === '') segments[0] = owner.host;
    else segments.unshift(owner.host);
  }
}

function hostOutOfPath(result, host) {
  var both;
  result.hostname = result.host = host;
  both = result.host && result.host.indexOf('@') > 0 ? result.host.split('@') : false;
  if (both) {
    result.auth = both.shift();
    result.host = result.hostname = both.shift();
  }
}

// Removes "." and ".." from the segments; those above the top stay where `keep`.
function collapse(segments, keep) {
  var up = 0, i;
  for (i = segments.length - 1; i >= 0; i--) {
    if (segments[i] === '.') {
      segments.splice(i, 1);
    } else if (segments[i] === '..') {
      segments.splice(i, 1);
      up++;
    } else if (up) {
      segments.splice(i, 1);
      up--;
    }
  }
  while (keep && up-- > 0) segments.unshift('..');
}

function takeHost(result, relative) {
  if (relative.host || relative.host === '') {
    if (result.host !== relative.host) result.auth = null;
    result.host = relative.host;
    result.port = relative.port;
  }
  if (relative.hostname || relative.hostname === '') {
    if (result.hostname !== relative.hostname) result.auth = null;
    result.hostname = relative.hostname;
  }
}

function isRooted(segments) {
  return segments[0] === '' || Boolean(segments[0] && segments[0].charAt(0) === '/');
}

// The segments joined and tidied become the path.
function settlePath(result, relative, segments, mustBeAbsolute, removeDots, bare) {
  var last = segments[segments.length - 1], trailing, rooted;
  trailing = ((result.host || relative.host || segments.length > 1) &&
    (last === '.' || last === '..')) || last === '';
  collapse(segments, !mustBeAbsolute && !removeDots);
  if (mustBeAbsolute && !isRooted(segments)) segments.unshift('');
  if (trailing && segments.join('/').slice(-1) !== '/') segments.push('');
  rooted = isRooted(segments);
  if (bare) hostOutOfPath(result, rooted ? '' : segments.length ? segments.shift() : '');
  mustBeAbsolute = mustBeAbsolute || (result.host && segments.length);
  if (mustBeAbsolute && !rooted) segments.unshift('');
  if (segments.length) {
    result.pathname = segments.join('/');
  } else {
    result.pathname = null;
    result.path = null;
  }
  setWholePath(result);
  result.auth = relative.auth || result.auth;
  result.slashes = result.slashes || relative.slashes;
  return finish(result);
}

function resolvePath(result, relative) {
  var sourceRooted = result.pathname && result.pathname.charAt(0) === '/';
  var relativeRooted = relative.host || (relative.pathname && relative.pathname.charAt(0) === '/');
  var mustBeAbsolute = relativeRooted || sourceRooted || (result.host && relative.pathname);
  var removeDots = mustBeAbsolute;
  var source = (result.pathname && result.pathname.split('/')) || [];
  var segments = (relative.pathname && relative.pathname.split('/')) || [];
  var bare = result.protocol && !SLASHED.test(result.protocol);
  if (bare) {
    result.hostname = '';
    result.port = null;
    hostIntoPath(result, source);
    result.host = '';
    if (relative.protocol) {
      relative.hostname = null;
      relative.port = null;
      result.auth = null;
      hostIntoPath(relative, segments);
      relative.host = null;
    }
    mustBeAbsolute = mustBeAbsolute && (segments[0] === '' || source[0] === '');
  }
  if (relativeRooted) {
    takeHost(result, relative);
    result.search = relative.search;
    result.query = relative.query;
    source = segments;
  } else if (segments.length) {
    source.pop();
    source = source.concat(segments);
    result.search = relative.search;
    result.query = relative.query;
  } else if (relative.search !== null && relative.search !== undefined) {
    if (bare) hostOutOfPath(result, source.shift());
    result.search = relative.search;
    result.query = relative.query;
    setWholePath(result);
    return finish(result);
  }
  if (!source.length) {
    result.pathname = null;
    result.path = result.search ? '/' + result.search : null;
    return finish(result);
  }
  return settlePath(result, relative, source, mustBeAbsolute, removeDots, bare);
}

Url.prototype.resolveObject = function (relative) {
  var result = new Url();
  if (typeof relative === 'string') relative = new Url().parse(relative, false, true);
  copy(result, this);
  result.hash = relative.hash;
  if (relative.href === '') return finish(result);
  if (relative.slashes && !relative.protocol) {
    copy(result, relative, 'protocol');
    if (SLASHED.test(result.protocol) && result.hostname && !result.pathname) {
      result.path = result.pathname = '/';
    }
    return finish(result);
  }
  if (relative.protocol && relative.protocol !== result.protocol) {
    return resolveProtocol(result, relative);
  }
  return resolvePath(result, relative);
};

Url.prototype.resolve = function (relative) {
  return this.resolveObject(parse(relative, false, true)).format();
};

exports.Url = Url;
exports.parse = function urlParse(url, parseQueryString, slashesDenoteHost) {
  return parse(url, parseQueryString, slashesDenoteHost);
};
exports.format = function urlFormat(urlObject, options) {
  return format(urlObject, options);
};
exports.resolve = function urlResolve(source, relative) {
  return parse(source, false, true).resolve(relative);
};
exports.resolveObject = function urlResolveObject(source, relative) {
  return source ? parse(source, false, true).resolveObject(relative) : relative;
};
