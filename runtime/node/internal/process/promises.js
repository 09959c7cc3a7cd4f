// internal/process/promises: what is done about rejections that nobody handles. C finds
// them when no microtask is left (builtins/rejections.c) and calls `run`.
var binding = internalBinding('process');

var ORIGIN = 'unhandledRejection';
var ADVICE = 'This error originated either by throwing inside of an async function without ' +
  'a catch block, or by rejecting a promise which was not handled with .catch().';
var lastId = 0;
var warned = new Map(); // promise → id, for the modes that warn

function mode() {
  var args = process.execArgv, i, found;
  for (i = 0; i < args.length; i++) {
    if (args[i] === '--unhandled-rejections') found = args[i + 1];
    else if (args[i].indexOf('--unhandled-rejections=') === 0) found = args[i].slice(23);
  }
  return found || 'throw';
}

function isError(value) {
  return require('internal/util/types').isNativeError(value) || value instanceof Error;
}

// What a reason is called in a message.
function describe(reason) {
  var constructor;
  if (reason === null || (typeof reason !== 'object' && typeof reason !== 'function')) {
    return String(reason);
  }
  if (typeof reason === 'function') return Function.prototype.toString.call(reason);
  if (Array.isArray(reason)) return '[object Array]';
  constructor = reason.constructor;
  return '#<' + (typeof constructor === 'function' && constructor.name || 'Object') + '>';
}

function define(object, name, value) {
  require('internal/define')(object, name, value);
}

function asError(reason) {
  var error;
  if (isError(reason)) return reason;
  error = new Error(ADVICE + ' The promise rejected with the reason "' + describe(reason) + '".');
  define(error, 'name', 'UnhandledPromiseRejection');
  error.code = 'ERR_UNHANDLED_REJECTION';
  error.stack = error.stack.replace(/^Error/, 'UnhandledPromiseRejection');
  return error;
}

function warn(promise, reason) {
  var id = ++lastId, text, warning;
  warned.set(promise, id);
  text = 'Unhandled promise rejection. ' + ADVICE + ' To terminate the ' +
    process.release.name + ' process on unhandled promise rejection, use the CLI flag ' +
    '`--unhandled-rejections=strict` (see https://nodejs.org/api/cli.html' +
    '#cli_unhandled_rejections_mode). (rejection id: ' + id + ')';
  warning = new Error(text);
  define(warning, 'name', 'UnhandledPromiseRejectionWarning');
  if (isError(reason) && typeof reason.stack === 'string') {
    warning.stack = reason.stack;
    process.emitWarning(reason.stack, 'UnhandledPromiseRejectionWarning');
  } else {
    process.emitWarning(describe(reason), 'UnhandledPromiseRejectionWarning');
  }
  process.emitWarning(warning);
}

function emit(promise, reason) {
  return typeof process.emit === 'function' && process.emit(ORIGIN, reason, promise);
}

var modes = {
  none: emit,
  warn: function (promise, reason) {
    emit(promise, reason);
    warn(promise, reason);
  },
  'throw': function (promise, reason) {
    if (!emit(promise, reason)) binding.triggerUncaught(asError(reason), ORIGIN);
  },
  strict: function (promise, reason) {
    binding.triggerUncaught(asError(reason), ORIGIN);
    if (!emit(promise, reason)) warn(promise, reason);
  },
  'warn-with-error-codes': function (promise, reason) {
    if (emit(promise, reason)) return;
    warn(promise, reason);
    process.exitCode = 1;
  }
};

function handledLate(promise) {
  var id = warned.get(promise);
  if (id !== undefined) {
    warned.delete(promise);
    process.emitWarning('Promise rejection was handled asynchronously (rejection id: ' + id +
      ')', 'PromiseRejectionHandledWarning');
  }
  if (typeof process.emit === 'function') process.emit('rejectionHandled', promise);
}

// unhandled: promise, reason, …; late: promises that were reported and are handled now.
exports.run = function (unhandled, late) {
  var i, act = modes[mode()] || modes['throw'];
  for (i = 0; i < late.length; i++) handledLate(late[i]);
  for (i = 0; i < unhandled.length; i += 2) act(unhandled[i], unhandled[i + 1]);
};
