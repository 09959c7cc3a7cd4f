'use strict';
// internal/assert/errors: what throws, rejects and their opposites expect of an error.

var AssertionError = require('internal/assert/assertion_error');
var types = require('internal/util/types');

var NONE = { none: true };   // nothing was thrown

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

function show(value, options) {
  return require('internal/util/inspect').inspect(value, options);
}

function isError(value) {
  return types.isNativeError(value) || value instanceof Error;
}

function throwFailure(options) {
  if (options.message instanceof Error) throw options.message;
  throw new AssertionError(options);
}

// ---- the expectation as an object ----

function matchesText(pattern, text) {
  return typeof text === 'string' && types.isRegExp(pattern) &&
    RegExp.prototype.exec.call(pattern, text) !== null;
}

// Only what is compared, for the message. Patterns that match look like what they match.
function Comparison(object, keys, actual) {
  var i, key;
  for (i = 0; i < keys.length; i++) {
    key = keys[i];
    if (!(key in object)) continue;
    this[key] = actual !== undefined && matchesText(object[key], actual[key]) ? actual[key]
      : object[key];
  }
}

function failKey(actual, expected, message, keys, fn) {
  var err;
  if (message) {
    throwFailure({ actual: actual, expected: expected, message: message,
      operator: fn.name, stackStartFn: fn });
  }
  err = new AssertionError({
    actual: new Comparison(actual, keys), expected: new Comparison(expected, keys, actual),
    operator: 'deepStrictEqual', stackStartFn: fn
  });
  err.actual = actual;
  err.expected = expected;
  err.operator = fn.name;
  throw err;
}

function compareKeys(actual, expected, message, fn) {
  var keys = Object.keys(expected), deep = require('internal/util/comparisons'), i, key;
  if (expected instanceof Error) keys.push('name', 'message');
  else if (keys.length === 0) {
    fail('ERR_INVALID_ARG_VALUE', 'error', expected, 'may not be an empty object');
  }
  for (i = 0; i < keys.length; i++) {
    key = keys[i];
    if (matchesText(expected[key], actual[key])) continue;
    if (!(key in actual) || !deep.isDeepStrictEqual(actual[key], expected[key])) {
      failKey(actual, expected, message, keys, fn);
    }
  }
}

// ---- an error against what is expected of it ----

// The text of a failure, undefined where the error is as expected.
function wrongPattern(actual, expected) {
  var text = String(actual);
  if (RegExp.prototype.exec.call(expected, text) !== null) return undefined;
  return 'The input did not match the regular expression ' + show(expected) +
    '. Input:\n\n' + show(text) + '\n';
}

function wrongClass(actual, expected) {
  var text = 'The error is expected to be an instance of "' + expected.name +
    '". Received ', name;
  if (!isError(actual)) return text + '"' + show(actual, { depth: -1 }) + '"';
  name = (actual.constructor && actual.constructor.name) || actual.name;
  return text + (expected.name === name
    ? 'an error with identical name but a different prototype.' : '"' + name + '"') +
    '\n\nError message:\n\n' + actual.message;
}

function wrongAnswer(actual, expected) {
  var answer = expected.call({}, actual), text;
  if (answer === true) return undefined;
  text = 'The ' + (expected.name ? '"' + expected.name + '" ' : '') +
    'validation function is expected to return "true". Received ' + show(answer);
  return isError(actual) ? text + '\n\nCaught error:\n\n' + actual : text;
}

function wrongBy(actual, expected) {
  if (typeof expected !== 'function') return wrongPattern(actual, expected);
  if (expected.prototype !== undefined && actual instanceof expected) return undefined;
  if (Object.prototype.isPrototypeOf.call(Error, expected)) return wrongClass(actual, expected);
  return wrongAnswer(actual, expected);
}

function checkError(actual, expected, message, fn) {
  var err, text;
  if (typeof expected !== 'function' && !types.isRegExp(expected)) {
    if (typeof actual !== 'object' || actual === null) {
      err = new AssertionError({ actual: actual, expected: expected, message: message,
        operator: 'deepStrictEqual', stackStartFn: fn });
      err.operator = fn.name;
      throw err;
    }
    compareKeys(actual, expected, message, fn);
    return;
  }
  text = wrongBy(actual, expected);
  if (text === undefined) return;
  err = new AssertionError({ actual: actual, expected: expected,
    message: message || text, operator: fn.name, stackStartFn: fn });
  err.generatedMessage = !message;
  throw err;
}

function kindOf(fn) {
  return /reject/i.test(fn.name) ? 'rejection' : 'exception';
}

// A text in the place of the expectation is the message.
function checkAmbiguous(actual, text, count) {
  if (count === 4) {
    fail('ERR_INVALID_ARG_TYPE', 'error', ['Object', 'Error', 'Function', 'RegExp'], text);
  }
  if (typeof actual === 'object' && actual !== null) {
    if (actual.message === text) {
      fail('ERR_AMBIGUOUS_ARGUMENT', 'error/message',
        'The error message "' + actual.message + '" is identical to the message.');
    }
  } else if (actual === text) {
    fail('ERR_AMBIGUOUS_ARGUMENT', 'error/message',
      'The error "' + actual + '" is identical to the message.');
  }
}

// fn is the public function; count how many arguments it and we were given in all.
function expectsError(fn, count, actual, error, message) {
  if (typeof error === 'string') {
    checkAmbiguous(actual, error, count);
    message = error;
    error = undefined;
  } else if (error !== null && error !== undefined && typeof error !== 'object' &&
      typeof error !== 'function') {
    fail('ERR_INVALID_ARG_TYPE', 'error', ['Object', 'Error', 'Function', 'RegExp'], error);
  }
  if (actual === NONE) {
    throwFailure({
      actual: undefined, expected: error, operator: fn.name, stackStartFn: fn,
      message: 'Missing expected ' + kindOf(fn) +
        (error && error.name ? ' (' + error.name + ')' : '') + (message ? ': ' + message : '.')
    });
  }
  if (error) checkError(actual, error, message, fn);
}

function isUnwanted(actual, expected) {
  if (typeof expected === 'function') {
    if (expected.prototype !== undefined && actual instanceof expected) return true;
    if (Object.prototype.isPrototypeOf.call(Error, expected)) return false;
    return expected.call({}, actual) === true;
  }
  if (types.isRegExp(expected)) {
    return RegExp.prototype.exec.call(expected, String(actual)) !== null;
  }
  return fail('ERR_INVALID_ARG_TYPE', 'expected', ['Function', 'RegExp'], expected);
}

function expectsNoError(fn, actual, error, message) {
  if (actual === NONE) return;
  if (typeof error === 'string') {
    message = error;
    error = undefined;
  }
  if (!error || isUnwanted(actual, error)) {
    throwFailure({
      actual: actual, expected: error, operator: fn.name, stackStartFn: fn,
      message: 'Got unwanted ' + kindOf(fn) + (message ? ': ' + message : '.') +
        '\nActual message: "' + (actual ? actual.message : undefined) + '"'
    });
  }
  throw actual;
}

// ---- what a function or promise ends with ----

function thrownBy(fn) {
  require('internal/validators').validateFunction(fn, 'fn');
  try {
    fn();
  } catch (e) {
    return e;
  }
  return NONE;
}

function isThenable(value) {
  return types.isPromise(value) || (value !== null && typeof value === 'object' &&
    typeof value.then === 'function' && typeof value['catch'] === 'function');
}

function promiseOf(promiseFn) {
  var result;
  if (typeof promiseFn === 'function') {
    result = promiseFn();
    if (isThenable(result)) return result;
    fail('ERR_INVALID_RETURN_VALUE', 'instance of Promise', 'promiseFn', result);
  }
  if (!isThenable(promiseFn)) {
    fail('ERR_INVALID_ARG_TYPE', 'promiseFn', ['Function', 'Promise'], promiseFn);
  }
  return promiseFn;
}

// A promise of the rejection, or of NONE. Rejects where the argument is no promise, or
// where the function throws.
function rejectedBy(promiseFn) {
  return new Promise(function (resolve) {
    // A thenable's then need not give a promise: one of our own asks it.
    var asked = promiseOf(promiseFn);
    resolve(new Promise(function (settle) { settle(asked); }).then(function () {
      return NONE;
    }, function (e) { return e; }));
  });
}

exports.expectsError = expectsError;
exports.expectsNoError = expectsNoError;
exports.thrownBy = thrownBy;
exports.rejectedBy = rejectedBy;
