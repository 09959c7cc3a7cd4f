'use strict';
// internal/fs/utils: what the parts of fs share: checks of arguments, flags, modes,
// options, times.

var validate = require('internal/validators');
var constants = internalBinding('constants').fs;

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

// ---- paths ----

function isUint8Array(value) {
  return value instanceof Uint8Array;
}

function checkNul(path, name) {
  var found = typeof path === 'string' ? path.indexOf('\u0000') >= 0
    : Array.prototype.indexOf.call(path, 0) >= 0;
  if (found) {
    fail('ERR_INVALID_ARG_VALUE', name, path,
      'must be a string, Uint8Array, or URL without null bytes');
  }
}

// A path as the bindings take it: a string or bytes, from a URL too.
function toPath(path, name) {
  if (typeof path !== 'string') {
    if (path !== null && typeof path === 'object' && path.href && path.protocol &&
        path.auth === undefined && path.path === undefined) {
      path = require('url').fileURLToPath(path);
    }
    if (typeof path !== 'string' && !isUint8Array(path)) {
      fail('ERR_INVALID_ARG_TYPE', name || 'path', ['string', 'Buffer', 'URL'], path);
    }
  }
  checkNul(path, name || 'path');
  return path;
}

function toFd(fd, name) {
  if (fd === 0) return 0;
  validate.validateInt32(fd, name || 'fd', 0);
  return fd;
}

function isFd(value) {
  return typeof value === 'number' && value >= 0 && value <= 2147483647 &&
    Math.floor(value) === value;
}

// ---- options ----

function checkEncoding(encoding) {
  if (encoding && internalBinding('buffer').encodingName(encoding) === undefined) {
    fail('ERR_INVALID_ARG_VALUE', 'encoding', encoding, 'is invalid encoding');
  }
}

// Options given as an object, as the name of an encoding, or not at all.
function getOptions(options, defaults) {
  defaults = defaults || {};
  if (options === null || options === undefined || typeof options === 'function') {
    return defaults;
  }
  if (typeof options === 'string') {
    options = Object.assign({}, defaults, { encoding: options });
  } else if (typeof options !== 'object') {
    fail('ERR_INVALID_ARG_TYPE', 'options', ['string', 'Object'], options);
  } else {
    options = Object.assign({}, defaults, options);
  }
  if (options.encoding !== 'buffer') checkEncoding(options.encoding);
  if (options.signal !== undefined) {
    validate.validateAbortSignal(options.signal, 'options.signal');
  }
  return options;
}

function checkSignal(signal) {
  if (signal && signal.aborted) {
    throw require('internal/errors').abortError(undefined, { cause: signal.reason });
  }
}

// ---- flags and modes ----

var FLAGS = {
  'r': 0, 'rs': 1, 'sr': 1, 'r+': 2, 'rs+': 3, 'sr+': 3, 'w': 4, 'wx': 5, 'xw': 5, 'w+': 6,
  'wx+': 7, 'xw+': 7, 'a': 8, 'ax': 9, 'xa': 9, 'as': 10, 'sa': 10, 'a+': 11, 'ax+': 12,
  'xa+': 12, 'as+': 13, 'sa+': 13
};
var c = constants;
var FLAG_VALUES = [c.O_RDONLY, c.O_RDONLY | c.O_SYNC, c.O_RDWR, c.O_RDWR | c.O_SYNC,
  c.O_TRUNC | c.O_CREAT | c.O_WRONLY, c.O_TRUNC | c.O_CREAT | c.O_WRONLY | c.O_EXCL,
  c.O_TRUNC | c.O_CREAT | c.O_RDWR, c.O_TRUNC | c.O_CREAT | c.O_RDWR | c.O_EXCL,
  c.O_APPEND | c.O_CREAT | c.O_WRONLY, c.O_APPEND | c.O_CREAT | c.O_WRONLY | c.O_EXCL,
  c.O_APPEND | c.O_CREAT | c.O_WRONLY | c.O_SYNC, c.O_APPEND | c.O_CREAT | c.O_RDWR,
  c.O_APPEND | c.O_CREAT | c.O_RDWR | c.O_EXCL, c.O_APPEND | c.O_CREAT | c.O_RDWR | c.O_SYNC];

function toFlags(flags, name) {
  if (typeof flags === 'number') {
    validate.validateInt32(flags, name || 'flags');
    return flags;
  }
  if (flags === null || flags === undefined) return c.O_RDONLY;
  if (typeof flags !== 'string' || FLAGS[flags] === undefined) {
    fail('ERR_INVALID_ARG_VALUE', name || 'flags', flags);
  }
  return FLAG_VALUES[FLAGS[flags]];
}

function toMode(value, name, fallback) {
  if (value === undefined || value === null) {
    if (fallback !== undefined) return fallback;
  }
  if (typeof value === 'string') {
    if (!/^[0-7]+$/.test(value)) {
      fail('ERR_INVALID_ARG_VALUE', name, value,
        'must be a 32-bit unsigned integer or an octal string');
    }
    value = parseInt(value, 8);
  }
  validate.validateUint32(value, name);
  return value;
}

// What to test for in access().
function toAccessMode(mode) {
  if (mode === undefined || mode === null) return c.F_OK;
  validate.validateInteger(mode, 'mode', 0, 7);
  return mode;
}

function toCopyMode(mode) {
  if (mode === undefined || mode === null) return 0;
  validate.validateInteger(mode, 'mode', 0, 7);
  return mode;
}

// ---- times: numbers of seconds, texts of them, Dates ----

function toSeconds(time, name) {
  if (typeof time === 'string' && +time == time) return +time;
  if (isFinite(time) && typeof time === 'number') return time < 0 ? Date.now() / 1000 : time;
  if (internalBinding('types').classOf(time) === 'Date') return time.getTime() / 1000;
  return fail('ERR_INVALID_ARG_TYPE', name || 'time', ['Date', 'Time in seconds'], time);
}

// ---- callbacks ----

function toCallback(callback) {
  validate.validateFunction(callback, 'cb');
  return callback;
}

// ---- data ----

function toData(data, name) {
  if (typeof data !== 'string' && !ArrayBuffer.isView(data)) {
    fail('ERR_INVALID_ARG_TYPE', name || 'data', ['string', 'Buffer', 'TypedArray', 'DataView'],
      data);
  }
  return data;
}

// A text in its encoding: UTF-8 is left to C.
function toBytes(data, encoding) {
  if (typeof data !== 'string') return data;
  return require('buffer').Buffer.from(data, encoding || 'utf8');
}

function checkRange(offset, length, size) {
  if (offset > size) {
    fail('ERR_OUT_OF_RANGE', 'offset', '<= ' + size, offset);
  }
  if (length > size - offset) {
    fail('ERR_OUT_OF_RANGE', 'length', '<= ' + (size - offset), length);
  }
  if (length < 0) fail('ERR_OUT_OF_RANGE', 'length', '>= 0', length);
}

// Position of a read: null and undefined mean where the file stands.
function toPosition(position, name) {
  if (position === undefined || position === null) return -1;
  if (typeof position === 'bigint') return Number(position);
  validate.validateInteger(position, name || 'position', -1);
  return position;
}

function toBufferArray(buffers) {
  var i;
  if (!Array.isArray(buffers)) {
    fail('ERR_INVALID_ARG_TYPE', 'buffers', 'ArrayBufferView[]', buffers);
  }
  for (i = 0; i < buffers.length; i++) {
    if (!ArrayBuffer.isView(buffers[i])) {
      fail('ERR_INVALID_ARG_TYPE', 'buffers', 'ArrayBufferView[]', buffers);
    }
  }
  // A copy: what libuv reads into must not change while it does.
  return buffers.slice();
}

// Names in the encoding that was asked for; the bindings know text and bytes.
function isRaw(encoding) {
  return Boolean(encoding) && encoding !== 'utf8' && encoding !== 'utf-8';
}

function encodeName(name, encoding) {
  return encoding === 'buffer' || typeof name === 'string' ? name : name.toString(encoding);
}

var warnedOfTruncate = false;

function warnOfTruncate() {
  if (warnedOfTruncate) return;
  warnedOfTruncate = true;
  process.emitWarning('Using fs.truncate with a file descriptor is deprecated.' +
    ' Please use fs.ftruncate with a file descriptor instead.', 'DeprecationWarning', 'DEP0081');
}

module.exports = {
  constants: constants,
  fail: fail,
  toPath: toPath,
  toFd: toFd,
  isFd: isFd,
  getOptions: getOptions,
  checkSignal: checkSignal,
  toFlags: toFlags,
  toMode: toMode,
  toAccessMode: toAccessMode,
  toCopyMode: toCopyMode,
  toSeconds: toSeconds,
  toCallback: toCallback,
  toData: toData,
  toBytes: toBytes,
  checkRange: checkRange,
  toPosition: toPosition,
  toBufferArray: toBufferArray,
  isRaw: isRaw,
  encodeName: encodeName,
  warnOfTruncate: warnOfTruncate
};
