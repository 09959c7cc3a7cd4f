'use strict';
// internal/url/file: paths as file: URLs, and the other way.

var binding = internalBinding('url');

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

function isWindows(options) {
  return options && typeof options.windows === 'boolean' ? options.windows
    : process.platform === 'win32';
}

// ---- URL → path ----

function windowsPath(url) {
  var path = url.pathname, letter;
  if (/%2f|%5c/i.test(path)) {
    fail('ERR_INVALID_FILE_URL_PATH', 'must not include encoded \\ or / characters');
  }
  path = decodeURIComponent(path.replace(/\//g, '\\'));
  if (url.hostname !== '') return '\\\\' + binding.domainToUnicode(url.hostname) + path;
  letter = path.charCodeAt(1) | 32;
  if (letter < 97 || letter > 122 || path.charAt(2) !== ':') {
    fail('ERR_INVALID_FILE_URL_PATH', 'must be absolute');
  }
  return path.slice(1);
}

function posixPath(url) {
  if (url.hostname !== '') fail('ERR_INVALID_FILE_URL_HOST', process.platform);
  if (/%2f/i.test(url.pathname)) {
    fail('ERR_INVALID_FILE_URL_PATH', 'must not include encoded / characters');
  }
  return decodeURIComponent(url.pathname);
}

exports.fileURLToPath = function fileURLToPath(path, options) {
  var classes = require('internal/url/url'), url = path;
  if (typeof path === 'string') url = new classes.URL(path);
  else if (!classes.isURL(path)) fail('ERR_INVALID_ARG_TYPE', 'path', ['string', 'URL'], path);
  if (url.protocol !== 'file:') fail('ERR_INVALID_URL_SCHEME', 'file');
  return isWindows(options) ? windowsPath(url) : posixPath(url);
};

// ---- path → URL ----

// What the parser would read as something else than a part of the path.
function escapePath(path, windows) {
  path = path.replace(/%/g, '%25');
  if (!windows) path = path.replace(/\\/g, '%5C');
  return path.replace(/\n/g, '%0A').replace(/\r/g, '%0D').replace(/\t/g, '%09')
    .replace(/\?/g, '%3F').replace(/#/g, '%23');
}

function uncURL(path, original) {
  var URL = require('internal/url/url').URL, url = new URL('file://');
  var end = path.indexOf('\\', 2);
  if (end === -1) fail('ERR_INVALID_ARG_VALUE', 'path', original, 'Missing UNC resource path');
  if (end === 2) fail('ERR_INVALID_ARG_VALUE', 'path', original, 'Empty UNC servername');
  url.hostname = binding.domainToASCII(path.slice(2, end));
  url.pathname = escapePath(path.slice(end).replace(/\\/g, '/'), true);
  return url;
}

exports.pathToFileURL = function pathToFileURL(path, options) {
  var windows = isWindows(options), URL = require('internal/url/url').URL, resolved, last;
  require('internal/validators').validateString(path, 'path');
  if (windows && path.slice(0, 2) === '\\\\') return uncURL(path, path);
  resolved = (windows ? require('path').win32 : require('path').posix).resolve(path);
  // resolve drops a slash at the end; a folder's URL keeps it.
  last = path.charAt(path.length - 1);
  if ((last === '/' || (windows && last === '\\')) &&
      resolved.charAt(resolved.length - 1) !== (windows ? '\\' : '/')) {
    resolved += '/';
  }
  if (windows) resolved = '/' + resolved.replace(/\\/g, '/');
  return new URL('file://' + escapePath(resolved, windows));
};

// ---- URL → options of http.request ----

exports.urlToHttpOptions = function urlToHttpOptions(url) {
  var options = Object.create(null), host, credentials;
  if (!require('internal/url/url').isURL(url)) fail('ERR_INVALID_ARG_TYPE', 'url', 'URL', url);
  Object.keys(url).forEach(function (key) { options[key] = url[key]; });
  host = url.hostname;
  options.protocol = url.protocol;
  options.hostname = host && host.charAt(0) === '[' ? host.slice(1, -1) : host;
  options.hash = url.hash;
  options.search = url.search;
  options.pathname = url.pathname;
  options.path = (url.pathname || '') + (url.search || '');
  options.href = url.href;
  if (url.port !== '') options.port = Number(url.port);
  if (url.username || url.password) {
    credentials = decodeURIComponent(url.username) + ':' + decodeURIComponent(url.password);
    options.auth = credentials;
  }
  return options;
};
