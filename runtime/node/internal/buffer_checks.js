'use strict';
// internal/buffer_checks: what is wrong with the arguments of Buffer's natives. They call
// these functions only when something is; each throws as Node does.

var validate = require('internal/validators');

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

// An offset that lies outside: most is the last that would do.
function failBounds(value, most, name) {
  if (Math.floor(value) !== value) {
    validate.validateNumber(value, name);
    fail('ERR_OUT_OF_RANGE', name || 'offset', 'an integer', value);
  }
  if (most < 0) fail('ERR_BUFFER_OUT_OF_BOUNDS');
  fail('ERR_OUT_OF_RANGE', name || 'offset', '>= ' + (name ? 1 : 0) + ' and <= ' + most, value);
}

function checkOffset(buffer, offset, size) {
  validate.validateNumber(offset, 'offset');
  failBounds(offset, buffer.length - size);
}

function checkSize(size) {
  validate.validateNumber(size, 'byteLength');
  failBounds(size, 6, 'byteLength');
}

function rangeText(size, signed, big) {
  var n = big ? 'n' : '', bits = size * 8;
  if (size > 4) {
    return signed
      ? '>= -(2' + n + ' ** ' + (bits - 1) + n + ') and < 2' + n + ' ** ' + (bits - 1) + n
      : '>= 0' + n + ' and < 2' + n + ' ** ' + bits + n;
  }
  return signed ? '>= ' + -Math.pow(2, bits - 1) + n + ' and <= ' + (Math.pow(2, bits - 1) - 1) + n
    : '>= 0' + n + ' and <= ' + (Math.pow(2, bits) - 1) + n;
}

function checkValue(value, size, signed) {
  var most = signed ? Math.pow(2, size * 8 - 1) - 1 : Math.pow(2, size * 8) - 1;
  var least = signed ? -Math.pow(2, size * 8 - 1) : 0;
  if (value > most || value < least) {
    fail('ERR_OUT_OF_RANGE', 'value', rangeText(size, signed, false), value);
  }
}

exports.read = function (buffer, size, signed, isFloat, offset, given) {
  if (given !== undefined) size = given;
  checkOffset(buffer, offset === undefined ? 0 : offset, size);
};

exports.readSized = function (buffer, size, signed, isFloat, offset, given) {
  if (offset === undefined) fail('ERR_INVALID_ARG_TYPE', 'offset', 'number', offset);
  checkSize(given);
};

exports.write = function (buffer, size, signed, isFloat, value, offset, given) {
  if (given !== undefined) size = given;
  value = +value;
  if (!isFloat) {
    if (size === 1) {
      validate.validateNumber(offset === undefined && given === undefined ? 0 : offset, 'offset');
    }
    checkValue(value, size, signed);
  }
  checkOffset(buffer, offset === undefined && given === undefined ? 0 : offset, size);
};

exports.writeSized = function (buffer, size, signed, isFloat, value, offset, given) {
  checkSize(given);
};

// buffer.write(text, offset, length): what of it is wrong.
exports.writeText = function (text, offset, length, size) {
  if (typeof text !== 'string') fail('ERR_INVALID_ARG_TYPE', 'argument', 'string', text);
  if (typeof offset !== 'string' || length !== undefined) {
    validate.validateInteger(offset, 'offset', 0, size);
  }
  if (length !== undefined && typeof length !== 'string') {
    validate.validateInteger(length, 'length', 0, size);
  }
};

exports.rangeText = rangeText;
exports.failBounds = failBounds;
