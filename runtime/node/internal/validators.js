'use strict';
// internal/validators: checks of arguments, failing with Node's own errors.
// Nothing else is loaded until a check fails.

function fail(code, a, b, c, d) {
  throw require('internal/errors').make(code, a, b, c, d);
}

function validateString(value, name) {
  if (typeof value !== 'string') fail('ERR_INVALID_ARG_TYPE', name, 'string', value);
}

function validateFunction(value, name) {
  if (typeof value !== 'function') fail('ERR_INVALID_ARG_TYPE', name, 'Function', value);
}

function validateBoolean(value, name) {
  if (typeof value !== 'boolean') fail('ERR_INVALID_ARG_TYPE', name, 'boolean', value);
}

// Options: { nullable, allowArray, allowFunction }.
function validateObject(value, name, options) {
  var o = options || {};
  if ((!o.nullable && value === null) || (!o.allowArray && Array.isArray(value)) ||
      (typeof value !== 'object' && (!o.allowFunction || typeof value !== 'function'))) {
    fail('ERR_INVALID_ARG_TYPE', name, 'Object', value);
  }
}

function validateNumber(value, name, min, max) {
  if (typeof value !== 'number') fail('ERR_INVALID_ARG_TYPE', name, 'number', value);
  if ((min !== undefined && value < min) || (max !== undefined && value > max) ||
      ((min !== undefined || max !== undefined) && value !== value)) {
    fail('ERR_OUT_OF_RANGE', name,
      (min !== undefined ? '>= ' + min : '') +
      (min !== undefined && max !== undefined ? ' && ' : '') +
      (max !== undefined ? '<= ' + max : ''), value);
  }
}

function validateInteger(value, name, min, max) {
  if (min === undefined) min = Number.MIN_SAFE_INTEGER;
  if (max === undefined) max = Number.MAX_SAFE_INTEGER;
  if (typeof value !== 'number') fail('ERR_INVALID_ARG_TYPE', name, 'number', value);
  if (!Number.isInteger(value)) fail('ERR_OUT_OF_RANGE', name, 'an integer', value);
  if (value < min || value > max) {
    fail('ERR_OUT_OF_RANGE', name, '>= ' + min + ' && <= ' + max, value);
  }
}

function validateInt32(value, name, min, max) {
  validateInteger(value, name, min === undefined ? -2147483648 : min,
    max === undefined ? 2147483647 : max);
}

function validateUint32(value, name, positive) {
  validateInteger(value, name, positive ? 1 : 0, 4294967295);
}

function validateArray(value, name, minLength) {
  if (!Array.isArray(value)) fail('ERR_INVALID_ARG_TYPE', name, 'Array', value);
  if (minLength && value.length < minLength) {
    fail('ERR_INVALID_ARG_VALUE', name, value, 'must be longer than ' + minLength);
  }
}

function validateStringArray(value, name) {
  validateArray(value, name);
  for (var i = 0; i < value.length; i++) validateString(value[i], name + '[' + i + ']');
}

function validateBooleanArray(value, name) {
  validateArray(value, name);
  for (var i = 0; i < value.length; i++) validateBoolean(value[i], name + '[' + i + ']');
}

function shownChoice(value) {
  return typeof value === 'string' ? "'" + value + "'" : String(value);
}

function validateOneOf(value, name, choices) {
  if (choices.indexOf(value) < 0) {
    fail('ERR_INVALID_ARG_VALUE', name, value,
      'must be one of: ' + choices.map(shownChoice).join(', '));
  }
}

function isArrayBufferView(value) {
  return ArrayBuffer.isView(value);
}

function validateBuffer(value, name) {
  if (!isArrayBufferView(value)) {
    fail('ERR_INVALID_ARG_TYPE', name === undefined ? 'buffer' : name,
      ['Buffer', 'TypedArray', 'DataView'], value);
  }
}

function validateAbortSignal(signal, name) {
  if (signal !== undefined &&
      (signal === null || typeof signal !== 'object' || !('aborted' in signal))) {
    fail('ERR_INVALID_ARG_TYPE', name, 'AbortSignal', signal);
  }
}

function validatePort(port, name, allowZero) {
  if ((typeof port !== 'number' && typeof port !== 'string') ||
      (typeof port === 'string' && port.trim().length === 0) ||
      +port !== (+port >>> 0) || port > 65535 || (port === 0 && allowZero === false)) {
    throw require('internal/errors').makeWith('ERR_SOCKET_BAD_PORT', RangeError,
      (name || 'Port') + ' should be ' + (allowZero === false ? '>' : '>=') +
      ' 0 and < 65536. Received ' + require('internal/errors').describe(port) + '.');
  }
  return port | 0;
}

function validateEncoding(value, encoding) {
  if (typeof encoding === 'string' && encoding.toLowerCase() === 'hex' &&
      value.length % 2 !== 0) {
    fail('ERR_INVALID_ARG_VALUE', 'encoding', encoding,
      'is invalid for data of length ' + value.length);
  }
}

exports.fail = fail;
exports.validateString = validateString;
exports.validateFunction = validateFunction;
exports.validateBoolean = validateBoolean;
exports.validateObject = validateObject;
exports.validateNumber = validateNumber;
exports.validateInteger = validateInteger;
exports.validateInt32 = validateInt32;
exports.validateUint32 = validateUint32;
exports.validateArray = validateArray;
exports.validateStringArray = validateStringArray;
exports.validateBooleanArray = validateBooleanArray;
exports.validateOneOf = validateOneOf;
exports.validateBuffer = validateBuffer;
exports.validateAbortSignal = validateAbortSignal;
exports.validatePort = validatePort;
exports.validateEncoding = validateEncoding;
