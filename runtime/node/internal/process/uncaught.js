// internal/process/uncaught: who is asked about an error that nobody caught. C calls the
// hook and shows the error and ends the program where it gives false.
var binding = internalBinding('process');
var capture = null;

function ask(error, origin) {
  origin = origin || 'uncaughtException';
  if (capture !== null) {
    capture(error);
    return true;
  }
  if (typeof process.listenerCount !== 'function') return false;
  if (process.listenerCount('uncaughtExceptionMonitor') > 0) {
    process.emit('uncaughtExceptionMonitor', error, origin);
  }
  return process.emit('uncaughtException', error, origin);
}

binding.setUncaughtHook(ask);

exports.ask = ask;

exports.setCapture = function setUncaughtExceptionCaptureCallback(fn) {
  if (fn === null) {
    capture = null;
    return;
  }
  if (typeof fn !== 'function') {
    throw require('internal/errors').make('ERR_INVALID_ARG_TYPE', 'fn', ['Function', 'null'], fn);
  }
  if (capture !== null) {
    throw require('internal/errors').make('ERR_UNCAUGHT_EXCEPTION_CAPTURE_ALREADY_SET');
  }
  capture = fn;
};

exports.hasCapture = function hasUncaughtExceptionCaptureCallback() {
  return capture !== null;
};
