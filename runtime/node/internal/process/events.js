// events.js: makes process an EventEmitter, once somebody listens: signals, exit, errors.
var EventEmitter = require('events')
var binding = internalBinding('process')

var names = ['on', 'addListener', 'once', 'off', 'removeListener', 'removeAllListeners', 'prependListener',
  'prependOnceListener', 'emit', 'listeners', 'rawListeners', 'listenerCount', 'eventNames', 'setMaxListeners', 'getMaxListeners']
names.forEach(function (name) { delete process[name] })
var proto = Object.create(EventEmitter.prototype, {
  constructor: { value: function process () {}, writable: true, configurable: true, enumerable: false }
})
Object.setPrototypeOf(process, proto)
EventEmitter.call(process)

binding.setUncaughtHook(function (error) {
  if (process.listenerCount('uncaughtExceptionMonitor') > 0) process.emit('uncaughtExceptionMonitor', error, 'uncaughtException')
  return process.emit('uncaughtException', error, 'uncaughtException')
})
binding.setBeforeExitHook(function (code) { process.emit('beforeExit', code) })
binding.setExitHook(function (code) {
  process._exiting = true
  if (process.exitCode === undefined) process.exitCode = code
  process.emit('exit', process.exitCode)
})

// Signals are watched while somebody listens for them.
var signals = require('internal/process/signals')
process.on('newListener', function (name) { signals.watch(name) })
process.on('removeListener', function (name) { if (process.listenerCount(name) === 0) signals.unwatch(name) })
