'use strict';
// internal/buffer_more: what of buffer is seldom needed: inspection, 64-bit integers,
// transcode, atob and btoa.

var binding = internalBinding('buffer');
var validate = require('internal/validators');

function fail() {
  throw require('internal/errors').make.apply(null, arguments);
}

// ---- inspection ----

function hexBytes(buffer, n) {
  return buffer.hexSlice(0, n).replace(/(..)(?=.)/g, '$1 ');
}

// Own properties besides the bytes, as util.inspect shows them.
function extrasOf(buffer, ctx) {
  var main = require('internal/util/inspect'), types = internalBinding('types');
  var keys = types.extraKeys(buffer, Boolean(ctx.showHidden)), shown;
  if (keys.length === 0) return '';
  shown = {};
  Object.setPrototypeOf(shown, null);
  keys.forEach(function (key) { shown[key] = buffer[key]; });
  // '[Object: null prototype] {' before the entries and ' }' behind them are not ours.
  shown = main.inspect(shown, Object.assign({}, ctx, { breakLength: Infinity, compact: true }));
  return ', ' + shown.slice(27, -2);
}

exports.inspect = function (buffer, ctx, most) {
  var shown = Math.min(most, buffer.length), rest = buffer.length - shown, text;
  text = hexBytes(buffer, shown);
  if (rest > 0) text += ' ... ' + rest + ' more byte' + (rest > 1 ? 's' : '');
  if (ctx) text += text === '' ? extrasOf(buffer, ctx).slice(2) : extrasOf(buffer, ctx);
  return '<' + (buffer.constructor && buffer.constructor.name || 'Buffer') +
    ' ' + text + '>';
};

// ---- 64-bit integers ----

function checkOffset(buffer, offset) {
  validate.validateNumber(offset, 'offset');
  if (Math.floor(offset) !== offset || offset < 0 || offset + 8 > buffer.length) {
    require('internal/buffer_checks').failBounds(offset, buffer.length - 8);
  }
}

exports.readBig = function (buffer, offset, signed, little) {
  var low, high, big;
  if (typeof BigInt !== 'function') fail('ERR_EUNSUPPORTED', 'BigInt');
  offset = offset === undefined ? 0 : offset;
  checkOffset(buffer, offset);
  low = little ? buffer.readUInt32LE(offset) : buffer.readUInt32BE(offset + 4);
  high = little ? buffer.readUInt32LE(offset + 4) : buffer.readUInt32BE(offset);
  // Hexadecimal digits need no arithmetic, which has no operators here.
  big = BigInt('0x' + high.toString(16) + ('0000000' + low.toString(16)).slice(-8));
  return signed ? BigInt.asIntN(64, big) : big;
};

function checkBig(value, signed) {
  var inRange;
  if (typeof value !== 'bigint') {
    // Mixing types: the error that arithmetic would throw.
    throw new TypeError('Cannot mix BigInt and other types, use explicit conversions');
  }
  inRange = signed ? BigInt.asIntN(64, value) : BigInt.asUintN(64, value);
  if (inRange !== value) {
    fail('ERR_OUT_OF_RANGE', 'value',
      require('internal/buffer_checks').rangeText(8, signed, true), value);
  }
}

exports.writeBig = function (buffer, value, offset, signed, little) {
  var digits, low, high;
  if (typeof BigInt !== 'function') fail('ERR_EUNSUPPORTED', 'BigInt');
  offset = offset === undefined ? 0 : offset;
  checkBig(value, signed);
  checkOffset(buffer, offset);
  digits = ('000000000000000' + BigInt.asUintN(64, value).toString(16)).slice(-16);
  high = parseInt(digits.slice(0, 8), 16);
  low = parseInt(digits.slice(8), 16);
  if (little) {
    buffer.writeUInt32LE(low, offset);
    buffer.writeUInt32LE(high, offset + 4);
  } else {
    buffer.writeUInt32BE(high, offset);
    buffer.writeUInt32BE(low, offset + 4);
  }
  return offset + 8;
};

// ---- copyBytesFrom ----

exports.copyBytesFrom = function (view, offset, length) {
  var end, size;
  if (!require('internal/util/types').isTypedArray(view)) {
    fail('ERR_INVALID_ARG_TYPE', 'view', ['TypedArray'], view);
  }
  size = view.length;
  if (size === 0) return binding.create(0);
  if (offset !== undefined || length !== undefined) {
    if (offset !== undefined) {
      validate.validateInteger(offset, 'offset', 0);
      if (offset >= size) return binding.create(0);
    } else {
      offset = 0;
    }
    if (length !== undefined) {
      validate.validateInteger(length, 'length', 0);
      end = Math.min(offset + length, size);
    } else {
      end = size;
    }
    view = view.subarray(offset, end);
  }
  return binding.fromBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
};

// ---- transcode ----

exports.transcode = function transcode(source, fromEncoding, toEncoding) {
  var from, to, text, err;
  if (!(source instanceof Uint8Array)) {
    fail('ERR_INVALID_ARG_TYPE', 'source', ['Buffer', 'Uint8Array'], source);
  }
  if (source.length === 0) return binding.create(0);
  from = binding.encodingName(String(fromEncoding));
  to = binding.encodingName(String(toEncoding));
  if (!/^(utf8|utf16le|latin1|ascii)$/.test(from) || !/^(utf8|utf16le|latin1|ascii)$/.test(to)) {
    err = new Error('Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]');
    err.code = 'U_ILLEGAL_ARGUMENT_ERROR';
    err.errno = 1;
    throw err;
  }
  text = binding.fromBytes(source).toString(from);
  if (to === 'latin1' || to === 'ascii') {
    // One '?' for each character that has no place there.
    text = text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '?')
      .replace(to === 'ascii' ? /[\x80-\uffff]/g : /[\u0100-\uffff]/g, '?');
  }
  return binding.fromText(text, to);
};

// ---- atob, btoa: texts whose characters stand for bytes ----

function invalidCharacter(text) {
  var DOM = globalThis.DOMException, err;
  if (typeof DOM === 'function') return new DOM(text, 'InvalidCharacterError');
  err = new Error(text);
  err.name = 'InvalidCharacterError';
  err.code = 5;
  return err;
}

function needArgument(count, name) {
  if (count === 0) fail('ERR_MISSING_ARGS', name);
}

exports.btoa = function btoa(input) {
  needArgument(arguments.length, 'input');
  input = String(input);
  if (/[\u0100-\uffff]/.test(input)) throw invalidCharacter('Invalid character');
  return binding.fromText(input, 'latin1').toString('base64');
};

exports.atob = function atob(input) {
  var digits;
  needArgument(arguments.length, 'input');
  input = String(input).replace(/[\t\n\f\r ]/g, '');
  if (!/^[A-Za-z0-9+\/]*={0,2}$/.test(input)) throw invalidCharacter('Invalid character');
  digits = input.replace(/=+$/, '');
  if (digits.length % 4 === 1)
    throw invalidCharacter('The string to be decoded is not correctly encoded.');
  if (digits !== input && input.length % 4 !== 0) throw invalidCharacter('Invalid character');
  return binding.fromText(digits, 'base64').toString('latin1');
};
