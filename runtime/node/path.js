'use strict';
// path: POSIX paths. The Windows half (path.win32) is internal/path_win32, loaded at
// first use, as is matchesGlob's matcher.
//
// Most paths are already normal, and indexOf is C: so each function first looks
// whether there is anything to do before it takes a path to pieces.

var validate = require('internal/validators');
var lazy = require('internal/lazy');

// Resolves '.', '..' and empty segments of a path without its leading '/'.
// `above` says whether '..' may stay at the front (it may not in absolute paths).
function squeeze(path, above) {
  var parts = path.split('/'), out = [], i, part;
  for (i = 0; i < parts.length; i++) {
    part = parts[i];
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.length > 0 && out[out.length - 1] !== '..') out.pop();
    else if (above) out.push('..');
  }
  return out.join('/');
}

function isNormal(path) {
  return path.indexOf('//') < 0 && path.indexOf('/.') < 0 && path.charAt(0) !== '.';
}

function normalizeChecked(path) {
  var absolute, trailing, out;
  if (path === '') return '.';
  if (isNormal(path)) return path;
  absolute = path.charAt(0) === '/';
  trailing = path.charAt(path.length - 1) === '/';
  out = squeeze(path, !absolute);
  if (out === '') {
    if (absolute) return '/';
    return trailing ? './' : '.';
  }
  if (trailing) out += '/';
  return absolute ? '/' + out : out;
}

function normalize(path) {
  validate.validateString(path, 'path');
  return normalizeChecked(path);
}

function isAbsolute(path) {
  validate.validateString(path, 'path');
  return path.charAt(0) === '/';
}

function join() {
  var out = '', i, part;
  for (i = 0; i < arguments.length; i++) {
    part = arguments[i];
    validate.validateString(part, 'path');
    if (part !== '') out = out === '' ? part : out + '/' + part;
  }
  return normalizeChecked(out);
}

// From the right until the path is absolute; the working directory comes last.
function resolve() {
  var out = '', absolute = false, i, part;
  for (i = arguments.length - 1; i >= 0 && !absolute; i--) {
    part = arguments[i];
    validate.validateString(part, 'paths[' + i + ']');
    if (part === '') continue;
    out = out === '' ? part : part + '/' + out;
    absolute = part.charAt(0) === '/';
  }
  if (!absolute) {
    part = process.cwd();
    out = out === '' ? part : part + '/' + out;
    absolute = part.charAt(0) === '/';
  }
  if (absolute && isNormal(out) && out.charAt(out.length - 1) !== '/') return out;
  out = squeeze(out, !absolute);
  if (absolute) return '/' + out;
  return out === '' ? '.' : out;
}

function relative(from, to) {
  var a, b, i = 0, out = [], k;
  validate.validateString(from, 'from');
  validate.validateString(to, 'to');
  if (from === to) return '';
  from = resolve(from);
  to = resolve(to);
  if (from === to) return '';
  a = from === '/' ? [] : from.slice(1).split('/');
  b = to === '/' ? [] : to.slice(1).split('/');
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  for (k = i; k < a.length; k++) out.push('..');
  return out.concat(b.slice(i)).join('/');
}

function toNamespacedPath(path) {
  return path;
}

// Index after the last character that is not a '/', 0 if there is none.
function endOf(path) {
  var end = path.length;
  while (end > 0 && path.charCodeAt(end - 1) === 47) end--;
  return end;
}

function dirname(path) {
  var end, slash;
  validate.validateString(path, 'path');
  if (path === '') return '.';
  end = endOf(path);
  slash = end === 0 ? -1 : path.lastIndexOf('/', end - 1);
  if (slash < 0) return path.charAt(0) === '/' ? '/' : '.';
  if (slash === 0) return '/';
  // '//a' keeps both: POSIX leaves their meaning to the system.
  if (slash === 1 && path.charAt(0) === '/') return '//';
  return path.slice(0, slash);
}

function basename(path, suffix) {
  var end, start;
  if (suffix !== undefined) validate.validateString(suffix, 'suffix');
  validate.validateString(path, 'path');
  end = endOf(path);
  start = end === 0 ? 0 : path.lastIndexOf('/', end - 1) + 1;
  return suffix ? withoutSuffix(path, start, end, suffix) : path.slice(start, end);
}

// The segment path[start, end) without the suffix. Node does this too: where the
// segment is only a tail of the suffix, separators behind it stay.
function withoutSuffix(path, start, end, suffix) {
  var base = path.slice(start, end);
  if (suffix === path) return '';
  if (suffix.length > path.length) return base;
  if (suffix.length < base.length) {
    return base.endsWith(suffix) ? base.slice(0, base.length - suffix.length) : base;
  }
  return suffix.length > base.length && suffix.endsWith(base) ? path.slice(start) : base;
}

// The extension of a last segment: from its last dot, unless that is its first
// character or all there is is '..'.
function extensionOf(base) {
  var dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

function extname(path) {
  var end;
  validate.validateString(path, 'path');
  end = endOf(path);
  return end === 0 ? '' : extensionOf(path.slice(path.lastIndexOf('/', end - 1) + 1, end));
}

function parse(path) {
  var out = { root: '', dir: '', base: '', ext: '', name: '' }, end, slash;
  validate.validateString(path, 'path');
  if (path === '') return out;
  if (path.charAt(0) === '/') out.root = '/';
  end = endOf(path);
  slash = end === 0 ? -1 : path.lastIndexOf('/', end - 1);
  if (end > 0) out.base = path.slice(slash + 1, end);
  // Node does this too: the '..' of '/..' alone is a name with an extension.
  out.ext = slash === 0 && out.base === '..' ? '.' : extensionOf(out.base);
  out.name = out.base.slice(0, out.base.length - out.ext.length);
  if (slash > 0) out.dir = path.slice(0, slash);
  else if (out.root) out.dir = '/';
  return out;
}

function formatWith(sep, object) {
  var dir, ext, base;
  validate.validateObject(object, 'pathObject');
  dir = object.dir || object.root;
  ext = object.ext || '';
  if (ext && ext.charAt(0) !== '.') ext = '.' + ext;
  base = object.base || (object.name || '') + ext;
  if (!dir) return base;
  return dir === object.root ? dir + base : dir + sep + base;
}

function matchesGlob(path, pattern) {
  validate.validateString(path, 'path');
  validate.validateString(pattern, 'pattern');
  return require('internal/glob').matches(path, pattern, false);
}

var posix = module.exports = {
  resolve: resolve,
  normalize: normalize,
  isAbsolute: isAbsolute,
  join: join,
  relative: relative,
  toNamespacedPath: toNamespacedPath,
  dirname: dirname,
  basename: basename,
  extname: extname,
  format: formatWith.bind(null, '/'),
  parse: parse,
  matchesGlob: matchesGlob,
  sep: '/',
  delimiter: ':',
  win32: null,
  posix: null,
  _makeLong: toNamespacedPath
};
posix.posix = posix;
lazy(posix, 'win32', function () {
  return require('internal/path_win32').make(posix, formatWith, withoutSuffix);
});
