'use strict';
// util: the module's face. What is larger than a few lines stands in internal/util/…
// and is loaded when its property is first read.

var validate = require('internal/validators');
var lazy = require('internal/lazy');

function fail() {
  var errors = require('internal/errors');
  throw errors.make.apply(errors, arguments);
}

// ---- errors of system calls ----

exports._errnoException = function _errnoException(errno, syscall, original) {
  return require('internal/errors').errnoException(errno, syscall, original);
};
exports._exceptionWithHostPort = function _exceptionWithHostPort(errno, syscall, address,
  port, additional) {
  return require('internal/errors').exceptionWithHostPort(errno, syscall, address, port,
    additional);
};

// Both objects or not: of old, null was a fine second argument.
exports._extend = function _extend(target, source) {
  if (source === null || typeof source !== 'object') return target;
  return Object.assign(target, source);
};

// ---- promises and callbacks ----

exports.callbackify = function callbackify(original) {
  return require('internal/util/promisify').callbackify(original);
};

// ---- debuglog ----

var debugWanted, debugSections = {};

function isDebugged(set) {
  var names;
  if (debugWanted === undefined) {
    names = process.env.NODE_DEBUG || '';
    names = names.replace(/[|\\{}()\[\]\^$+?.]/g, '\\$&').replace(/\*/g, '.*')
      .replace(/,/g, '$|^');
    debugWanted = names === '' ? null : new RegExp('^' + names + '$', 'i');
  }
  return debugWanted !== null && debugWanted.test(set);
}

function debugSection(set) {
  if (!debugSections[set]) {
    debugSections[set] = !isDebugged(set) ? function debuglog() {} : function debuglog() {
      var format = require('internal/util/format');
      var text = format.formatArgs({}, [].slice.call(arguments));
      process.stderr.write(set + ' ' + process.pid + ': ' + text + '\n');
    };
  }
  return debugSections[set];
}

exports.debuglog = function debuglog(set, callback) {
  var section;
  set = String(set).toUpperCase();
  function logger() {
    if (section === undefined) {
      section = debugSection(set);
      // The caller may go on with the function that needs no look-up.
      if (typeof callback === 'function') callback(section);
    }
    return section.apply(this, arguments);
  }
  Object.defineProperty(logger, 'enabled', {
    get: function () { return isDebugged(set); },
    configurable: true,
    enumerable: true
  });
  return logger;
};
exports.debug = exports.debuglog;

// ---- deprecate ----

var codesWarned = {};

exports.deprecate = function deprecate(fn, message, code) {
  var warned = false;
  if (process.noDeprecation === true) return fn;
  if (code !== undefined) validate.validateString(code, 'code');
  function warn() {
    warned = true;
    if (code !== undefined) {
      if (codesWarned[code]) return;
      codesWarned[code] = true;
      process.emitWarning(message, 'DeprecationWarning', code, deprecated);
    } else {
      process.emitWarning(message, 'DeprecationWarning', deprecated);
    }
  }
  function deprecated() {
    if (!warned) warn();
    if (new.target) {
      return Reflect.construct(fn, [].slice.call(arguments),
        new.target === deprecated ? fn : new.target);
    }
    return fn.apply(this, arguments);
  }
  // Statics and instanceof work through the wrapper.
  Object.setPrototypeOf(deprecated, fn);
  if (fn.prototype) deprecated.prototype = fn.prototype;
  return deprecated;
};

exports.format = function format() {
  return require('internal/util/format').formatArgs(undefined, argumentsOrEmpty(arguments));
};

// format() without arguments is ''.
function argumentsOrEmpty(args) {
  return args.length === 0 ? [''] : [].slice.call(args);
}

// ---- styleText ----

function isStream(value) {
  return value !== null && typeof value === 'object' && (typeof value.write === 'function' ||
    typeof value.pipe === 'function' || typeof value.getReader === 'function' ||
    typeof value.getWriter === 'function' || value._readableState !== undefined ||
    value._writableState !== undefined);
}

function takesColor(stream) {
  if (process.env.FORCE_COLOR !== undefined) {
    return require('internal/tty_colors').depth(process.env) > 2;
  }
  return Boolean(stream && stream.isTTY &&
    (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true));
}

function colorCodes(key) {
  var colors = require('internal/util/inspect').inspect.colors, codes = colors[key];
  if (codes === undefined || codes === null) {
    validate.validateOneOf(key, 'format', Object.keys(colors));
  }
  return codes;
}

exports.styleText = function styleText(format, text, options) {
  var o = options === undefined ? {} : options, left = '', right = '', i, codes, list;
  var check = o.validateStream === undefined ? true : o.validateStream;
  var stream = o.stream === undefined ? process.stdout : o.stream;
  validate.validateString(text, 'text');
  validate.validateBoolean(check, 'options.validateStream');
  if (check && !isStream(stream)) {
    fail('ERR_INVALID_ARG_TYPE', 'stream', ['ReadableStream', 'WritableStream', 'Stream'],
      stream);
  }
  list = Array.isArray(format) ? format : [format];
  for (i = 0; i < list.length; i++) {
    codes = colorCodes(list[i]);
    left += '\u001b[' + codes[0] + 'm';
    right = '\u001b[' + codes[1] + 'm' + right;
  }
  // Node does this too: a list of formats is applied whatever the stream is.
  if (!Array.isArray(format) && check && !takesColor(stream)) return text;
  return left + text + right;
};

exports.formatWithOptions = function formatWithOptions(options) {
  validate.validateObject(options, 'inspectOptions', { allowArray: true });
  return require('internal/util/format').formatArgs(options,
    argumentsOrEmpty([].slice.call(arguments, 1)));
};

exports.getSystemErrorMap = function getSystemErrorMap() {
  var map = new Map();
  internalBinding('uv').list().forEach(function (entry) {
    map.set(entry[0], [entry[1], entry[2]]);
  });
  return map;
};

exports.getSystemErrorName = function getSystemErrorName(err) {
  validate.validateNumber(err, 'err');
  if (err >= 0 || !Number.isSafeInteger(err)) {
    fail('ERR_OUT_OF_RANGE', 'err', 'a negative integer', err);
  }
  return internalBinding('uv').entry(err)[0];
};

exports.inherits = function inherits(constructor, parent) {
  if (constructor === undefined || constructor === null) {
    fail('ERR_INVALID_ARG_TYPE', 'ctor', 'Function', constructor);
  }
  if (parent === undefined || parent === null) {
    fail('ERR_INVALID_ARG_TYPE', 'superCtor', 'Function', parent);
  }
  if (parent.prototype === undefined) {
    fail('ERR_INVALID_ARG_TYPE', 'superCtor.prototype', 'Object', parent.prototype);
  }
  Object.defineProperty(constructor, 'super_',
    { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(constructor.prototype, parent.prototype);
};

// ---- what a value is: of old ----

exports.isArray = Array.isArray;
exports.isBoolean = function isBoolean(arg) {
  return typeof arg === 'boolean';
};
exports.isBuffer = function isBuffer(arg) {
  return require('buffer').Buffer.isBuffer(arg);
};
exports.isDeepStrictEqual = function isDeepStrictEqual(a, b) {
  return require('internal/util/comparisons').isDeepStrictEqual(a, b);
};
exports.isNull = function isNull(arg) {
  return arg === null;
};
exports.isNullOrUndefined = function isNullOrUndefined(arg) {
  return arg === null || arg === undefined;
};
exports.isNumber = function isNumber(arg) {
  return typeof arg === 'number';
};
exports.isString = function isString(arg) {
  return typeof arg === 'string';
};
exports.isSymbol = function isSymbol(arg) {
  return typeof arg === 'symbol';
};
exports.isUndefined = function isUndefined(arg) {
  return arg === undefined;
};
exports.isRegExp = function isRegExp(arg) {
  return exports.types.isRegExp(arg);
};
exports.isObject = function isObject(arg) {
  return arg !== null && typeof arg === 'object';
};
exports.isDate = function isDate(arg) {
  return exports.types.isDate(arg);
};
exports.isError = function isError(arg) {
  return Object.prototype.toString.call(arg) === '[object Error]' || arg instanceof Error;
};
exports.isFunction = function isFunction(arg) {
  return typeof arg === 'function';
};
exports.isPrimitive = function isPrimitive(arg) {
  return arg === null || (typeof arg !== 'object' && typeof arg !== 'function');
};

// ---- log ----

var MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov',
  'Dec'];

function two(n) {
  return n < 10 ? '0' + n : String(n);
}

exports.log = exports.deprecate(function log() {
  var now = new Date();
  var time = two(now.getHours()) + ':' + two(now.getMinutes()) + ':' + two(now.getSeconds());
  console.log('%s - %s', now.getDate() + ' ' + MONTHS[now.getMonth()] + ' ' + time,
    exports.format.apply(exports, arguments));
}, 'The `util.log API is deprecated.', 'DEP0059');

lazy(exports, 'inspect', function () {
  return require('internal/util/inspect').inspect;
});
lazy(exports, 'promisify', function () {
  return require('internal/util/promisify').promisify;
});

// ---- texts ----

// Terminal control sequences: an introducer; then a text up to its end (as titles and
// links have), or numbers and the letter that says what they do.
var SEQUENCE_START = '[\\u001b\\u009b][\\[\\]()#;?]*';
var SEQUENCE_WORD = '[a-zA-Z\\d]+(?:;[-a-zA-Z\\d\\/#&.:=?%@~_]*)*';
var SEQUENCE_LIST = '(?:;[-a-zA-Z\\d\\/#&.:=?%@~_]+)*';
var SEQUENCE_STOP = '(?:\\u0007|\\u001b\\u005c|\\u009c)';
var SEQUENCE_CODE = '(?:\\d{1,4}(?:;\\d{0,4})*)?[\\dA-PR-TZcf-nq-uy=><~]';
var sequences;

exports.stripVTControlCharacters = function stripVTControlCharacters(text) {
  validate.validateString(text, 'str');
  if (text.indexOf('\u001b') < 0 && text.indexOf('\u009b') < 0) return text;
  if (sequences === undefined) {
    sequences = new RegExp(SEQUENCE_START + '(?:(?:' + SEQUENCE_LIST + '|' + SEQUENCE_WORD +
      ')?' + SEQUENCE_STOP + '|' + SEQUENCE_CODE + ')', 'g');
  }
  return text.replace(sequences, '');
};

// Lone surrogates become U+FFFD.
exports.toUSVString = function toUSVString(text) {
  var out = '', last = 0, i, code, next;
  text = String(text);
  for (i = 0; i < text.length; i++) {
    code = text.charCodeAt(i);
    if (code < 0xd800 || code > 0xdfff) continue;
    next = text.charCodeAt(i + 1);
    if (code <= 0xdbff && next >= 0xdc00 && next <= 0xdfff) {
      i++;
    } else {
      out += text.slice(last, i) + '\ufffd';
      last = i + 1;
    }
  }
  return last === 0 ? text : out + text.slice(last);
};

// ---- abort signals ----

exports.transferableAbortSignal = function transferableAbortSignal() {
  fail('ERR_EUNSUPPORTED', 'util.transferableAbortSignal');
};
exports.transferableAbortController = function transferableAbortController() {
  fail('ERR_EUNSUPPORTED', 'util.transferableAbortController');
};

exports.aborted = function aborted(signal, resource) {
  return new Promise(function (resolve) {
    if (signal === undefined) {
      fail('ERR_INVALID_ARG_TYPE', 'signal', 'AbortSignal', signal);
    }
    validate.validateAbortSignal(signal, 'signal');
    validate.validateObject(resource, 'resource', { allowArray: true, allowFunction: true });
    if (signal.aborted) {
      resolve();
      return;
    }
    signal.addEventListener('abort', function () { resolve(); }, { once: true });
  });
};

lazy(exports, 'types', function () {
  return require('internal/util/types');
});

exports.parseEnv = function parseEnv(content) {
  validate.validateString(content, 'content');
  return require('internal/util/dotenv').parse(content);
};

lazy(exports, 'parseArgs', function () {
  return require('internal/util/parse_args').parseArgs;
});
lazy(exports, 'TextDecoder', function () {
  return globalThis.TextDecoder;
});
lazy(exports, 'TextEncoder', function () {
  return globalThis.TextEncoder;
});
lazy(exports, 'MIMEType', function () {
  return require('internal/util/mime').MIMEType;
});
lazy(exports, 'MIMEParams', function () {
  return require('internal/util/mime').MIMEParams;
});
