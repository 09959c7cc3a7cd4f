// internal/process/events: makes process an EventEmitter, once somebody listens: signals,
// exit, errors.
var EventEmitter = require('events');
var binding = internalBinding('process');

var methods = ['on', 'addListener', 'once', 'off', 'removeListener', 'removeAllListeners',
  'prependListener', 'prependOnceListener', 'emit', 'listeners', 'rawListeners', 'listenerCount',
  'eventNames', 'setMaxListeners', 'getMaxListeners'];

// The accessors that led here stand in the way of what is inherited.
methods.forEach(function (name) { delete process[name]; });
Object.setPrototypeOf(process, Object.create(EventEmitter.prototype, {
  constructor: { value: function process() {}, writable: true, configurable: true, enumerable: false }
}));
EventEmitter.call(process);

require('internal/process/uncaught');
binding.setBeforeExitHook(function (code) { process.emit('beforeExit', code); });
binding.setExitHook(function (code) {
  process._exiting = true;
  if (process.exitCode === undefined) process.exitCode = code;
  process.emit('exit', process.exitCode);
});

// Signals are watched while somebody listens for them.
function signals() { return require('internal/process/signals'); }

process.on('newListener', function (name) {
  if (typeof name === 'string' && name.slice(0, 3) === 'SIG') signals().watch(name);
});
process.on('removeListener', function (name) {
  if (typeof name === 'string' && name.slice(0, 3) === 'SIG' && process.listenerCount(name) === 0) {
    signals().unwatch(name);
  }
});
