'use strict';
// internal/assert/call_tracker: assert.CallTracker (deprecated in Node, still used).

var validate = require('internal/validators');

var kContexts = Symbol('kContexts');

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

// One tracked function: how often it should be called, and its calls.
function Context(expected, name, wrapper) {
  this.expected = expected;
  this.name = name;
  this.wrapper = wrapper;
  this.calls = [];
  this.trace = new Error();
}

Context.prototype.track = function (self, args) {
  this.calls.push(Object.freeze({ thisArg: self, arguments: Object.freeze(args.slice()) }));
};

Context.prototype.report = function () {
  if (this.calls.length === this.expected) return undefined;
  return {
    message: 'Expected the ' + this.name + ' function to be executed ' + this.expected +
      ' time(s) but was executed ' + this.calls.length + ' time(s).',
    actual: this.calls.length,
    expected: this.expected,
    operator: this.name,
    stack: this.trace
  };
};

function CallTracker() {
  if (!(this instanceof CallTracker)) {
    throw new TypeError("Class constructor CallTracker cannot be invoked without 'new'");
  }
  process.emitWarning('assert.CallTracker is deprecated.', 'DeprecationWarning', 'DEP0173');
  require('internal/define')(this, kContexts, []);
}

function contextOf(tracker, fn) {
  var list = tracker[kContexts], i;
  for (i = 0; i < list.length; i++) if (list[i].wrapper === fn) return list[i];
  return fail('ERR_INVALID_ARG_VALUE', 'tracked', fn, 'is not a tracked function');
}

CallTracker.prototype.reset = function reset(tracked) {
  if (tracked === undefined) {
    this[kContexts].forEach(function (c) { c.calls = []; });
  } else {
    contextOf(this, tracked).calls = [];
  }
};

CallTracker.prototype.getCalls = function getCalls(tracked) {
  return Object.freeze(contextOf(this, tracked).calls.slice());
};

CallTracker.prototype.calls = function calls(fn, expected) {
  var context, wrapper;
  if (process._exiting) fail('ERR_UNAVAILABLE_DURING_EXIT');
  if (typeof fn === 'number') {
    expected = fn;
    fn = function () {};
  } else if (fn === undefined) {
    fn = function () {};
  }
  if (expected === undefined) expected = 1;
  validate.validateFunction(fn, 'fn');
  validate.validateUint32(expected, 'exact', true);
  wrapper = new Proxy(fn, {
    apply: function (target, self, args) {
      context.track(self, [].slice.call(args));
      return Reflect.apply(target, self, args);
    }
  });
  context = new Context(expected, fn.name || 'calls', wrapper);
  this[kContexts].push(context);
  return wrapper;
};

CallTracker.prototype.report = function report() {
  return this[kContexts].map(function (c) { return c.report(); })
    .filter(function (r) { return r !== undefined; });
};

CallTracker.prototype.verify = function verify() {
  var AssertionError = require('internal/assert/assertion_error');
  var errors = this.report();
  if (errors.length === 0) return;
  throw new AssertionError({
    message: errors.length === 1 ? errors[0].message
      : 'Functions were not called the expected number of times',
    details: errors
  });
};

module.exports = CallTracker;
