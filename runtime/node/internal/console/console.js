'use strict';
// internal/console/console: the class Console. The global console is one of its
// instances (internal/console/global), with streams of its own kind.

var validate = require('internal/validators');
var define = require('internal/define');

var hasOwn = Object.prototype.hasOwnProperty;

function fail(code, a, b) {
  throw require('internal/errors').make(code, a, b);
}

function inspectModule() {
  return require('internal/util/inspect');
}

// ---- what an instance keeps ----

function State(stdout, stderr, ignoreErrors) {
  this.stdout = stdout;            // functions that give the stream
  this.stderr = stderr;
  this.ignoreErrors = ignoreErrors;
  this.colorMode = 'auto';
  this.options = undefined;        // of inspect, the user's
  this.step = 2;
  this.indent = '';
  this.timers = Object.create(null);
  this.counts = Object.create(null);
}

var kState = Symbol('kState');

function isColored(stream) {
  return Boolean(stream.isTTY) &&
    (typeof stream.getColorDepth === 'function' ? stream.getColorDepth() > 2 : true);
}

function optionsFor(state, stream) {
  var color = state.colorMode === 'auto' ? isColored(stream) : state.colorMode;
  if (state.options !== undefined) {
    if (state.options.colors === undefined) state.options.colors = color;
    return state.options;
  }
  return color ? { colors: true } : {};
}

// ---- writing ----

function noop() {}

// Errors of the stream are ignored unless asked for, also those that come later.
function writeQuietly(stream, text) {
  var listens = typeof stream.once === 'function' && typeof stream.listenerCount === 'function';
  if (listens && stream.listenerCount('error') > 0) {
    listens = false;
  }
  if (listens) stream.once('error', noop);
  try {
    stream.write(text, function (err) {
      if (err !== null && err !== undefined && listens && !stream._writableState) return;
      if (err && typeof stream.listenerCount === 'function' &&
          stream.listenerCount('error') === 0) {
        stream.once('error', noop);
      }
    });
  } catch (e) {
    if (e instanceof RangeError && /call ?stack|C stack/i.test(e.message)) throw e;
  } finally {
    if (listens) stream.removeListener('error', noop);
  }
}

function writeText(state, stream, text) {
  if (state.indent.length !== 0) {
    text = state.indent + text.split('\n').join('\n' + state.indent);
  }
  text += '\n';
  if (state.ignoreErrors === false) stream.write(text);
  else writeQuietly(stream, text);
}

function writeArgs(state, stream, args) {
  var format = require('internal/util/format'), text;
  text = args.length === 0 ? '' : format.formatArgs(optionsFor(state, stream), args);
  writeText(state, stream, text);
}

function toArray(args) {
  var out = [], i;
  for (i = 0; i < args.length; i++) out.push(args[i]);
  return out;
}

// ---- the methods ----

var methods = {
  log: function log() {
    writeArgs(this[kState], this[kState].stdout(), toArray(arguments));
  },
  warn: function warn() {
    writeArgs(this[kState], this[kState].stderr(), toArray(arguments));
  },
  dir: function dir(object, options) {
    var stream = this[kState].stdout();
    writeText(this[kState], stream, inspectModule().inspect(object,
      Object.assign({ customInspect: false }, optionsFor(this[kState], stream), options)));
  },
  time: function time(label) {
    label = label === undefined ? 'default' : String(label);
    startTimer(this[kState], label);
  },
  timeEnd: function timeEnd(label) {
    label = label === undefined ? 'default' : String(label);
    if (showTimer(this, label, 'timeEnd', [])) delete this[kState].timers['$' + label];
  },
  timeLog: function timeLog(label) {
    label = label === undefined ? 'default' : String(label);
    showTimer(this, label, 'timeLog', toArray(arguments).slice(1));
  },
  trace: function trace() {
    var format = require('internal/util/format'), err, args = toArray(arguments);
    err = {
      name: 'Trace',
      message: args.length === 0 ? ''
        : format.formatArgs(optionsFor(this[kState], this[kState].stderr()), args)
    };
    if (Error.captureStackTrace) Error.captureStackTrace(err, trace);
    this.error(err.stack);
  },
  assert: function assert(expression) {
    var args;
    if (expression) return;
    args = toArray(arguments).slice(1);
    args[0] = 'Assertion failed' + (args.length === 0 ? '' : ': ' + args[0]);
    this.warn.apply(this, args);
  },
  clear: function clear() {
    var stream = this[kState].stdout();
    if (stream.isTTY && process.env.TERM !== 'dumb') stream.write('\u001b[1;1H\u001b[0J');
  },
  count: function count(label) {
    var counts = this[kState].counts;
    label = label === undefined ? 'default' : String(label);
    counts['$' + label] = (counts['$' + label] || 0) + 1;
    this.log(label + ': ' + counts['$' + label]);
  },
  countReset: function countReset(label) {
    var counts = this[kState].counts;
    label = label === undefined ? 'default' : String(label);
    if (counts['$' + label] === undefined) {
      process.emitWarning("Count for '" + label + "' does not exist");
    } else {
      delete counts['$' + label];
    }
  },
  group: function group() {
    if (arguments.length > 0) this.log.apply(this, arguments);
    setIndent(this[kState], this[kState].indent + ' '.repeat(this[kState].step));
  },
  groupEnd: function groupEnd() {
    var indent = this[kState].indent;
    setIndent(this[kState], indent.slice(0, Math.max(0, indent.length - this[kState].step)));
  },
  table: function table(data, properties) {
    var text;
    if (data === null || typeof data !== 'object') {
      this.log(data);
      return;
    }
    text = require('internal/console/table').render(data, properties,
      optionsFor(this[kState], this[kState].stdout()));
    this.log(text);
  }
};
methods.debug = methods.log;
methods.info = methods.log;
methods.dirxml = methods.log;
methods.error = methods.warn;
methods.groupCollapsed = methods.group;

var NAMES = ['log', 'warn', 'dir', 'time', 'timeEnd', 'timeLog', 'trace', 'assert', 'clear',
  'count', 'countReset', 'group', 'groupEnd', 'table', 'debug', 'info', 'dirxml', 'error',
  'groupCollapsed'];

function setIndent(state, indent) {
  state.indent = indent;
  if (state.onIndent) state.onIndent(indent !== '');
}

// ---- timers ----

function startTimer(state, label) {
  if (state.timers['$' + label] !== undefined) {
    process.emitWarning("Label '" + label + "' already exists for console.time()");
    return;
  }
  state.timers['$' + label] = process.hrtime();
}

function two(n) {
  return n < 10 ? '0' + n : String(n);
}

// Milliseconds as people read them: 12.345ms, 1.234s, 2:03.456 (m:ss.mmm).
function showTime(ms) {
  var hours, minutes, seconds, parts;
  if (ms < 1000) return Number(ms.toFixed(3)) + 'ms';
  hours = Math.floor(ms / 3600000);
  minutes = Math.floor(ms / 60000) % 60;
  seconds = (ms % 60000) / 1000;
  if (hours === 0 && minutes === 0) return seconds.toFixed(3) + 's';
  parts = seconds.toFixed(3).split('.');
  return (hours === 0 ? minutes : hours + ':' + two(minutes)) + ':' + two(+parts[0]) + '.' +
    parts[1] + ' (' + (hours === 0 ? '' : 'h:m') + 'm:ss.mmm)';
}

function showTimer(console, label, method, more) {
  var started = console[kState].timers['$' + label], passed;
  if (started === undefined) {
    process.emitWarning("No such label '" + label + "' for console." + method + '()');
    return false;
  }
  passed = process.hrtime(started);
  console.log.apply(console,
    ['%s: %s', label, showTime(passed[0] * 1000 + passed[1] / 1e6)].concat(more));
  return true;
}

// ---- the class ----

function checkStream(stream, name) {
  if (!stream || typeof stream.write !== 'function') fail('ERR_CONSOLE_WRITABLE_STREAM', name);
}

function applyOptions(state, options) {
  var mode = options.colorMode === undefined ? 'auto' : options.colorMode;
  if (typeof mode !== 'boolean' && mode !== 'auto') {
    fail('ERR_INVALID_ARG_VALUE', 'colorMode', mode);
  }
  state.colorMode = mode;
  if (options.groupIndentation !== undefined) {
    validate.validateInteger(options.groupIndentation, 'groupIndentation', 0, 1000);
    state.step = options.groupIndentation;
  }
  if (options.inspectOptions === undefined) return;
  validate.validateObject(options.inspectOptions, 'options.inspectOptions');
  if (options.inspectOptions.colors !== undefined && options.colorMode !== undefined) {
    fail('ERR_INCOMPATIBLE_OPTION_PAIR', 'options.inspectOptions.color', 'colorMode');
  }
  state.options = options.inspectOptions;
}

// Methods work without their object: [1].forEach(console.log).
function bindMethods(console, prototype) {
  Object.keys(prototype).forEach(function (name) {
    var bound = prototype[name].bind(console);
    define(bound, 'name', name);
    console[name] = bound;
  });
  if (Object.getPrototypeOf(console) !== prototype) {
    // A subclass's own methods are bound as well.
    NAMES.forEach(function (name) {
      if (console[name] !== undefined && !hasOwn.call(console, name)) {
        console[name] = console[name].bind(console);
      }
    });
  }
}

function Console(options) {
  var self = this, stdout, stderr, state;
  // Console's own `instanceof` asks for what is only made below.
  if (!Object.prototype.isPrototypeOf.call(Console.prototype, this)) {
    return Reflect.construct(Console, toArray(arguments));
  }
  if (!options || typeof options.write === 'function') {
    options = { stdout: options, stderr: arguments[1], ignoreErrors: arguments[2] };
  }
  stdout = options.stdout;
  stderr = options.stderr === undefined ? stdout : options.stderr;
  checkStream(stdout, 'stdout');
  checkStream(stderr, 'stderr');
  state = new State(function () { return self._stdout; }, function () { return self._stderr; },
    options.ignoreErrors === undefined ? true : options.ignoreErrors);
  applyOptions(state, options);
  define(this, kState, state);
  bindMethods(this, Console.prototype);
  define(this, '_stdout', stdout);
  define(this, '_stderr', stderr);
  define(this, '_ignoreErrors', state.ignoreErrors);
  return undefined;
}

NAMES.forEach(function (name) { Console.prototype[name] = methods[name]; });
Object.defineProperty(Console.prototype, Symbol.toStringTag,
  { value: 'console', configurable: true });

// The subject of instanceof is what a console can do, not how it was made.
if (Symbol.hasInstance) {
  Object.defineProperty(Console, Symbol.hasInstance, {
    value: function (instance) { return instance !== null && instance !== undefined &&
      Boolean(instance[kState]); }
  });
}

exports.Console = Console;
exports.State = State;
exports.kState = kState;
exports.methods = methods;
exports.NAMES = NAMES;
