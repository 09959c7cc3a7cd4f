'use strict';
// internal/errors: the errors that Node's modules throw, with Node's codes and texts.
//
//     throw errors.make('ERR_INVALID_ARG_TYPE', 'path', 'string', value);
//
// Loaded only when something is about to fail: modules keep `errors` lazy. Texts that
// need a value shown ask util.inspect, so that is lazy too. Errors of system calls
// (ENOENT and its like) are made here as well: uvException, errnoException.

var define = require('internal/define');

// ---- how a value is named in "Received …" ----

function inspect(value, options) {
  return require('internal/util/inspect').inspect(value, options);
}

// "an instance of Foo", "type string ('abc')", "function f", "undefined".
function describe(value) {
  var text, type = typeof value;
  if (value === null || value === undefined) return String(value);
  if (type === 'function') return value.name ? 'function ' + value.name : 'function ';
  if (type === 'object') {
    if (value.constructor && value.constructor.name) {
      return 'an instance of ' + value.constructor.name;
    }
    return inspect(value, { depth: -1 });
  }
  text = inspect(value, { colors: false });
  if (text.length > 28) text = text.slice(0, 25) + '...';
  return 'type ' + type + ' (' + text + ')';
}

// ['a', 'b', 'c'] → "a, b, or c"; glue is 'or' or 'and'.
function listOf(words, glue) {
  var n = words.length;
  if (n === 1) return String(words[0]);
  if (n === 2) return words[0] + ' ' + glue + ' ' + words[1];
  return words.slice(0, n - 1).join(', ') + ', ' + glue + ' ' + words[n - 1];
}

// -4294967296 → "-4_294_967_296".
function separated(text) {
  var sign = text.charAt(0) === '-' ? '-' : '', digits = text.slice(sign.length);
  var out = '', i = digits.length;
  for (; i > 3; i -= 3) out = '_' + digits.slice(i - 3, i) + out;
  return sign + digits.slice(0, i) + out;
}

// ---- ERR_INVALID_ARG_TYPE: kinds of expected things are grouped ----

var PRIMITIVES = ['string', 'function', 'number', 'object', 'Function', 'Object', 'boolean',
  'bigint', 'symbol'];

function isClassName(word) {
  return /^([A-Z][a-z0-9]*)+$/.test(word);
}

function expectedTypes(expected) {
  var types = [], instances = [], other = [], parts = [];
  [].concat(expected).forEach(function (word) {
    if (PRIMITIVES.indexOf(word) >= 0) types.push(word.toLowerCase());
    else if (isClassName(word)) instances.push(word);
    else other.push(word);
  });
  // "object" among classes reads better as "an instance of … or Object".
  if (instances.length > 0 && types.indexOf('object') >= 0) {
    types.splice(types.indexOf('object'), 1);
    instances.push('Object');
  }
  if (types.length > 0) {
    parts.push((types.length > 1 ? 'one of type ' : 'of type ') + listOf(types, 'or'));
  }
  if (instances.length > 0) parts.push('an instance of ' + listOf(instances, 'or'));
  if (other.length > 0) {
    parts.push(other.length > 1 ? 'one of ' + listOf(other, 'or')
      : (other[0].toLowerCase() !== other[0] ? 'an ' : '') + other[0]);
  }
  return parts.join(' or ');
}

function argumentName(name) {
  if (/ argument$/.test(name)) return name;
  return '"' + name + '" ' + (name.indexOf('.') >= 0 ? 'property' : 'argument');
}

function invalidArgType(name, expected, actual) {
  return 'The ' + argumentName(name) + ' must be ' + expectedTypes(expected) +
    '. Received ' + describe(actual);
}

function invalidArgValue(name, value, reason) {
  var shown = inspect(value);
  if (shown.length > 128) shown = shown.slice(0, 128) + '...';
  return 'The ' + (name.indexOf('.') >= 0 ? 'property' : 'argument') + " '" + name + "' " +
    (reason === undefined ? 'is invalid' : reason) + '. Received ' + shown;
}

function outOfRange(name, range, value, replaceDefault) {
  var shown;
  if (Number.isInteger(value) && Math.abs(value) > 4294967296) {
    shown = separated(String(value));
  } else if (typeof value === 'bigint') {
    shown = String(value);
    if (value > 4294967296 || value < -4294967296) shown = separated(shown);
    shown += 'n';
  } else {
    shown = inspect(value);
  }
  return (replaceDefault ? name : 'The value of "' + name + '" is out of range.') +
    ' It must be ' + range + '. Received ' + shown;
}

function missingArgs() {
  var words = [].slice.call(arguments).map(function (name) {
    return Array.isArray(name)
      ? name.map(function (n) { return '"' + n + '"'; }).join(' or ')
      : '"' + name + '"';
  });
  return 'The ' + listOf(words, 'and') +
    (words.length === 1 ? ' argument must be specified' : ' arguments must be specified');
}

function unhandledError(value) {
  return value === undefined ? 'Unhandled error.' : 'Unhandled error. (' + value + ')';
}

function invalidReturnValue(input, name, value) {
  var type = value && value.constructor && value.constructor.name
    ? 'an instance of ' + value.constructor.name
    : 'type ' + typeof value;
  return 'Expected ' + input + ' to be returned from the "' + name +
    '" function but got ' + type + '.';
}

function ambiguousArgument(name, text) {
  return 'The "' + name + '" argument is ambiguous. ' + text;
}

// ---- the table: code → [class, text or function that makes it] ----

var TABLE = {
  ERR_AMBIGUOUS_ARGUMENT: [TypeError, ambiguousArgument],
  ERR_ARG_NOT_ITERABLE: [TypeError, '%s must be iterable'],
  ERR_ASSERTION: [Error, '%s'],
  ERR_BUFFER_OUT_OF_BOUNDS: [RangeError, function (name) {
    return name ? '"' + name + '" is outside of buffer bounds'
      : 'Attempt to access memory outside buffer bounds';
  }],
  ERR_BUFFER_TOO_LARGE: [RangeError,
    'Cannot create a Buffer larger than %s bytes'],
  ERR_CONSOLE_WRITABLE_STREAM: [TypeError,
    'Console expects a writable stream instance for %s'],
  ERR_CONSTRUCT_CALL_REQUIRED: [TypeError, 'Class constructor %s cannot be invoked without `new`'],
  ERR_DIR_CLOSED: [Error, 'Directory handle was closed'],
  ERR_DIR_CONCURRENT_OPERATION: [Error,
    'Cannot do synchronous work on directory handle with concurrent asynchronous operations'],
  ERR_ENCODING_INVALID_ENCODED_DATA: [TypeError,
    'The encoded data was not valid for encoding %s'],
  ERR_ENCODING_NOT_SUPPORTED: [RangeError, 'The "%s" encoding is not supported'],
  ERR_EVENT_RECURSION: [Error, 'The event "%s" is already being dispatched'],
  ERR_FALSY_VALUE_REJECTION: [Error, 'Promise was rejected with falsy value'],
  ERR_FEATURE_UNAVAILABLE_ON_PLATFORM: [TypeError, 'The feature %s is unavailable on the ' +
    'current platform, which is being used to run Node.js'],
  ERR_FS_FILE_TOO_LARGE: [RangeError, 'File size (%s) is greater than 2 GiB'],
  ERR_FS_INVALID_SYMLINK_TYPE: [Error,
    'Symlink type must be one of "dir", "file", or "junction". Received "%s"'],
  ERR_INCOMPATIBLE_OPTION_PAIR: [TypeError,
    'Option "%s" cannot be used in combination with option "%s"'],
  ERR_ILLEGAL_CONSTRUCTOR: [TypeError, 'Illegal constructor'],
  ERR_INVALID_ARG_TYPE: [TypeError, invalidArgType],
  ERR_INVALID_ARG_VALUE: [TypeError, invalidArgValue],
  ERR_INVALID_BUFFER_SIZE: [RangeError, 'Buffer size must be a multiple of %s'],
  ERR_INVALID_CURSOR_POS: [TypeError,
    'Cannot set cursor row without setting its column'],
  ERR_INVALID_FILE_URL_HOST: [TypeError, 'File URL host must be "localhost" or empty on %s'],
  ERR_INVALID_FILE_URL_PATH: [TypeError, 'File URL path %s'],
  ERR_INVALID_RETURN_VALUE: [TypeError, invalidReturnValue],
  ERR_INVALID_STATE: [Error, 'Invalid state: %s'],
  ERR_INVALID_THIS: [TypeError, 'Value of "this" must be of type %s'],
  ERR_INVALID_TUPLE: [TypeError, '%s must be an iterable %s tuple'],
  ERR_INVALID_URI: [URIError, 'URI malformed'],
  ERR_INVALID_URL: [TypeError, 'Invalid URL'],
  ERR_INVALID_URL_SCHEME: [TypeError, function (expected) {
    return 'The URL must be ' + ([].concat(expected).length > 1 ? 'one of scheme '
      : 'of scheme ') + listOf([].concat(expected), 'or');
  }],
  ERR_METHOD_NOT_IMPLEMENTED: [Error, 'The %s method is not implemented'],
  ERR_MISSING_ARGS: [TypeError, missingArgs],
  ERR_MISSING_OPTION: [TypeError, '%s is required'],
  ERR_NO_ICU: [TypeError, '%s is not supported on Node.js compiled without ICU'],
  ERR_NO_LONGER_SUPPORTED: [Error, '%s is no longer supported'],
  ERR_OPERATION_FAILED: [Error, 'Operation failed: %s'],
  ERR_OUT_OF_RANGE: [RangeError, outOfRange],
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: [TypeError, '%s'],
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: [TypeError, '%s'],
  ERR_PARSE_ARGS_UNKNOWN_OPTION: [TypeError, '%s'],
  ERR_STREAM_NULL_VALUES: [TypeError, 'May not write null values to stream'],
  ERR_STREAM_WRITE_AFTER_END: [Error, 'write after end'],
  ERR_STRING_TOO_LONG: [Error, 'Cannot create a string longer than 0x%s characters'],
  ERR_INVALID_MIME_SYNTAX: [TypeError, 'The MIME syntax for a %s in "%s" is invalid%s'],
  ERR_UNAVAILABLE_DURING_EXIT: [Error,
    'Cannot call function in process exit handler'],
  ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET: [Error, '`process.setupUncaughtExceptionCapture' +
    'Callback()` was called while a capture callback was already active'],
  ERR_UNHANDLED_ERROR: [Error, unhandledError],
  ERR_UNKNOWN_BUILTIN_MODULE: [Error, 'No such built-in module: %s'],
  ERR_UNKNOWN_CREDENTIAL: [Error, '%s identifier does not exist: %s'],
  ERR_UNKNOWN_ENCODING: [TypeError, 'Unknown encoding: %s'],
  ERR_UNKNOWN_SIGNAL: [TypeError, 'Unknown signal: %s'],
  ERR_UNSUPPORTED_OPERATION: [Error, '%s'],
  ERR_EVAL_ESM_CANNOT_PRINT: [Error, '--print cannot be used with ESM input'],
  ERR_EUNSUPPORTED: [Error, '%s is not supported yet'],
  ERR_USE_AFTER_CLOSE: [Error, '%s was closed']
};

function fill(text, args) {
  var i = 0;
  return text.replace(/%s/g, function () { return String(args[i++]); });
}

// The stack's first line shows the code, the name does not: `TypeError [CODE]: text`.
function addCode(err, code, hideBelow) {
  var name = err.name;
  define(err, 'name', name + ' [' + code + ']');
  if (Error.captureStackTrace) Error.captureStackTrace(err, hideBelow);
  // Engines may build the text late: ask for it while the name is long.
  void err.stack;
  delete err.name;
  define(err, 'toString', function toString() {
    return this.name + ' [' + code + ']: ' + this.message;
  });
  err.code = code;
  return err;
}

// A new error of the code. The text's arguments follow.
function make(code) {
  var row = TABLE[code], args = [].slice.call(arguments, 1), Base, text;
  if (!row) throw new Error('no such error code: ' + code);
  Base = row[0];
  text = typeof row[1] === 'function' ? row[1].apply(null, args) : fill(row[1], args);
  return addCode(new Base(text), code, make);
}

// An error of the class and code with a text made elsewhere.
function makeWith(code, Base, text) {
  return addCode(new Base(text), code, makeWith);
}

// ---- errors of system calls ----

function uvEntry(errno) {
  return internalBinding('uv').entry(errno);
}

// { errno, syscall, code?, message?, path?, dest? } → "ENOENT: no such file…, open 'x'".
function uvException(ctx) {
  var entry = uvEntry(ctx.errno), code = ctx.code || entry[0], err, keys, i;
  var text = code + ': ' + (ctx.message || entry[1]) + ', ' + ctx.syscall;
  if (ctx.path !== undefined) text += " '" + ctx.path + "'";
  if (ctx.dest !== undefined) text += " -> '" + ctx.dest + "'";
  err = new Error(text);
  keys = Object.keys(ctx);
  for (i = 0; i < keys.length; i++) {
    if (keys[i] !== 'message' && keys[i] !== 'path' && keys[i] !== 'dest') {
      err[keys[i]] = ctx[keys[i]];
    }
  }
  err.code = code;
  if (ctx.path !== undefined) err.path = String(ctx.path);
  if (ctx.dest !== undefined) err.dest = String(ctx.dest);
  if (Error.captureStackTrace) Error.captureStackTrace(err, uvException);
  return err;
}

// "connect ECONNREFUSED detail": for calls that are not about a path.
function errnoException(errno, syscall, original) {
  var code = uvEntry(errno)[0], err;
  err = new Error(original ? syscall + ' ' + code + ' ' + original : syscall + ' ' + code);
  err.errno = errno;
  err.code = code;
  err.syscall = syscall;
  if (Error.captureStackTrace) Error.captureStackTrace(err, errnoException);
  return err;
}

function exceptionWithHostPort(errno, syscall, address, port, additional) {
  var code = uvEntry(errno)[0], details = '', err;
  if (port && port > 0) details = ' ' + address + ':' + port;
  else if (address) details = ' ' + address;
  if (additional) details += ' - Local (' + additional + ')';
  err = new Error(syscall + ' ' + code + details);
  err.errno = errno;
  err.code = code;
  err.syscall = syscall;
  err.address = address;
  if (port) err.port = port;
  if (Error.captureStackTrace) Error.captureStackTrace(err, exceptionWithHostPort);
  return err;
}

var SYSTEM_TEXTS = {
  ERR_FS_CP_DIR_TO_NON_DIR: 'Cannot overwrite directory with non-directory',
  ERR_FS_CP_EEXIST: 'Target already exists',
  ERR_FS_CP_EINVAL: 'Invalid src or dest',
  ERR_FS_CP_FIFO_PIPE: 'Cannot copy a FIFO pipe',
  ERR_FS_CP_NON_DIR_TO_DIR: 'Cannot overwrite non-directory with directory',
  ERR_FS_CP_SOCKET: 'Cannot copy a socket file',
  ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY: 'Cannot overwrite symlink in subdirectory of self',
  ERR_FS_CP_UNKNOWN: 'Cannot copy an unknown file type',
  ERR_FS_EISDIR: 'Path is a directory',
  ERR_SYSTEM_ERROR: 'A system error occurred'
};

// { code, message, syscall, errno, path?, dest? } of os.userInfo and its like:
// "A system error occurred: uv_os_homedir returned ENOENT (no such file or directory)".
function systemError(code, ctx) {
  var text = SYSTEM_TEXTS[code] + ': ' + ctx.syscall + ' returned ' + ctx.code + ' (' +
    ctx.message + ')' + (ctx.path === undefined ? '' : ' ' + ctx.path) +
    (ctx.dest === undefined ? '' : ' => ' + ctx.dest);
  var err = new Error(text);
  define(err, 'name', 'SystemError [' + code + ']');
  if (Error.captureStackTrace) Error.captureStackTrace(err, systemError);
  void err.stack;
  define(err, 'name', 'SystemError');
  err.code = code;
  Object.defineProperty(err, 'info', { value: ctx, enumerable: true, configurable: true });
  ['errno', 'syscall', 'path', 'dest'].forEach(function (key) {
    if (key.length === 4 && ctx[key] === undefined) return;
    Object.defineProperty(err, key, {
      get: function () { return ctx[key]; },
      set: function (value) { ctx[key] = value; },
      enumerable: true,
      configurable: true
    });
  });
  define(err, 'toString', function toString() {
    return this.name + ' [' + code + ']: ' + this.message;
  });
  return err;
}

function abortError(message, options) {
  var err = new Error(message === undefined ? 'The operation was aborted' : message);
  if (options && 'cause' in options) {
    define(err, 'cause', options.cause);
  }
  err.code = 'ABORT_ERR';
  err.name = 'AbortError';
  return err;
}

// codes.ERR_X: the same as classes: new codes.ERR_X(…).
var codes = {};
Object.keys(TABLE).forEach(function (code) {
  codes[code] = function () {
    return make.apply(null, [code].concat([].slice.call(arguments)));
  };
});

exports.codes = codes;
exports.make = make;
exports.makeWith = makeWith;
exports.describe = describe;
exports.listOf = listOf;
exports.separated = separated;
exports.uvException = uvException;
exports.errnoException = errnoException;
exports.exceptionWithHostPort = exceptionWithHostPort;
exports.systemError = systemError;
exports.abortError = abortError;
