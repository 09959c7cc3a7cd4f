'use strict';
// buffer: Buffer. Its memory and its text are C's (buffer*.c); here is what its functions
// accept. What is seldom used stands in internal/buffer_more, loaded at first use.

var binding = internalBinding('buffer');
var validate = require('internal/validators');
var lazy = require('internal/lazy');

var K_MAX_LENGTH = 4294967296;
var K_STRING_MAX_LENGTH = 536870888;
var MAX_INT = 2147483647;

var inspectMaxBytes = 50;
var custom = Symbol.for('nodejs.util.inspect.custom');

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

function isUint8Array(value) {
  return value instanceof Uint8Array;
}

function isArrayBuffer(value) {
  return value instanceof ArrayBuffer ||
    (typeof SharedArrayBuffer === 'function' && value instanceof SharedArrayBuffer);
}

// ---- the class ----

var warned = false;

function warnOfConstructor() {
  if (warned || process.noDeprecation) return;
  warned = true;
  process.emitWarning('Buffer() is deprecated due to security and usability issues. Please ' +
    'use the Buffer.alloc(), Buffer.allocUnsafe(), or Buffer.from() methods instead.',
    'DeprecationWarning', 'DEP0005', Buffer);
}

function calledFromPackage() {
  var stack = String(new Error().stack).split('\n')[3];
  return stack !== undefined && /[\/\\]node_modules[\/\\]/.test(stack);
}

function Buffer(arg, encodingOrOffset, length) {
  if (!warned && !calledFromPackage()) warnOfConstructor();
  if (typeof arg === 'number') {
    if (typeof encodingOrOffset === 'string') {
      fail('ERR_INVALID_ARG_TYPE', 'string', 'string', arg);
    }
    return Buffer.alloc(arg);
  }
  return Buffer.from(arg, encodingOrOffset, length);
}
Object.setPrototypeOf(Buffer, Uint8Array);
Buffer.prototype = Object.create(Uint8Array.prototype, {
  constructor: { value: Buffer, writable: true, configurable: true }
});
binding.setPrototype(Buffer.prototype);
Buffer.poolSize = 8 * 1024;

var proto = Buffer.prototype;

function checkSize(size) {
  validate.validateNumber(size, 'size', 0, K_MAX_LENGTH);
}

// ---- making them ----

function fromString(text, encoding) {
  if (typeof encoding !== 'string' || encoding.length === 0) return binding.fromText(text);
  return binding.fromText(text, encoding);
}

function fromArrayBuffer(value, offset, length) {
  var most;
  if (offset === undefined) {
    offset = 0;
  } else {
    offset = +offset;
    if (offset !== offset) offset = 0;
  }
  most = value.byteLength - offset;
  if (most < 0) fail('ERR_BUFFER_OUT_OF_BOUNDS', 'offset');
  if (length === undefined) {
    length = most;
  } else {
    length = +length;
    if (!(length > 0)) length = 0;
    else if (length > most) fail('ERR_BUFFER_OUT_OF_BOUNDS', 'length');
  }
  return binding.fromArrayBuffer(value, Math.trunc(offset), Math.trunc(length));
}

function fromArrayLike(value) {
  if (value.length <= 0) return binding.create(0);
  if (ArrayBuffer.isView(value) && isUint8Array(value)) return binding.fromBytes(value);
  return binding.fromList(value, Math.min(Math.trunc(value.length), K_MAX_LENGTH));
}

// Arrays, views, the JSON form of a Buffer; undefined for everything else.
function fromObject(value) {
  if (value.length !== undefined || isArrayBuffer(value.buffer)) {
    if (typeof value.length !== 'number') return binding.create(0);
    return fromArrayLike(value);
  }
  if (value.type === 'Buffer' && Array.isArray(value.data)) return fromArrayLike(value.data);
  return undefined;
}

// What an object says it is worth: a string, or an object made by other means.
function fromWorth(value, encodingOrOffset, length) {
  var worth = value.valueOf && value.valueOf(), made;
  if (worth !== null && worth !== undefined && worth !== value &&
      (typeof worth === 'string' || typeof worth === 'object')) {
    return from(worth, encodingOrOffset, length);
  }
  made = fromObject(value);
  if (made) return made;
  if (Symbol.toPrimitive && typeof value[Symbol.toPrimitive] === 'function') {
    worth = value[Symbol.toPrimitive]('string');
    if (typeof worth === 'string') return fromString(worth, encodingOrOffset);
  }
  return undefined;
}

function from(value, encodingOrOffset, length) {
  var made;
  if (typeof value === 'string') return fromString(value, encodingOrOffset);
  if (typeof value === 'object' && value !== null) {
    if (isArrayBuffer(value)) return fromArrayBuffer(value, encodingOrOffset, length);
    made = fromWorth(value, encodingOrOffset, length);
    if (made) return made;
  }
  return fail('ERR_INVALID_ARG_TYPE', 'first argument',
    ['string', 'Buffer', 'ArrayBuffer', 'Array', 'Array-like Object'], value);
}

function define(target, name, value) {
  target[name] = value;
}

define(Buffer, 'from', function from_(value, encodingOrOffset, length) {
  return from(value, encodingOrOffset, length);
});
Object.defineProperty(Buffer.from, 'name', { value: 'from', configurable: true });

Buffer.copyBytesFrom = function copyBytesFrom(view, offset, length) {
  return require('internal/buffer_more').copyBytesFrom(view, offset, length);
};

Buffer.of = function of() {
  return binding.fromList(arguments, arguments.length);
};

Buffer.alloc = function alloc(size, fillWith, encoding) {
  var buffer;
  checkSize(size);
  buffer = binding.create(size);
  if (fillWith !== undefined && fillWith !== 0 && size > 0) {
    return fill(buffer, fillWith, 0, buffer.length, encoding);
  }
  return buffer;
};

Buffer.allocUnsafe = function allocUnsafe(size) {
  checkSize(size);
  return binding.create(size);
};

Buffer.allocUnsafeSlow = function allocUnsafeSlow(size) {
  checkSize(size);
  return binding.create(size);
};

function SlowBuffer(size) {
  checkSize(size);
  return binding.create(size);
}
Object.setPrototypeOf(SlowBuffer.prototype, Uint8Array.prototype);
Object.setPrototypeOf(SlowBuffer, Uint8Array);

Buffer.isBuffer = function isBuffer(value) {
  return value instanceof Buffer;
};

Buffer.compare = function compare(a, b) {
  if (!isUint8Array(a)) fail('ERR_INVALID_ARG_TYPE', 'buf1', ['Buffer', 'Uint8Array'], a);
  if (!isUint8Array(b)) fail('ERR_INVALID_ARG_TYPE', 'buf2', ['Buffer', 'Uint8Array'], b);
  return a === b ? 0 : binding.compare(a, b);
};

Buffer.isEncoding = function isEncoding(encoding) {
  return typeof encoding === 'string' && encoding.length !== 0 &&
    binding.encodingName(encoding) !== undefined;
};

Buffer.concat = function concat(list, length) {
  var i, buffer, at = 0, n;
  validate.validateArray(list, 'list');
  if (list.length === 0) return binding.create(0);
  if (length === undefined) {
    length = 0;
    for (i = 0; i < list.length; i++) if (list[i].length) length += list[i].length;
  } else {
    validate.validateInteger(length, 'length', 0, K_MAX_LENGTH);
  }
  buffer = binding.create(length);
  for (i = 0; i < list.length; i++) {
    if (!isUint8Array(list[i])) {
      fail('ERR_INVALID_ARG_TYPE', 'list[' + i + ']', ['Buffer', 'Uint8Array'], list[i]);
    }
    n = Math.min(list[i].length, length - at);
    if (n > 0) binding.copy(list[i], buffer, at, 0, n);
    at += list[i].length;
    if (at > length) at = length;
  }
  return buffer;
};

Buffer.byteLength = function byteLength(value, encoding) {
  if (typeof value === 'string') return binding.byteLength(value, encoding);
  if (ArrayBuffer.isView(value) || isArrayBuffer(value)) return value.byteLength;
  return fail('ERR_INVALID_ARG_TYPE', 'string', ['string', 'Buffer', 'ArrayBuffer'], value);
};
Object.defineProperty(Buffer, Symbol.species || Symbol.for('Symbol.species'),
  { configurable: true, get: function () { return Buffer; } });

// ---- methods that C has whole ----

Object.keys(binding.methods).forEach(function (name) { proto[name] = binding.methods[name]; });
Object.defineProperty(proto, 'parent', {
  enumerable: true,
  get: function () { return this instanceof Buffer ? this.buffer : undefined; }
});
Object.defineProperty(proto, 'offset', {
  enumerable: true,
  get: function () { return this instanceof Buffer ? this.byteOffset : undefined; }
});
proto.swap16 = binding.swap16;
proto.swap32 = binding.swap32;
proto.swap64 = binding.swap64;
proto.toLocaleString = proto.toString;

// ---- copy ----

function toInteger(value, fallback) {
  value = +value;
  if (value === value && value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER) {
    return value % 1 === 0 ? value : Math.floor(value);
  }
  return fallback;
}

function copy(source, target, targetStart, sourceStart, sourceEnd) {
  var n;
  if (!isUint8Array(source)) {
    fail('ERR_INVALID_ARG_TYPE', 'source', ['Buffer', 'Uint8Array'], source);
  }
  if (!isUint8Array(target)) {
    fail('ERR_INVALID_ARG_TYPE', 'target', ['Buffer', 'Uint8Array'], target);
  }
  targetStart = targetStart === undefined ? 0 : toInteger(targetStart, 0);
  if (targetStart < 0) fail('ERR_OUT_OF_RANGE', 'targetStart', '>= 0', targetStart);
  sourceStart = sourceStart === undefined ? 0 : toInteger(sourceStart, 0);
  if (sourceStart < 0 || sourceStart > source.length) {
    fail('ERR_OUT_OF_RANGE', 'sourceStart', '>= 0 && <= ' + source.length, sourceStart);
  }
  sourceEnd = sourceEnd === undefined ? source.length : toInteger(sourceEnd, 0);
  if (sourceEnd < 0) fail('ERR_OUT_OF_RANGE', 'sourceEnd', '>= 0', sourceEnd);
  if (targetStart >= target.length || sourceStart >= sourceEnd) return 0;
  n = Math.min(sourceEnd - sourceStart, target.length - targetStart,
    source.length - sourceStart);
  binding.copy(source, target, targetStart, sourceStart, n);
  return n;
}

proto.copy = function (target, targetStart, sourceStart, sourceEnd) {
  return copy(this, target, targetStart, sourceStart, sourceEnd);
};
Object.defineProperty(proto.copy, 'name', { value: 'copy', configurable: true });

// ---- comparing and searching ----

proto.equals = function equals(other) {
  if (!isUint8Array(other)) {
    fail('ERR_INVALID_ARG_TYPE', 'otherBuffer', ['Buffer', 'Uint8Array'], other);
  }
  if (this === other) return true;
  return this.byteLength === other.byteLength && binding.compare(this, other) === 0;
};

function bound(value, fallback, name, most) {
  if (value === undefined) return fallback;
  validate.validateInteger(value, name, 0, most);
  return value;
}

proto.compare = function compare(target, targetStart, targetEnd, sourceStart, sourceEnd) {
  if (!isUint8Array(target)) {
    fail('ERR_INVALID_ARG_TYPE', 'target', ['Buffer', 'Uint8Array'], target);
  }
  if (arguments.length === 1) return binding.compare(this, target);
  targetStart = bound(targetStart, 0, 'targetStart', K_MAX_LENGTH);
  targetEnd = bound(targetEnd, target.length, 'targetEnd', target.length);
  sourceStart = bound(sourceStart, 0, 'sourceStart', K_MAX_LENGTH);
  sourceEnd = bound(sourceEnd, this.length, 'sourceEnd', this.length);
  if (sourceStart >= sourceEnd) return targetStart >= targetEnd ? 0 : -1;
  if (targetStart >= targetEnd) return 1;
  return binding.compareParts(this, target, targetStart, sourceStart,
    Math.max(targetEnd - targetStart, 0), Math.max(sourceEnd - sourceStart, 0));
};

function search(buffer, value, offset, encoding, forward) {
  var name;
  validate.validateBuffer(buffer);
  if (typeof offset === 'string') {
    encoding = offset;
    offset = undefined;
  }
  offset = +offset;
  if (offset !== offset) offset = forward ? 0 : buffer.length || buffer.byteLength;
  else offset = Math.max(-MAX_INT - 1, Math.min(MAX_INT, offset));
  if (typeof value === 'number') {
    return binding.search(buffer, value >>> 0, offset, forward, false);
  }
  name = encoding === undefined ? 'utf8' : encodingOf(encoding);
  if (typeof value === 'string') {
    if (name === undefined) fail('ERR_UNKNOWN_ENCODING', encoding);
    return binding.search(buffer, binding.fromText(value, name), offset, forward,
      name === 'utf16le');
  }
  if (isUint8Array(value)) {
    return binding.search(buffer, value, offset, forward, name === 'utf16le');
  }
  return fail('ERR_INVALID_ARG_TYPE', 'value', ['number', 'string', 'Buffer', 'Uint8Array'],
    value);
}

function encodingOf(encoding) {
  return binding.encodingName(String(encoding));
}

proto.indexOf = function indexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, true);
};
proto.lastIndexOf = function lastIndexOf(value, byteOffset, encoding) {
  return search(this, value, byteOffset, encoding, false);
};
proto.includes = function includes(value, byteOffset, encoding) {
  return this.indexOf(value, byteOffset, encoding) !== -1;
};

// ---- fill ----

// What a text is filled with: bytes, or the byte 0 for an empty one.
function fillBytes(value, encoding) {
  var name;
  if (encoding === undefined || encoding === null || encoding === '') name = 'utf8';
  else name = typeof encoding === 'string' ? binding.encodingName(encoding) : undefined;
  if (name === undefined) {
    validate.validateString(encoding, 'encoding');
    fail('ERR_UNKNOWN_ENCODING', encoding);
  }
  return value.length === 0 ? 0 : binding.fromText(value, name);
}

function fill(buffer, value, offset, end, encoding) {
  var bytes = value;
  if (typeof value === 'string') {
    if (offset === undefined || typeof offset === 'string') {
      // Node does this too: an encoding behind an undefined offset is not looked at.
      encoding = offset;
      offset = undefined;
      end = buffer.length;
    } else if (typeof end === 'string') {
      encoding = end;
      end = buffer.length;
    }
    bytes = fillBytes(value, encoding);
  }
  if (offset === undefined) {
    offset = 0;
    end = buffer.length;
  } else {
    validate.validateInteger(offset, 'offset', 0, K_MAX_LENGTH);
    if (end === undefined) end = buffer.length;
    else validate.validateInteger(end, 'end', 0, buffer.length);
    if (offset >= end) return buffer;
  }
  if (offset > end || end > buffer.byteLength) fail('ERR_BUFFER_OUT_OF_BOUNDS');
  if (!ArrayBuffer.isView(bytes) && !isArrayBuffer(bytes)) bytes = bytes >>> 0;
  if (!binding.fill(buffer, bytes, offset, end)) {
    fail('ERR_INVALID_ARG_VALUE', 'value', value);
  }
  return buffer;
}

proto.fill = function (value, offset, end, encoding) {
  return fill(this, value, offset, end, encoding);
};
Object.defineProperty(proto.fill, 'name', { value: 'fill', configurable: true });

// ---- as JSON, and as people see it ----

proto.toJSON = function toJSON() {
  var data = [], i;
  for (i = 0; i < this.length; i++) data.push(this[i]);
  return { type: 'Buffer', data: data };
};

proto[custom] = function inspect(depth, ctx) {
  return require('internal/buffer_more').inspect(this, ctx, inspectMaxBytes);
};
proto.inspect = proto[custom];

['BigInt64', 'BigUInt64'].forEach(function (kind) {
  ['LE', 'BE'].forEach(function (order) {
    var name = kind + order, signed = kind === 'BigInt64';
    proto['read' + name] = function (offset) {
      return require('internal/buffer_more').readBig(this, offset, signed, order === 'LE');
    };
    proto['write' + name] = function (value, offset) {
      return require('internal/buffer_more').writeBig(this, value, offset, signed,
        order === 'LE');
    };
    Object.defineProperty(proto['read' + name], 'name', { value: 'read' + name });
    Object.defineProperty(proto['write' + name], 'name', { value: 'write' + name });
    if (!signed) {
      proto['readBigUint64' + order] = proto['read' + name];
      proto['writeBigUint64' + order] = proto['write' + name];
    }
  });
});

// ---- the module ----

function more(name) {
  lazy(exports, name, function () { return require('internal/buffer_more')[name]; });
}

function checkInput(input) {
  if (!ArrayBuffer.isView(input) && !isArrayBuffer(input)) {
    fail('ERR_INVALID_ARG_TYPE', 'input', ['ArrayBuffer', 'Buffer', 'TypedArray'], input);
  }
}

exports.Buffer = Buffer;
exports.SlowBuffer = SlowBuffer;
more('transcode');
exports.isUtf8 = function isUtf8(input) {
  checkInput(input);
  return binding.isUtf8(input);
};
exports.isAscii = function isAscii(input) {
  checkInput(input);
  return binding.isAscii(input);
};
exports.kMaxLength = K_MAX_LENGTH;
exports.kStringMaxLength = K_STRING_MAX_LENGTH;
more('btoa');
more('atob');
Object.defineProperty(exports, 'constants', {
  value: Object.defineProperties({}, {
    MAX_LENGTH: { value: K_MAX_LENGTH, enumerable: true },
    MAX_STRING_LENGTH: { value: K_STRING_MAX_LENGTH, enumerable: true }
  }),
  enumerable: true
});
Object.defineProperty(exports, 'INSPECT_MAX_BYTES', {
  get: function () { return inspectMaxBytes; },
  set: function (value) {
    validate.validateNumber(value, 'INSPECT_MAX_BYTES', 0);
    inspectMaxBytes = value;
  },
  enumerable: true,
  configurable: true
});
lazy(exports, 'Blob', function () { return require('internal/blob').Blob; });
lazy(exports, 'resolveObjectURL', function () {
  return require('internal/blob').resolveObjectURL;
});
lazy(exports, 'File', function () { return require('internal/blob').File; });
