'use strict';
// internal/events_async: what events does with promises: once(), on(), rejections of
// listeners. Promise is looked for when one is needed.

var validate = require('internal/validators');
var errors = require('internal/errors');

function needPromise() {
  if (typeof Promise !== 'function') throw errors.make('ERR_EUNSUPPORTED', 'Promise');
}

function abortError(signal) {
  return errors.abortError(undefined, { cause: signal.reason });
}

// ---- both kinds of targets ----

function addTo(emitter, name, listener, options) {
  if (emitter && typeof emitter.on === 'function') {
    if (options && options.once) emitter.once(name, listener);
    else emitter.on(name, listener);
  } else if (emitter && typeof emitter.addEventListener === 'function') {
    emitter.addEventListener(name, listener, options);
  } else {
    throw errors.make('ERR_INVALID_ARG_TYPE', 'emitter', 'EventEmitter', emitter);
  }
}

function removeFrom(emitter, name, listener) {
  if (emitter && typeof emitter.removeListener === 'function') {
    emitter.removeListener(name, listener);
  } else if (emitter && typeof emitter.removeEventListener === 'function') {
    emitter.removeEventListener(name, listener);
  } else {
    throw errors.make('ERR_INVALID_ARG_TYPE', 'emitter', 'EventEmitter', emitter);
  }
}

// ---- once ----

function waitOnce(emitter, name, signal, resolve, reject) {
  function onEvent() {
    removeFrom(emitter, 'error', onError);
    if (signal) removeFrom(signal, 'abort', onAbort);
    resolve([].slice.call(arguments));
  }
  function onError(err) {
    removeFrom(emitter, name, onEvent);
    if (signal) removeFrom(signal, 'abort', onAbort);
    reject(err);
  }
  function onAbort() {
    removeFrom(emitter, name, onEvent);
    removeFrom(emitter, 'error', onError);
    reject(abortError(signal));
  }
  addTo(emitter, name, onEvent, { once: true });
  if (name !== 'error' && typeof emitter.once === 'function') emitter.once('error', onError);
  if (signal) addTo(signal, 'abort', onAbort, { once: true });
}

function once(emitter, name, options) {
  needPromise();
  return new Promise(function (resolve, reject) {
    var signal;
    if (options !== undefined) validate.validateObject(options, 'options');
    signal = options ? options.signal : undefined;
    validate.validateAbortSignal(signal, 'options.signal');
    if (signal && signal.aborted) throw abortError(signal);
    waitOnce(emitter, name, signal, resolve, reject);
  });
}

// ---- on: an async iterator over events ----

function Feed(emitter, event, options) {
  this.emitter = emitter;
  this.events = [];      // that nobody has asked for yet
  this.waiting = [];     // { resolve, reject } of those who asked before an event
  this.error = null;
  this.finished = false;
  this.paused = false;
  this.listeners = [];   // [target, name, function]
  this.high = options.high;
  this.low = options.low;
  this.signal = options.signal;
}

Feed.prototype.listen = function (target, name, listener) {
  addTo(target, name, listener);
  this.listeners.push([target, name, listener]);
};

Feed.prototype.close = function () {
  var result = { value: undefined, done: true };
  this.listeners.forEach(function (l) { removeFrom(l[0], l[1], l[2]); });
  this.listeners = [];
  this.finished = true;
  this.waiting.splice(0).forEach(function (w) { w.resolve(result); });
  return Promise.resolve(result);
};

Feed.prototype.push = function (args) {
  if (this.waiting.length > 0) {
    this.waiting.shift().resolve({ value: args, done: false });
    return;
  }
  this.events.push(args);
  if (!this.paused && this.events.length > this.high && this.emitter.pause) {
    this.paused = true;
    this.emitter.pause();
  }
};

Feed.prototype.fail = function (err) {
  if (this.waiting.length > 0) this.waiting.shift().reject(err);
  else this.error = err;
  this.close();
};

Feed.prototype.next = function () {
  var feed = this, value, err;
  if (this.events.length > 0) {
    value = this.events.shift();
    if (this.paused && this.events.length < this.low) {
      this.paused = false;
      this.emitter.resume();
    }
    return Promise.resolve({ value: value, done: false });
  }
  if (this.error !== null) {
    err = this.error;
    this.error = null;
    return Promise.reject(err);
  }
  if (this.finished) return this.close();
  return new Promise(function (resolve, reject) {
    feed.waiting.push({ resolve: resolve, reject: reject });
  });
};

// The iterator's prototype inherits from the language's own one where there is one.
function iteratorOf(feed) {
  var iterator = {
    next: function () { return feed.next(); },
    'return': function () { return feed.close(); },
    'throw': function (err) {
      if (!err || !(err instanceof Error)) {
        throw errors.make('ERR_INVALID_ARG_TYPE', 'EventEmitter.AsyncIterator', 'Error', err);
      }
      feed.fail(err);
    }
  };
  if (Symbol.asyncIterator) iterator[Symbol.asyncIterator] = function () { return this; };
  return iterator;
}

function watermark(options, name, old, fallback) {
  var value = options[name];
  if (value === undefined) value = options[old];
  if (value === undefined) value = fallback;
  validate.validateInteger(value, 'options.' + name, 1);
  return value;
}

function on(emitter, event, options) {
  var signal, feed, i, closers;
  needPromise();
  options = options === undefined ? {} : options;
  validate.validateObject(options, 'options');
  signal = options.signal;
  validate.validateAbortSignal(signal, 'options.signal');
  if (signal && signal.aborted) throw abortError(signal);
  feed = new Feed(emitter, event, {
    high: watermark(options, 'highWaterMark', 'highWatermark', Number.MAX_SAFE_INTEGER),
    low: watermark(options, 'lowWaterMark', 'lowWatermark', 1),
    signal: signal
  });
  feed.listen(emitter, event, function () { feed.push([].slice.call(arguments)); });
  if (event !== 'error' && typeof emitter.on === 'function') {
    feed.listen(emitter, 'error', function (err) { feed.fail(err); });
  }
  closers = options.close || [];
  for (i = 0; i < closers.length; i++) {
    feed.listen(emitter, closers[i], function () { feed.close(); });
  }
  if (signal) feed.listen(signal, 'abort', function () { feed.fail(abortError(signal)); });
  return iteratorOf(feed);
}

// ---- rejections of listeners, with captureRejections ----

function emitRejection(emitter, err, type, args, kRejection, kCapture) {
  var before;
  if (typeof emitter[kRejection] === 'function') {
    emitter[kRejection].apply(emitter, [err, type].concat(args));
    return;
  }
  // The handler of 'error' may reject too: that must not come here again.
  before = emitter[kCapture];
  try {
    emitter[kCapture] = false;
    emitter.emit('error', err);
  } finally {
    emitter[kCapture] = before;
  }
}

function capture(emitter, result, type, args, kRejection, kCapture) {
  var then;
  try {
    then = result.then;
    if (typeof then === 'function') {
      then.call(result, undefined, function (err) {
        process.nextTick(emitRejection, emitter, err, type, args, kRejection, kCapture);
      });
    }
  } catch (err) {
    emitter.emit('error', err);
  }
}

// ---- addAbortListener ----

function addAbortListener(signal, listener) {
  var out = {}, remove;
  if (signal === undefined) {
    throw errors.make('ERR_INVALID_ARG_TYPE', 'signal', 'AbortSignal', signal);
  }
  validate.validateAbortSignal(signal, 'signal');
  validate.validateFunction(listener, 'listener');
  if (signal.aborted) {
    queueMicrotask(function () { listener(); });
  } else {
    signal.addEventListener('abort', listener, { once: true });
    remove = function () { signal.removeEventListener('abort', listener); };
  }
  out[Symbol.dispose || Symbol.for('Symbol.dispose')] = function () {
    if (remove) remove();
  };
  return out;
}

// ---- EventEmitterAsyncResource ----

// Who only copies events' properties, as old classes do, needs no async_hooks.
function needAsyncResource() {
  try {
    return require('async_hooks').AsyncResource;
  } catch (e) {
    throw require('internal/modules/absent').errorFor('async_hooks', function () { return false; }) || e;
  }
}

function makeAsyncResource(EventEmitter) {
  var kResource = Symbol('kAsyncResource');
  function EventEmitterAsyncResource(options) {
    var name = typeof options === 'string' ? options : options && options.name;
    var o = typeof options === 'object' && options !== null ? options : {};
    if (this.constructor === EventEmitterAsyncResource) {
      validate.validateString(name, 'options.name');
    }
    EventEmitter.call(this, o);
    var AsyncResource = needAsyncResource();
    Object.defineProperty(this, kResource, {
      value: new AsyncResource(name || this.constructor.name, o)
    });
    this[kResource].eventEmitter = this;
  }
  function resourceOf(self) {
    if (self[kResource] === undefined) {
      throw errors.make('ERR_INVALID_THIS', 'EventEmitterAsyncResource');
    }
    return self[kResource];
  }
  Object.setPrototypeOf(EventEmitterAsyncResource, EventEmitter);
  EventEmitterAsyncResource.prototype = Object.create(EventEmitter.prototype, {
    constructor: { value: EventEmitterAsyncResource, writable: true, configurable: true },
    asyncResource: { get: function () { return resourceOf(this); }, configurable: true },
    asyncId: { get: function () { return resourceOf(this).asyncId(); }, configurable: true },
    triggerAsyncId: {
      get: function () { return resourceOf(this).triggerAsyncId(); },
      configurable: true
    }
  });
  EventEmitterAsyncResource.prototype.emit = function emit() {
    var resource = resourceOf(this);
    return resource.runInAsyncScope.apply(resource,
      [EventEmitter.prototype.emit, this].concat([].slice.call(arguments)));
  };
  EventEmitterAsyncResource.prototype.emitDestroy = function emitDestroy() {
    resourceOf(this).emitDestroy();
  };
  return EventEmitterAsyncResource;
}

exports.once = once;
exports.on = on;
exports.capture = capture;
exports.addAbortListener = addAbortListener;
exports.makeAsyncResource = makeAsyncResource;
