'use strict';
// internal/assert/assertion_error: AssertionError.

var define = require('internal/define');

var custom = Symbol.for('nodejs.util.inspect.custom');

// The stack of an error is of no interest where errors are compared.
function withoutStack(err) {
  var copy = Object.assign(Object.create(Object.getPrototypeOf(err)), err);
  return define(copy, 'message', err.message);
}

function isErrorLike(value) {
  return typeof value === 'object' && value !== null && 'stack' in value &&
    value instanceof Error;
}

function messageOf(options) {
  var actual = options.actual, expected = options.expected;
  var own = options.message !== undefined && options.message !== null;
  if (own && options.operator !== 'strictEqual' && options.operator !== 'deepStrictEqual') {
    return String(options.message);
  }
  if (isErrorLike(actual) && isErrorLike(expected)) {
    actual = withoutStack(actual);
    expected = withoutStack(expected);
  }
  return require('internal/assert/diff').message(actual, expected, options.operator,
    own ? String(options.message) : undefined);
}

function fill(err, options) {
  var details = options.details, i;
  err.generatedMessage = !options.message;
  err.code = 'ERR_ASSERTION';
  if (details) {
    err.actual = undefined;
    err.expected = undefined;
    err.operator = undefined;
    for (i = 0; i < details.length; i++) {
      err['message ' + i] = details[i].message;
      err['actual ' + i] = details[i].actual;
      err['expected ' + i] = details[i].expected;
      err['operator ' + i] = details[i].operator;
      err['stack trace ' + i] = details[i].stack;
    }
  } else {
    err.actual = options.actual;
    err.expected = options.expected;
    err.operator = options.operator;
  }
}

// Frames above the assert function that failed are not shown.
function captureStack(err, above) {
  define(err, 'name', 'AssertionError [ERR_ASSERTION]');
  if (Error.captureStackTrace) Error.captureStackTrace(err, above);
  void err.stack;
  err.name = 'AssertionError';
}

function AssertionError(options) {
  var err;
  if (!(this instanceof AssertionError)) {
    throw new TypeError("Class constructor AssertionError cannot be invoked without 'new'");
  }
  require('internal/validators').validateObject(options, 'options');
  err = new Error(messageOf(options));
  Object.setPrototypeOf(err, Object.getPrototypeOf(this));
  fill(err, options);
  captureStack(err, options.stackStartFn || options.stackStartFunction || AssertionError);
  return err;
}
Object.setPrototypeOf(AssertionError, Error);
AssertionError.prototype = Object.create(Error.prototype, {
  constructor: { value: AssertionError, writable: true, configurable: true },
  toString: {
    value: function toString() {
      return this.name + ' [' + this.code + ']: ' + this.message;
    },
    writable: true,
    configurable: true
  }
});

// Long texts are in the message already: only their beginning is shown again.
function shorten(value) {
  var lines;
  if (typeof value !== 'string') return value;
  lines = value.split('\n', 11);
  if (lines.length > 10) return lines.slice(0, 10).join('\n') + '\n...';
  return value.length > 512 ? value.slice(0, 488) + '...' : value;
}

Object.defineProperty(AssertionError.prototype, custom, {
  value: function (depth, options) {
    var actual = this.actual, expected = this.expected, text;
    this.actual = shorten(actual);
    this.expected = shorten(expected);
    text = require('internal/util/inspect').inspect(this,
      Object.assign({}, options, { customInspect: false, depth: 0 }));
    this.actual = actual;
    this.expected = expected;
    return text;
  },
  writable: true,
  configurable: true
});

module.exports = AssertionError;
