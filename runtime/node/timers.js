// timers.js: setTimeout, setInterval, setImmediate.
//
// Timers of one duration stand in one list, in the order in which they end: starting and
// stopping one costs the same however many there are. A binary heap holds the lists by the
// time of their first timer; the one libuv timer is set to the first list's.
var binding = internalBinding('timers')
var drain = internalBinding('task_queue').drain

var TIMEOUT_MAX = 2147483647
var lists = Object.create(null) // duration -> list
var heap = []
var nextId = 1
var refCount = 0 // timers that keep the program alive
var scheduledAt = Infinity
var timersById = Object.create(null)

function invalidCallback (callback) {
  var errors = require('internal/errors')
  return new errors.codes.ERR_INVALID_ARG_TYPE('callback', 'Function', callback)
}

// ---- the heap of lists ----

function heapUp (i) {
  var list = heap[i]
  while (i > 0) {
    var parent = (i - 1) >> 1
    if (heap[parent].expiry <= list.expiry) break
    heap[i] = heap[parent]
    heap[i].at = i
    i = parent
  }
  heap[i] = list
  list.at = i
}

function heapDown (i) {
  var list = heap[i]
  var n = heap.length
  for (;;) {
    var child = 2 * i + 1
    if (child >= n) break
    if (child + 1 < n && heap[child + 1].expiry < heap[child].expiry) child++
    if (heap[child].expiry >= list.expiry) break
    heap[i] = heap[child]
    heap[i].at = i
    i = child
  }
  heap[i] = list
  list.at = i
}

function heapRemove (list) {
  var last = heap.pop()
  if (last === list) return
  heap[list.at] = last
  last.at = list.at
  heapUp(last.at)
  heapDown(last.at)
}

// ---- lists: circular, the list itself being the end ----

function List (duration, expiry) {
  this.duration = duration
  this.expiry = expiry
  this.at = 0
  this._next = this
  this._prev = this
}

function unlink (timer) {
  timer._prev._next = timer._next
  timer._next._prev = timer._prev
  timer._next = timer._prev = null
}

function append (list, timer) {
  timer._prev = list._prev
  timer._next = list
  list._prev._next = timer
  list._prev = timer
}

function schedule (now) {
  if (heap.length === 0) return
  if (heap[0].expiry < scheduledAt) {
    scheduledAt = heap[0].expiry
    binding.schedule(Math.max(1, scheduledAt - now))
  }
}

function start (timer, now) {
  var list = lists[timer._idleTimeout]
  timer._idleStart = now
  if (list === undefined) {
    list = lists[timer._idleTimeout] = new List(timer._idleTimeout, now + timer._idleTimeout)
    heap.push(list)
    heapUp(heap.length - 1)
    append(list, timer)
    schedule(now)
  } else {
    append(list, timer)
  }
}

function countRef (by) {
  var before = refCount
  refCount += by
  if ((before === 0) !== (refCount === 0)) binding.toggleTimerRef(refCount > 0)
}

// ---- Timeout ----

function Timeout (callback, after, args, repeat) {
  after *= 1
  if (!(after >= 1 && after <= TIMEOUT_MAX)) {
    if (after > TIMEOUT_MAX) {
      process.emitWarning(after + ' does not fit into a 32-bit signed integer.\nTimeout duration was set to 1.', 'TimeoutOverflowWarning')
    }
    after = 1
  }
  after = Math.trunc ? Math.trunc(after) : Math.floor(after)
  this._idleTimeout = after
  this._idlePrev = this
  this._idleNext = this
  this._idleStart = 0
  this._onTimeout = callback
  this._timerArgs = args
  this._repeat = repeat ? after : null
  this._destroyed = false
  hidden(this, '_next', null)
  hidden(this, '_prev', null)
  hidden(this, '_ref', true)
  hidden(this, '_id', 0)
  countRef(1)
  start(this, binding.now())
}

function hidden (object, name, value) {
  Object.defineProperty(object, name, { value: value, writable: true, configurable: true, enumerable: false })
}

Timeout.prototype.ref = function () {
  if (!this._ref && !this._destroyed) {
    this._ref = true
    countRef(1)
  }
  return this
}
Timeout.prototype.unref = function () {
  if (this._ref && !this._destroyed) {
    this._ref = false
    countRef(-1)
  }
  return this
}
Timeout.prototype.hasRef = function () { return this._ref && !this._destroyed }
Timeout.prototype.refresh = function () {
  if (this._destroyed) {
    if (this._onTimeout === null) return this
    this._destroyed = false
    if (this._ref) countRef(1)
  } else if (this._next !== null) {
    unlink(this)
  }
  start(this, binding.now())
  return this
}
Timeout.prototype.close = function () {
  clearTimeout(this)
  return this
}
Timeout.prototype[Symbol.toPrimitive] = function () {
  if (this._id === 0) {
    this._id = nextId++
    timersById[this._id] = this
  }
  return this._id
}

function destroy (timer) {
  if (timer._destroyed) return
  timer._destroyed = true
  if (timer._next !== null) unlink(timer)
  if (timer._ref) countRef(-1)
  if (timer._id !== 0) delete timersById[timer._id]
}

// ---- running ----

function runTimer (timer, now) {
  try {
    var args = timer._timerArgs
    if (args === undefined) timer._onTimeout()
    else timer._onTimeout.apply(timer, args)
  } finally {
    // A timer that was restarted meanwhile (refresh) is in a list again.
    if (timer._next === null && !timer._destroyed) {
      if (timer._repeat !== null) {
        timer._idleTimeout = timer._repeat
        start(timer, binding.now())
      } else {
        destroy(timer)
      }
    }
  }
}

// Runs what is due in one list; false where the list is used up.
function runList (list, now) {
  while (list._next !== list) {
    var timer = list._next
    var due = timer._idleStart + list.duration
    if (now < due) {
      now = binding.now()
      if (now < due) {
        list.expiry = due
        heapDown(list.at)
        return
      }
    }
    unlink(timer)
    runTimer(timer, now)
    drain()
  }
  if (lists[list.duration] === list) delete lists[list.duration]
  heapRemove(list)
}

// An error in a timer leaves through here: what is left is scheduled first.
function processTimers () {
  var now = binding.now()
  var done = false
  scheduledAt = -Infinity // nothing needs scheduling while we are here
  try {
    while (heap.length > 0 && heap[0].expiry <= now) {
      runList(heap[0], now)
      now = binding.now()
    }
    done = true
  } finally {
    scheduledAt = Infinity
    now = binding.now()
    if (heap.length > 0) schedule(now)
    else if (done) binding.stop()
  }
}

// ---- immediates ----

var immediates = []
var outstanding = [] // those of the running round that an error left over
var immediateRefs = 0

function Immediate (callback, args) {
  this._onImmediate = callback
  this._argv = args
  this._destroyed = false
  hidden(this, '_ref', true)
  immediateRefs++
  immediates.push(this)
  if (immediates.length === 1 || immediateRefs === 1) updateImmediates()
}
Immediate.prototype.ref = function () {
  if (!this._ref && !this._destroyed) {
    this._ref = true
    if (immediateRefs++ === 0) updateImmediates()
  }
  return this
}
Immediate.prototype.unref = function () {
  if (this._ref && !this._destroyed) {
    this._ref = false
    if (--immediateRefs === 0) updateImmediates()
  }
  return this
}
Immediate.prototype.hasRef = function () { return this._ref && !this._destroyed }

function updateImmediates () {
  binding.toggleImmediates(immediates.length + outstanding.length > 0, immediateRefs > 0)
}

function endImmediate (immediate) {
  immediate._destroyed = true
  immediate._onImmediate = null
  if (immediate._ref) immediateRefs--
}

// One round: those set meanwhile wait for the next.
function processImmediates () {
  var round = outstanding.length > 0 ? outstanding.concat(immediates) : immediates
  var i = 0
  immediates = []
  outstanding = []
  try {
    while (i < round.length) {
      var immediate = round[i++]
      if (immediate._destroyed) continue
      var callback = immediate._onImmediate
      var args = immediate._argv
      endImmediate(immediate)
      if (args === undefined) callback.call(immediate)
      else callback.apply(immediate, args)
      drain()
    }
  } finally {
    if (i < round.length) outstanding = round.slice(i)
    updateImmediates()
  }
}

binding.setCallbacks(processTimers, processImmediates)

// ---- the functions ----

function rest (args, from) {
  if (args.length <= from) return undefined
  var out = new Array(args.length - from)
  for (var i = from; i < args.length; i++) out[i - from] = args[i]
  return out
}

function setTimeout (callback, after) {
  if (typeof callback !== 'function') throw invalidCallback(callback)
  return new Timeout(callback, after, rest(arguments, 2), false)
}

function setInterval (callback, repeat) {
  if (typeof callback !== 'function') throw invalidCallback(callback)
  return new Timeout(callback, repeat, rest(arguments, 2), true)
}

function setImmediate (callback) {
  if (typeof callback !== 'function') throw invalidCallback(callback)
  return new Immediate(callback, rest(arguments, 1))
}

function clearTimeout (timer) {
  if (typeof timer === 'number' || typeof timer === 'string') timer = timersById[timer]
  if (timer instanceof Timeout) {
    destroy(timer)
    timer._onTimeout = null
    timer._repeat = null
  }
}

function clearImmediate (immediate) {
  if (!(immediate instanceof Immediate) || immediate._destroyed) return
  endImmediate(immediate)
  if (immediateRefs === 0) updateImmediates()
}

exports.setTimeout = setTimeout
exports.clearTimeout = clearTimeout
exports.setInterval = setInterval
exports.clearInterval = clearTimeout
exports.setImmediate = setImmediate
exports.clearImmediate = clearImmediate
Object.defineProperty(exports, 'promises', {
  configurable: true,
  enumerable: true,
  get: function () { return require('timers/promises') }
})
