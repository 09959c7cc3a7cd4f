'use strict';
// events: EventEmitter. What needs promises (once, on, captured rejections) stands in
// internal/events_async, loaded at first use.
//
// An emitter keeps `_events`: name → one listener, or an array of several; both names
// are public in practice, packages read them.

var validate = require('internal/validators');
var lazy = require('internal/lazy');

var kCapture = Symbol('kCapture');
var kShape = Symbol('shapeMode');
var kErrorMonitor = Symbol('events.errorMonitor');
var kRejection = Symbol.for('nodejs.rejection');
var kEventTarget = Symbol.for('nodejs.event_target');

var defaultMaxListeners = 10;

function EventEmitter(options) {
  EventEmitter.init.call(this, options);
}
module.exports = EventEmitter;

var proto = EventEmitter.prototype;
proto._events = undefined;
proto._eventsCount = 0;
proto._maxListeners = undefined;
Object.defineProperty(proto, kCapture, { value: false, writable: true, enumerable: false });

EventEmitter.init = function (options) {
  if (this._events === undefined || this._events === Object.getPrototypeOf(this)._events) {
    this._events = Object.create(null);
    this._eventsCount = 0;
  }
  this._maxListeners = this._maxListeners || undefined;
  this[kShape] = false;
  if (options && options.captureRejections) {
    validate.validateBoolean(options.captureRejections, 'options.captureRejections');
    this[kCapture] = true;
  } else {
    this[kCapture] = proto[kCapture];
  }
};

// ---- limits ----

function checkLimit(n, name) {
  validate.validateNumber(n, name, 0);
  return n;
}

proto.setMaxListeners = function setMaxListeners(n) {
  this._maxListeners = checkLimit(n, 'setMaxListeners');
  return this;
};

function limitOf(emitter) {
  return emitter._maxListeners === undefined ? defaultMaxListeners : emitter._maxListeners;
}

proto.getMaxListeners = function getMaxListeners() {
  return limitOf(this);
};

function warnOfLeak(emitter, type, list) {
  var shown = require('internal/util/inspect').inspect(emitter, { depth: -1 }), warning;
  list.warned = true;
  warning = new Error('Possible EventEmitter memory leak detected. ' + list.length + ' ' +
    String(type) + ' listeners added to ' + shown + '. MaxListeners is ' +
    limitOf(emitter) + '. Use emitter.setMaxListeners() to increase limit');
  warning.name = 'MaxListenersExceededWarning';
  warning.emitter = emitter;
  warning.type = type;
  warning.count = list.length;
  process.emitWarning(warning);
}

// ---- emitting ----

// An 'error' that nobody listens for.
function throwUnhandled(value) {
  var shown, err;
  if (value instanceof Error) throw value;
  try {
    shown = require('internal/util/inspect').inspect(value);
  } catch (e) {
    shown = value;
  }
  err = require('internal/errors').make('ERR_UNHANDLED_ERROR', shown);
  err.context = value;
  throw err;
}

// Calls with as many arguments as were given; up to three go without an array.
function callOne(listener, self, n, a, b, c, args) {
  switch (n) {
    case 0: return listener.call(self);
    case 1: return listener.call(self, a);
    case 2: return listener.call(self, a, b);
    case 3: return listener.call(self, a, b, c);
    default: return listener.apply(self, args);
  }
}

function catchRejection(emitter, result, type, args) {
  if (emitter[kCapture] && result !== undefined && result !== null) {
    require('internal/events_async').capture(emitter, result, type, args, kRejection,
      kCapture);
  }
}

proto.emit = function emit(type, a, b, c) {
  var n = arguments.length - 1, events = this._events, handler, args, list, i, result;
  if (type === 'error') {
    if (events !== undefined && events[kErrorMonitor] !== undefined) {
      args = [].slice.call(arguments);
      args[0] = kErrorMonitor;
      this.emit.apply(this, args);
      args = undefined;
    }
    if (events === undefined || events.error === undefined) throwUnhandled(a);
  }
  if (events === undefined || (handler = events[type]) === undefined) return false;
  if (n > 3 || this[kCapture]) args = [].slice.call(arguments, 1);
  if (typeof handler === 'function') {
    result = callOne(handler, this, n, a, b, c, args);
    if (this[kCapture]) catchRejection(this, result, type, args);
    return true;
  }
  // Listeners that change the list while it runs don't change this run.
  list = handler.slice();
  for (i = 0; i < list.length; i++) {
    result = callOne(list[i], this, n, a, b, c, args);
    if (this[kCapture]) catchRejection(this, result, type, args);
  }
  return true;
};

// ---- adding ----

function add(emitter, type, listener, before) {
  var events, existing;
  validate.validateFunction(listener, 'listener');
  events = emitter._events;
  if (events === undefined) {
    events = emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else {
    if (events.newListener !== undefined) {
      emitter.emit('newListener', type, listener.listener ? listener.listener : listener);
      // A listener may have replaced the table.
      events = emitter._events;
    }
    existing = events[type];
  }
  if (existing === undefined) {
    events[type] = listener;
    ++emitter._eventsCount;
    return emitter;
  }
  if (typeof existing === 'function') {
    existing = events[type] = before ? [listener, existing] : [existing, listener];
  } else if (before) {
    existing.unshift(listener);
  } else {
    existing.push(listener);
  }
  if (!existing.warned && limitOf(emitter) > 0 && existing.length > limitOf(emitter)) {
    warnOfLeak(emitter, type, existing);
  }
  return emitter;
}

proto.addListener = function addListener(type, listener) {
  return add(this, type, listener, false);
};
proto.on = proto.addListener;

proto.prependListener = function prependListener(type, listener) {
  return add(this, type, listener, true);
};

function onceWrapper() {
  if (this.fired) return undefined;
  this.target.removeListener(this.type, this.wrapFn);
  this.fired = true;
  if (arguments.length === 0) return this.listener.call(this.target);
  return this.listener.apply(this.target, arguments);
}

function wrapOnce(target, type, listener) {
  var state = { fired: false, wrapFn: undefined, target: target, type: type,
    listener: listener };
  var wrapped = onceWrapper.bind(state);
  wrapped.listener = listener;
  state.wrapFn = wrapped;
  return wrapped;
}

proto.once = function once(type, listener) {
  validate.validateFunction(listener, 'listener');
  this.on(type, wrapOnce(this, type, listener));
  return this;
};

proto.prependOnceListener = function prependOnceListener(type, listener) {
  validate.validateFunction(listener, 'listener');
  this.prependListener(type, wrapOnce(this, type, listener));
  return this;
};

// ---- removing ----

function removeWhole(emitter, type, listener) {
  var events = emitter._events;
  emitter._eventsCount--;
  if (emitter[kShape]) {
    events[type] = undefined;
  } else if (emitter._eventsCount === 0) {
    emitter._events = Object.create(null);
  } else {
    delete events[type];
  }
  if (events.removeListener) {
    emitter.emit('removeListener', type, listener);
  }
}

proto.removeListener = function removeListener(type, listener) {
  var events = this._events, list, at;
  validate.validateFunction(listener, 'listener');
  if (events === undefined || (list = events[type]) === undefined) return this;
  if (list === listener || list.listener === listener) {
    removeWhole(this, type, list.listener || listener);
    return this;
  }
  if (typeof list === 'function') return this;
  for (at = list.length - 1; at >= 0; at--) {
    if (list[at] === listener || list[at].listener === listener) break;
  }
  if (at < 0) return this;
  if (at === 0) list.shift();
  else list.splice(at, 1);
  if (list.length === 1) events[type] = list[0];
  if (events.removeListener !== undefined) this.emit('removeListener', type, listener);
  return this;
};
proto.off = proto.removeListener;

function removeTypes(emitter, all, type) {
  var events = emitter._events;
  if (all) {
    emitter._events = Object.create(null);
    emitter._eventsCount = 0;
  } else if (events[type] !== undefined) {
    if (--emitter._eventsCount === 0) emitter._events = Object.create(null);
    else delete events[type];
  }
}

proto.removeAllListeners = function removeAllListeners(type) {
  var events = this._events, keys, i, list;
  if (events === undefined) return this;
  if (events.removeListener === undefined) {
    removeTypes(this, arguments.length === 0, type);
    return this;
  }
  // Somebody wants to hear of each removal, last added first.
  if (arguments.length === 0) {
    keys = Reflect.ownKeys(events);
    for (i = 0; i < keys.length; i++) {
      if (keys[i] !== 'removeListener') this.removeAllListeners(keys[i]);
    }
    this.removeAllListeners('removeListener');
    this._events = Object.create(null);
    this._eventsCount = 0;
    return this;
  }
  list = events[type];
  if (typeof list === 'function') {
    this.removeListener(type, list);
  } else if (list !== undefined) {
    for (i = list.length - 1; i >= 0; i--) this.removeListener(type, list[i]);
  }
  return this;
};

// ---- asking ----

function listenersOf(emitter, type, unwrap) {
  var events = emitter._events, list, out = [], i;
  if (events === undefined || (list = events[type]) === undefined) return out;
  if (typeof list === 'function') list = [list];
  for (i = 0; i < list.length; i++) out.push(unwrap ? list[i].listener || list[i] : list[i]);
  return out;
}

proto.listeners = function listeners(type) {
  return listenersOf(this, type, true);
};

proto.rawListeners = function rawListeners(type) {
  return listenersOf(this, type, false);
};

proto.listenerCount = function listenerCount(type, listener) {
  var events = this._events, list, n = 0, i;
  if (events === undefined || (list = events[type]) === undefined) return 0;
  if (typeof list === 'function') list = [list];
  if (listener === undefined || listener === null) return list.length;
  for (i = 0; i < list.length; i++) {
    if (list[i] === listener || list[i].listener === listener) n++;
  }
  return n;
};

proto.eventNames = function eventNames() {
  return this._eventsCount > 0 ? Reflect.ownKeys(this._events) : [];
};

// ---- functions of the module ----

function isEventTarget(value) {
  return value !== null && value !== undefined && value.constructor !== undefined &&
    value.constructor !== null && value.constructor[kEventTarget] === true;
}

function refuse(value) {
  throw require('internal/errors').make('ERR_INVALID_ARG_TYPE', 'emitter',
    ['EventEmitter', 'EventTarget'], value);
}

function getEventListeners(target, type) {
  if (target && typeof target.listeners === 'function') return target.listeners(type);
  if (isEventTarget(target)) return require('internal/event_target').listenersOf(target, type);
  return refuse(target);
}

function getMaxListeners(target) {
  if (target && typeof target.getMaxListeners === 'function') return limitOf(target);
  if (isEventTarget(target)) return require('internal/event_target').limitOf(target);
  return refuse(target);
}

function setMaxListeners(n) {
  var i, target;
  n = n === undefined ? defaultMaxListeners : n;
  validate.validateNumber(n, 'setMaxListeners', 0);
  if (arguments.length < 2) {
    defaultMaxListeners = n;
    return;
  }
  for (i = 1; i < arguments.length; i++) {
    target = arguments[i];
    if (isEventTarget(target)) require('internal/event_target').setLimit(target, n);
    else if (target && typeof target.setMaxListeners === 'function') target.setMaxListeners(n);
    else {
      throw require('internal/errors').make('ERR_INVALID_ARG_TYPE', 'eventTargets',
        ['EventEmitter', 'EventTarget'], target);
    }
  }
}

function listenerCount(emitter, type) {
  if (typeof emitter.listenerCount === 'function') return emitter.listenerCount(type);
  return proto.listenerCount.call(emitter, type);
}

EventEmitter.addAbortListener = function addAbortListener(signal, listener) {
  return require('internal/events_async').addAbortListener(signal, listener);
};
EventEmitter.once = function once(emitter, name, options) {
  return require('internal/events_async').once(emitter, name, options);
};
EventEmitter.on = function on(emitter, event, options) {
  return require('internal/events_async').on(emitter, event, options);
};
EventEmitter.getEventListeners = getEventListeners;
EventEmitter.getMaxListeners = getMaxListeners;
EventEmitter.EventEmitter = EventEmitter;
EventEmitter.usingDomains = false;
EventEmitter.captureRejectionSymbol = kRejection;

Object.defineProperty(EventEmitter, 'captureRejections', {
  get: function () { return proto[kCapture]; },
  set: function (value) {
    validate.validateBoolean(value, 'EventEmitter.captureRejections');
    proto[kCapture] = value;
  },
  enumerable: true
});
lazy(EventEmitter, 'EventEmitterAsyncResource', function () {
  return require('internal/events_async').makeAsyncResource(EventEmitter);
});
Object.defineProperty(EventEmitter, 'errorMonitor',
  { value: kErrorMonitor, enumerable: true, writable: false, configurable: false });
Object.defineProperty(EventEmitter, 'defaultMaxListeners', {
  get: function () { return defaultMaxListeners; },
  set: function (n) { defaultMaxListeners = checkLimit(n, 'defaultMaxListeners'); },
  enumerable: true
});
EventEmitter.setMaxListeners = setMaxListeners;
EventEmitter.listenerCount = listenerCount;
