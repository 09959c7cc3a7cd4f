'use strict';
// assert: the assertions. What a failure says is made in internal/assert/…, loaded when
// one happens.

function AssertionErrorClass() {
  return require('internal/assert/assertion_error');
}

function fails(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

function throwFailure(actual, expected, message, operator, fn) {
  var AssertionError;
  if (isError(message)) throw message;
  AssertionError = AssertionErrorClass();
  throw new AssertionError({ actual: actual, expected: expected, message: message,
    operator: operator, stackStartFn: fn });
}

// Errors of another realm count too.
function isError(value) {
  return typeof value === 'object' && value !== null &&
    (value instanceof Error || require('internal/util/types').isNativeError(value));
}

function needTwo(count) {
  if (count < 2) fails('ERR_MISSING_ARGS', 'actual', 'expected');
}

// ---- truth ----

function expressionMessage(fn) {
  var limit = Error.stackTraceLimit, probe, code;
  // The place is wanted even where users want no stacks.
  if (typeof limit === 'number' && limit < 1) Error.stackTraceLimit = 1;
  probe = new Error();
  if (Error.captureStackTrace) Error.captureStackTrace(probe, fn);
  void probe.stack;
  if (typeof limit === 'number' && limit < 1) Error.stackTraceLimit = limit;
  code = require('internal/assert/source').expressionOf(String(probe.stack));
  return code === undefined ? undefined
    : 'The expression evaluated to a falsy value:\n\n  ' + code + '\n';
}

function failTruth(fn, count, value, message) {
  var generated = false, AssertionError = AssertionErrorClass(), err;
  if (count === 0) {
    generated = true;
    message = 'No value argument passed to `assert.ok()`';
  } else if (message === undefined || message === null) {
    generated = true;
    message = expressionMessage(fn);
  } else if (isError(message)) {
    throw message;
  }
  err = new AssertionError({ actual: value, expected: true, message: message,
    operator: '==', stackStartFn: fn });
  err.generatedMessage = generated;
  throw err;
}

function assert(value, message) {
  if (!value) failTruth(assert, arguments.length, value, message);
}
Object.defineProperty(assert, 'name', { value: 'ok', configurable: true });
module.exports = assert;

function strict(value, message) {
  if (!value) failTruth(strict, arguments.length, value, message);
}

var warnedOfFail = false;

assert.fail = function fail(actual, expected, message, operator, stackStartFn) {
  var count = arguments.length, standard = false, AssertionError, err, options;
  if ((actual === null || actual === undefined) && count <= 1) {
    standard = 'Failed';
  } else if (count === 1) {
    message = actual;
    actual = undefined;
  } else {
    if (!warnedOfFail) {
      warnedOfFail = true;
      process.emitWarning('assert.fail() with more than one argument is deprecated. ' +
        'Please use assert.strictEqual() instead or only pass a message.',
        'DeprecationWarning', 'DEP0094');
    }
    if (count === 2) operator = '!=';
  }
  if (isError(message)) throw message;
  options = { actual: actual, expected: expected,
    operator: operator === undefined ? 'fail' : operator,
    stackStartFn: stackStartFn || fail, message: message };
  if (standard) options.message = standard;
  AssertionError = AssertionErrorClass();
  err = new AssertionError(options);
  if (standard) err.generatedMessage = true;
  throw err;
};

require('internal/lazy')(assert, 'AssertionError', AssertionErrorClass);

assert.ok = function ok(value, message) {
  if (!value) failTruth(ok, arguments.length, value, message);
};

// ---- equality ----

function isNaNValue(value) {
  return value !== value;
}

function deep() {
  return require('internal/util/comparisons');
}

assert.equal = function equal(actual, expected, message) {
  needTwo(arguments.length);
  if (actual != expected && (!isNaNValue(actual) || !isNaNValue(expected))) {
    throwFailure(actual, expected, message, '==', equal);
  }
};

assert.notEqual = function notEqual(actual, expected, message) {
  needTwo(arguments.length);
  if (actual == expected || (isNaNValue(actual) && isNaNValue(expected))) {
    throwFailure(actual, expected, message, '!=', notEqual);
  }
};

assert.deepEqual = function deepEqual(actual, expected, message) {
  needTwo(arguments.length);
  if (!deep().isDeepEqual(actual, expected)) {
    throwFailure(actual, expected, message, 'deepEqual', deepEqual);
  }
};

assert.notDeepEqual = function notDeepEqual(actual, expected, message) {
  needTwo(arguments.length);
  if (deep().isDeepEqual(actual, expected)) {
    throwFailure(actual, expected, message, 'notDeepEqual', notDeepEqual);
  }
};

assert.deepStrictEqual = function deepStrictEqual(actual, expected, message) {
  needTwo(arguments.length);
  if (!deep().isDeepStrictEqual(actual, expected)) {
    throwFailure(actual, expected, message, 'deepStrictEqual', deepStrictEqual);
  }
};

assert.notDeepStrictEqual = function notDeepStrictEqual(actual, expected, message) {
  needTwo(arguments.length);
  if (deep().isDeepStrictEqual(actual, expected)) {
    throwFailure(actual, expected, message, 'notDeepStrictEqual', notDeepStrictEqual);
  }
};

assert.strictEqual = function strictEqual(actual, expected, message) {
  needTwo(arguments.length);
  if (!Object.is(actual, expected)) {
    throwFailure(actual, expected, message, 'strictEqual', strictEqual);
  }
};

assert.notStrictEqual = function notStrictEqual(actual, expected, message) {
  needTwo(arguments.length);
  if (Object.is(actual, expected)) {
    throwFailure(actual, expected, message, 'notStrictEqual', notStrictEqual);
  }
};

// ---- errors ----

function expectations() {
  return require('internal/assert/errors');
}

assert.throws = function throws(fn, error, message) {
  var e = expectations();
  e.expectsError(throws, 1 + arguments.length, e.thrownBy(fn), error, message);
};

assert.rejects = function rejects(promiseFn, error, message) {
  var e = expectations(), count = 1 + arguments.length;
  return e.rejectedBy(promiseFn).then(function (actual) {
    e.expectsError(rejects, count, actual, error, message);
  });
};

assert.doesNotThrow = function doesNotThrow(fn, error, message) {
  var e = expectations();
  e.expectsNoError(doesNotThrow, e.thrownBy(fn), error, message);
};

assert.doesNotReject = function doesNotReject(promiseFn, error, message) {
  var e = expectations();
  return e.rejectedBy(promiseFn).then(function (actual) {
    e.expectsNoError(doesNotReject, actual, error, message);
  });
};

// The stack of the failure goes on with that of the error it is about.
function joinStacks(err, original) {
  var start = original.indexOf('\n    at'), frames, own, i, at;
  if (start < 0) return;
  frames = original.slice(start + 1).split('\n');
  own = String(err.stack).split('\n');
  for (i = 0; i < frames.length; i++) {
    at = own.indexOf(frames[i]);
    if (at >= 0) {
      own = own.slice(0, at);
      break;
    }
  }
  err.stack = own.join('\n') + '\n' + frames.join('\n');
}

function describeError(err) {
  if (typeof err !== 'object' || typeof err.message !== 'string') {
    return require('internal/util/inspect').inspect(err);
  }
  return err.message.length === 0 && err.constructor ? err.constructor.name : err.message;
}

assert.ifError = function ifError(err) {
  var AssertionError, failure;
  if (err === null || err === undefined) return;
  AssertionError = AssertionErrorClass();
  failure = new AssertionError({ actual: err, expected: null, operator: 'ifError',
    message: 'ifError got unwanted exception: ' + describeError(err), stackStartFn: ifError });
  failure.generatedMessage = true;
  if (typeof err.stack === 'string') joinStacks(failure, err.stack);
  throw failure;
};

// ---- texts ----

function matchMessage(text, pattern, wanted) {
  var show = require('internal/util/inspect').inspect;
  if (typeof text !== 'string') {
    return 'The "string" argument must be of type string. Received type ' + typeof text +
      ' (' + show(text) + ')';
  }
  return (wanted ? 'The input did not match the regular expression '
    : 'The input was expected to not match the regular expression ') + show(pattern) +
    '. Input:\n\n' + show(text) + '\n';
}

function matchText(text, pattern, message, fn, wanted) {
  var AssertionError, err;
  if (!require('internal/util/types').isRegExp(pattern)) {
    fails('ERR_INVALID_ARG_TYPE', 'regexp', 'RegExp', pattern);
  }
  if (typeof text === 'string' &&
      (RegExp.prototype.exec.call(pattern, text) !== null) === wanted) {
    return;
  }
  if (isError(message)) throw message;
  AssertionError = AssertionErrorClass();
  err = new AssertionError({ actual: text, expected: pattern,
    message: message || matchMessage(text, pattern, wanted), operator: fn.name,
    stackStartFn: fn });
  err.generatedMessage = !message;
  throw err;
}

assert.match = function match(string, regexp, message) {
  matchText(string, regexp, message, match, true);
};

assert.doesNotMatch = function doesNotMatch(string, regexp, message) {
  matchText(string, regexp, message, doesNotMatch, false);
};

require('internal/lazy')(assert, 'CallTracker', function () {
  return require('internal/assert/call_tracker');
});

// ---- strict: the same, where == means === ----

function makeStrict() {
  Object.keys(assert).forEach(function (key) {
    if (key !== 'strict') {
      Object.defineProperty(strict, key, Object.getOwnPropertyDescriptor(assert, key));
    }
  });
  strict.equal = assert.strictEqual;
  strict.deepEqual = assert.deepStrictEqual;
  strict.notEqual = assert.notStrictEqual;
  strict.notDeepEqual = assert.notDeepStrictEqual;
  strict.strict = strict;
}
assert.strict = strict;
makeStrict();
