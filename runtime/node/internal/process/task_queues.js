// task_queues.js: process.nextTick and microtasks. The ticks run first, all of them, then the
// microtasks, until both queues are empty; C asks for it when a callback has returned.
var binding = internalBinding('task_queue')

// A queue in an array with a moving head: nothing is shifted.
function Queue () {
  this.items = []
  this.head = 0
}
Queue.prototype.push = function (item) { this.items[this.items.length] = item }
Queue.prototype.shift = function () {
  var item = this.items[this.head]
  this.items[this.head++] = undefined
  if (this.head === this.items.length) {
    this.items.length = 0
    this.head = 0
  } else if (this.head > 4096) {
    this.items = this.items.slice(this.head)
    this.head = 0
  }
  return item
}
Queue.prototype.isEmpty = function () { return this.head === this.items.length }

var ticks = new Queue()
var microtasks = new Queue()

function nextTick (callback) {
  var args
  if (typeof callback !== 'function') {
    var errors = require('internal/errors')
    throw new errors.codes.ERR_INVALID_ARG_TYPE('callback', 'Function', callback)
  }
  if (process._exiting) return
  if (arguments.length > 1) {
    args = new Array(arguments.length - 1)
    for (var i = 1; i < arguments.length; i++) args[i - 1] = arguments[i]
  }
  if (ticks.isEmpty()) binding.pending()
  ticks.push({ callback: callback, args: args })
}

function enqueueMicrotask (fn) {
  if (microtasks.isEmpty()) binding.pending()
  microtasks.push(fn)
}

function queueMicrotask (callback) {
  if (typeof callback !== 'function') {
    var errors = require('internal/errors')
    throw new errors.codes.ERR_INVALID_ARG_TYPE('callback', 'Function', callback)
  }
  enqueueMicrotask(callback)
}

function runMicrotasks () {
  while (!microtasks.isEmpty()) {
    var fn = microtasks.shift()
    try {
      fn()
    } catch (err) {
      binding.report(err)
    }
  }
}

// An error leaves through here; C deals with it and calls again for the rest.
function processTicks () {
  do {
    while (!ticks.isEmpty()) {
      var tick = ticks.shift()
      if (tick.args === undefined) tick.callback()
      else tick.callback.apply(undefined, tick.args)
      if (!microtasks.isEmpty() && ticks.isEmpty()) break
    }
    runMicrotasks()
  } while (!ticks.isEmpty())
}
binding.setRunner(processTicks)

exports.nextTick = nextTick
exports.queueMicrotask = queueMicrotask
exports.enqueueMicrotask = enqueueMicrotask
