'use strict';
// internal/util/promisify: util.promisify and util.callbackify.

var validate = require('internal/validators');

var kCustom = Symbol.for('nodejs.util.promisify.custom');
var kArgs = require('internal/util/callback_names').kArgs;

function copyProperties(to, from) {
  Reflect.ownKeys(from).forEach(function (key) {
    var found = Object.getOwnPropertyDescriptor(from, key);
    var old = Object.getOwnPropertyDescriptor(to, key);
    // An engine may give each function some that cannot be changed.
    if (old === undefined || old.configurable) Object.defineProperty(to, key, found);
  });
  return to;
}

function valueOf(names, values) {
  var out, i;
  if (names === undefined || values.length < 2) return values[0];
  out = {};
  for (i = 0; i < names.length; i++) out[names[i]] = values[i];
  return out;
}

function customOf(fn) {
  validate.validateFunction(fn, 'util.promisify.custom');
  return Object.defineProperty(fn, kCustom,
    { value: fn, enumerable: false, writable: false, configurable: true });
}

function promisify(original) {
  var names;
  validate.validateFunction(original, 'original');
  if (original[kCustom]) return customOf(original[kCustom]);
  names = original[kArgs];
  function fn() {
    var self = this, args = [].slice.call(arguments);
    return new Promise(function (resolve, reject) {
      args.push(function (err) {
        if (err) reject(err);
        else resolve(valueOf(names, [].slice.call(arguments, 1)));
      });
      original.apply(self, args);
    });
  }
  Object.setPrototypeOf(fn, Object.getPrototypeOf(original));
  Object.defineProperty(fn, kCustom,
    { value: fn, enumerable: false, writable: false, configurable: true });
  return copyProperties(fn, original);
}
promisify.custom = kCustom;

// A callback's first argument says whether it failed, so a rejection with something
// falsy needs an error around it.
function callRejected(reason, callback) {
  var err;
  if (!reason) {
    err = require('internal/errors').make('ERR_FALSY_VALUE_REJECTION');
    if (Error.captureStackTrace) Error.captureStackTrace(err, callRejected);
    err.reason = reason;
    reason = err;
  }
  callback(reason);
}

function callbackify(original) {
  validate.validateFunction(original, 'original');
  function callbackified() {
    var args = [].slice.call(arguments), callback = args.pop(), self = this;
    validate.validateFunction(callback, 'last argument');
    callback = callback.bind(self);
    original.apply(self, args).then(function (value) {
      process.nextTick(callback, null, value);
    }, function (reason) {
      process.nextTick(callRejected, reason, callback);
    });
  }
  copyProperties(callbackified, original);
  Object.defineProperty(callbackified, 'length',
    { value: original.length + 1, configurable: true });
  Object.defineProperty(callbackified, 'name',
    { value: original.name + 'Callbackified', configurable: true });
  return callbackified;
}

exports.promisify = promisify;
exports.callbackify = callbackify;
