'use strict';
// internal/path_win32: path.win32: drives, UNC shares, both slashes.
//
// A path is taken apart once, by rootOf, into
//     device    'C:' or '\\server\share', '' without one
//     end       index behind the root: behind 'C:\', behind the share
//     absolute  whether it starts at a root
//     unc       whether device is a share
// and what follows is handled as segments.

var validate = require('internal/validators');

function isSep(code) {
  return code === 47 || code === 92;
}

function isLetter(code) {
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function skipSeps(path, i) {
  while (i < path.length && isSep(path.charCodeAt(i))) i++;
  return i;
}

function skipName(path, i) {
  while (i < path.length && !isSep(path.charCodeAt(i))) i++;
  return i;
}

// \\server\share…: null if it is not one. `end` is behind the share's name; a device
// path (\\.\x, \\?\x) is one whose server is '.' or '?'.
function shareOf(path) {
  var hostEnd = skipName(path, 2), nameStart, nameEnd, host;
  if (path.length < 2 || !isSep(path.charCodeAt(1)) || hostEnd === 2 ||
      hostEnd === path.length) {
    return null;
  }
  nameStart = skipSeps(path, hostEnd);
  if (nameStart === path.length) return null;
  nameEnd = skipName(path, nameStart);
  host = path.slice(2, hostEnd);
  if (host === '.' || host === '?') {
    return { device: '\\\\' + host, end: 4, whole: false, special: true };
  }
  return {
    device: '\\\\' + host + '\\' + path.slice(nameStart, nameEnd),
    end: nameEnd,
    whole: nameEnd === path.length,
    special: false
  };
}

function rootOf(path) {
  var code = path.charCodeAt(0), share;
  if (path === '') return { device: '', end: 0, absolute: false, share: null };
  if (isSep(code)) {
    share = shareOf(path);
    if (share) return { device: share.device, end: share.end, absolute: true, share: share };
    return { device: '', end: 1, absolute: true, share: null };
  }
  if (isLetter(code) && path.charCodeAt(1) === 58) {
    if (path.length > 2 && isSep(path.charCodeAt(2))) {
      return { device: path.slice(0, 2), end: 3, absolute: true, share: null };
    }
    return { device: path.slice(0, 2), end: 2, absolute: false, share: null };
  }
  return { device: '', end: 0, absolute: false, share: null };
}

function squeeze(path, above) {
  var parts = path.split(/[\\\/]/), out = [], i, part;
  for (i = 0; i < parts.length; i++) {
    part = parts[i];
    if (part === '' || part === '.') continue;
    if (part !== '..') out.push(part);
    else if (out.length > 0 && out[out.length - 1] !== '..') out.pop();
    else if (above) out.push('..');
  }
  return out.join('\\');
}

// A relative path must not become a drive by losing its front: 'a/../C:/x'.
function hidesDrive(path, tail) {
  var i;
  if (tail.length >= 2 && isLetter(tail.charCodeAt(0)) && tail.charCodeAt(1) === 58) {
    return true;
  }
  i = path.indexOf(':');
  do {
    if (i === path.length - 1 || isSep(path.charCodeAt(i + 1))) return true;
    i = path.indexOf(':', i + 1);
  } while (i !== -1);
  return false;
}

function normalize(path) {
  var root, tail, trailing;
  validate.validateString(path, 'path');
  if (path === '') return '.';
  if (path.length === 1) return path === '/' ? '\\' : path;
  root = rootOf(path);
  if (root.share && root.share.whole) return root.device + '\\';
  tail = root.end < path.length ? squeeze(path.slice(root.end), !root.absolute) : '';
  trailing = isSep(path.charCodeAt(path.length - 1));
  if (tail === '' && !root.absolute) tail = '.';
  if (tail !== '' && trailing) tail += '\\';
  if (!root.absolute && root.device === '' && path.indexOf(':') >= 0 &&
      hidesDrive(path, tail)) {
    return '.\\' + tail;
  }
  if (root.device === '') return root.absolute ? '\\' + tail : tail;
  return root.absolute ? root.device + '\\' + tail : root.device + tail;
}

function isAbsolute(path) {
  validate.validateString(path, 'path');
  return path !== '' && (isSep(path.charCodeAt(0)) || (path.length > 2 &&
    isLetter(path.charCodeAt(0)) && path.charCodeAt(1) === 58 && isSep(path.charCodeAt(2))));
}

// Joining must not make a share out of 'x' + '//server': only a first part that
// itself starts with exactly two separators and a name may.
function join() {
  var joined, first, i, part, seps, n;
  for (i = 0; i < arguments.length; i++) {
    part = arguments[i];
    validate.validateString(part, 'path');
    if (part === '') continue;
    if (joined === undefined) joined = first = part;
    else joined += '\\' + part;
  }
  if (joined === undefined) return '.';
  seps = skipSeps(first, 0);
  // '//' alone joins with what follows; '//x' is a share; '///' is a root.
  if (seps === 2 && first.length > 2) return normalize(joined);
  n = skipSeps(joined, 0);
  if (n >= 2) joined = '\\' + joined.slice(n);
  return normalize(joined);
}

function cwdOf(device) {
  var path;
  if (device === '') return process.cwd();
  path = process.env['=' + device] || process.cwd();
  // A working directory on another drive is of no use: its root then.
  if (path === undefined || (path.slice(0, 2).toLowerCase() !== device.toLowerCase() &&
      path.charCodeAt(2) === 92)) {
    path = device + '\\';
  }
  return path;
}

function resolve() {
  var device = '', tail = '', absolute = false, i, path, root;
  for (i = arguments.length - 1; i >= -1; i--) {
    if (i >= 0) {
      path = arguments[i];
      validate.validateString(path, 'paths[' + i + ']');
      if (path === '') continue;
    } else {
      path = cwdOf(device);
    }
    root = rootOf(path);
    if (root.device !== '') {
      if (device !== '' && root.device.toLowerCase() !== device.toLowerCase()) continue;
      if (device === '') device = root.device;
    }
    if (absolute) {
      if (device !== '') break;
      continue;
    }
    tail = path.slice(root.end) + '\\' + tail;
    absolute = root.absolute;
    if (absolute && device !== '') break;
  }
  tail = squeeze(tail, !absolute);
  return absolute ? device + '\\' + tail : device + tail || '.';
}

// Bounds of a resolved path without separators around it.
function trimmed(path) {
  var start = skipSeps(path, 0), end = path.length;
  while (end - 1 > start && path.charCodeAt(end - 1) === 92) end--;
  return { start: start, end: end };
}

function relative(from, to) {
  var fromFull, toFull, a, b, i, lastSep = -1, length, up = '', code;
  validate.validateString(from, 'from');
  validate.validateString(to, 'to');
  if (from === to) return '';
  fromFull = resolve(from);
  toFull = resolve(to);
  if (fromFull === toFull) return '';
  from = fromFull.toLowerCase();
  to = toFull.toLowerCase();
  if (from === to) return '';
  if (from.length !== fromFull.length || to.length !== toFull.length) {
    return relativeByParts(fromFull, toFull);
  }
  a = trimmed(from);
  b = trimmed(to);
  length = Math.min(a.end - a.start, b.end - b.start);
  for (i = 0; i < length; i++) {
    code = from.charCodeAt(a.start + i);
    if (code !== to.charCodeAt(b.start + i)) break;
    if (code === 92) lastSep = i;
  }
  if (i !== length) {
    // Different drives or shares have no relative path.
    if (lastSep === -1) return toFull;
  } else {
    if (b.end - b.start > length) {
      if (to.charCodeAt(b.start + i) === 92) return toFull.slice(b.start + i + 1);
      if (i === 2) return toFull.slice(b.start + i);
    }
    if (a.end - a.start > length) {
      if (from.charCodeAt(a.start + i) === 92) lastSep = i;
      else if (i === 2) lastSep = 3;
    }
    if (lastSep === -1) lastSep = 0;
  }
  for (i = a.start + lastSep + 1; i <= a.end; i++) {
    if (i === a.end || from.charCodeAt(i) === 92) up += up === '' ? '..' : '\\..';
  }
  length = b.start + lastSep;
  if (up !== '') return up + toFull.slice(length, b.end);
  if (toFull.charCodeAt(length) === 92) length++;
  return toFull.slice(length, b.end);
}

// Where lower case has another length (İ), positions don't match: by segments.
function relativeByParts(from, to) {
  var a = from.split('\\'), b = to.split('\\'), i = 0, out = [], k;
  if (a[a.length - 1] === '') a.pop();
  if (b[b.length - 1] === '') b.pop();
  while (i < a.length && i < b.length && a[i].toLowerCase() === b[i].toLowerCase()) i++;
  if (i === 0) return to;
  for (k = i; k < a.length; k++) out.push('..');
  return out.concat(b.slice(i)).join('\\');
}

function toNamespacedPath(path) {
  var full, code;
  if (typeof path !== 'string' || path.length === 0) return path;
  full = resolve(path);
  if (full.length <= 2) return path;
  if (full.charCodeAt(0) === 92) {
    if (full.charCodeAt(1) === 92) {
      code = full.charCodeAt(2);
      if (code !== 63 && code !== 46) return '\\\\?\\UNC\\' + full.slice(2);
    }
  } else if (isLetter(full.charCodeAt(0)) && full.charCodeAt(1) === 58 &&
      full.charCodeAt(2) === 92) {
    return '\\\\?\\' + full;
  }
  return full;
}

// The root as dirname and parse see it: end of what never goes away. A share is kept
// with the separator behind it.
function fixedRoot(path) {
  var code = path.charCodeAt(0), hostEnd, nameStart, nameEnd;
  if (isSep(code)) {
    hostEnd = skipName(path, 2);
    if (path.length > 1 && isSep(path.charCodeAt(1)) && hostEnd > 2 &&
        hostEnd < path.length) {
      nameStart = skipSeps(path, hostEnd);
      nameEnd = skipName(path, nameStart);
      if (nameStart < path.length) {
        return nameEnd === path.length
          ? { end: nameEnd, offset: nameEnd, whole: true }
          : { end: nameEnd + 1, offset: nameEnd + 1, whole: false };
      }
    }
    return { end: 1, offset: 1, whole: false };
  }
  if (isLetter(code) && path.charCodeAt(1) === 58) {
    return path.length > 2 && isSep(path.charCodeAt(2))
      ? { end: 3, offset: 3, whole: false }
      : { end: 2, offset: 2, whole: false };
  }
  return { end: -1, offset: 0, whole: false };
}

function dirname(path) {
  var root, end = -1, matched = true, i;
  validate.validateString(path, 'path');
  if (path === '') return '.';
  if (path.length === 1) return isSep(path.charCodeAt(0)) ? path : '.';
  root = fixedRoot(path);
  if (root.whole) return path;
  for (i = path.length - 1; i >= root.offset; i--) {
    if (!isSep(path.charCodeAt(i))) {
      matched = false;
    } else if (!matched) {
      end = i;
      break;
    }
  }
  if (end === -1) {
    if (root.end === -1) return '.';
    end = root.end;
  }
  return path.slice(0, end);
}

// [start, end) of the last segment behind index `from`.
function lastSegment(path, from) {
  var end = path.length, start;
  while (end > from && isSep(path.charCodeAt(end - 1))) end--;
  start = end;
  while (start > from && !isSep(path.charCodeAt(start - 1))) start--;
  return { start: start, end: end };
}

function driveEnd(path) {
  return path.length >= 2 && isLetter(path.charCodeAt(0)) && path.charCodeAt(1) === 58
    ? 2 : 0;
}

function basename(path, suffix) {
  var at;
  if (suffix !== undefined) validate.validateString(suffix, 'suffix');
  validate.validateString(path, 'path');
  at = lastSegment(path, driveEnd(path));
  return suffix ? withoutSuffix(path, at.start, at.end, suffix)
    : path.slice(at.start, at.end);
}

function extensionOf(base) {
  var dot = base.lastIndexOf('.');
  return dot <= 0 || base === '..' ? '' : base.slice(dot);
}

function extname(path) {
  var at;
  validate.validateString(path, 'path');
  at = lastSegment(path, driveEnd(path));
  return extensionOf(path.slice(at.start, at.end));
}

function parse(path) {
  var out = { root: '', dir: '', base: '', ext: '', name: '' }, root, at;
  validate.validateString(path, 'path');
  if (path === '') return out;
  if (path.length === 1) {
    if (isSep(path.charCodeAt(0))) out.root = out.dir = path;
    else out.base = out.name = path;
    return out;
  }
  root = fixedRoot(path);
  if (root.end > 0) out.root = path.slice(0, root.end);
  if (root.offset >= path.length && root.end > 0) {
    out.dir = out.root;
    return out;
  }
  at = lastSegment(path, root.offset);
  out.base = path.slice(at.start, at.end);
  out.ext = extensionOf(out.base);
  out.name = out.base.slice(0, out.base.length - out.ext.length);
  if (at.start > 0 && at.start !== root.offset) out.dir = path.slice(0, at.start - 1);
  else out.dir = out.root;
  return out;
}

function matchesGlob(path, pattern) {
  validate.validateString(path, 'path');
  validate.validateString(pattern, 'pattern');
  return require('internal/glob').matches(path, pattern, true);
}

var withoutSuffix;

// The module object; posix is the other half, which lends its format(sep, object) and
// how it takes a suffix off.
exports.make = function (posix, formatWith, suffixless) {
  var win32;
  withoutSuffix = suffixless;
  win32 = {
    resolve: resolve,
    normalize: normalize,
    isAbsolute: isAbsolute,
    join: join,
    relative: relative,
    toNamespacedPath: toNamespacedPath,
    dirname: dirname,
    basename: basename,
    extname: extname,
    format: formatWith.bind(null, '\\'),
    parse: parse,
    matchesGlob: matchesGlob,
    sep: '\\',
    delimiter: ';',
    win32: null,
    posix: posix,
    _makeLong: toNamespacedPath
  };
  win32.win32 = win32;
  return win32;
};
