'use strict';
// internal/util/format: util.format: printf-like directives, everything else inspected.
// Plain texts and numbers, which is most of what is logged, never load inspect.

var inspectModule;

function inspect(value, options) {
  if (inspectModule === undefined) inspectModule = require('internal/util/inspect');
  return inspectModule.inspect(value, options);
}

function withOptions(base, options) {
  return Object.assign({}, base, options);
}

function separator(options) {
  if (options && options.numericSeparator !== undefined) return options.numericSeparator;
  return require('internal/util/defaults').numericSeparator;
}

function number(options, value) {
  return require('internal/util/escape').number(value, separator(options));
}

function bigint(options, value) {
  return require('internal/util/escape').bigint(value, separator(options));
}

// Whether an object's own way to become a text is the user's, so that %s uses it.
function hasOwnText(value) {
  var has = Object.prototype.hasOwnProperty, proto = value, found;
  if (internalBinding('types').proxyParts(value) !== undefined) {
    proto = value = innermost(value);
  }
  if (typeof value.toString !== 'function') return false;
  if (has.call(value, 'toString')) return true;
  // Up to the prototype that has toString: is it that of a built-in class?
  do {
    proto = Object.getPrototypeOf(proto);
  } while (proto !== null && !has.call(proto, 'toString'));
  if (proto === null) return false;
  found = Object.getOwnPropertyDescriptor(proto, 'constructor');
  return !(found !== undefined && typeof found.value === 'function' &&
    globalThis[found.value.name] === found.value);
}

function innermost(value) {
  var parts;
  while ((parts = internalBinding('types').proxyParts(value)) !== undefined) value = parts[0];
  return value === null ? {} : value;
}

function asString(options, value) {
  switch (typeof value) {
    case 'number': return number(options, value);
    case 'bigint': return bigint(options, value);
    case 'object':
      if (value === null || !hasOwnText(value)) break;
      return String(value);
    default: return String(value);
  }
  return inspect(value, withOptions(options, { depth: 0, colors: false, compact: 3 }));
}

function asInteger(options, value) {
  if (typeof value === 'bigint') return bigint(options, value);
  if (typeof value === 'symbol') return number(options, NaN);
  return number(options, parseInt(value));
}

function asNumber(options, value) {
  if (typeof value === 'bigint') return bigint(options, value);
  return number(options, typeof value === 'symbol' ? NaN : Number(value));
}

var CYCLE = null;

// The engine's text for a cycle, to tell it from errors of a toJSON.
function isCycleError(err) {
  var loop;
  if (CYCLE === null) {
    try {
      loop = {};
      loop.loop = loop;
      JSON.stringify(loop);
    } catch (e) {
      CYCLE = e.message.split('\n')[0];
    }
  }
  return err.name === 'TypeError' && String(err.message).split('\n')[0] === CYCLE;
}

function asJSON(value) {
  try {
    return JSON.stringify(value);
  } catch (e) {
    if (isCycleError(e)) return '[Circular]';
    throw e;
  }
}

// The text of one directive, undefined if its letter is none.
function directive(letter, options, value) {
  switch (letter) {
    case 's': return asString(options, value);
    case 'd': return asNumber(options, value);
    case 'i': return asInteger(options, value);
    case 'f': return number(options, typeof value === 'symbol' ? NaN : parseFloat(value));
    case 'j': return String(asJSON(value));
    case 'O': return inspect(value, options);
    case 'o': return inspect(value, withOptions(options,
      { showHidden: true, showProxy: true, depth: 4 }));
    case 'c': return '';
    default: return undefined;
  }
}

// Replaces the directives in args[0]: [text, how many arguments that used].
function fill(options, args) {
  var text = args[0], out = '', last = 0, used = 0, at = text.indexOf('%'), letter, piece;
  while (at >= 0 && at < text.length - 1) {
    letter = text.charAt(at + 1);
    if (letter === '%') {
      out += text.slice(last, at) + '%';
      last = at + 2;
    } else if (used + 1 < args.length) {
      piece = directive(letter, options, args[used + 1]);
      if (piece !== undefined) {
        out += text.slice(last, at) + piece;
        last = at + 2;
        used++;
      }
    }
    at = text.indexOf('%', piece === undefined && letter !== '%' ? at + 1 : at + 2);
    piece = undefined;
  }
  return [last === 0 ? text : out + text.slice(last), used];
}

function formatArgs(options, args) {
  var first = args[0], parts = [], i = 0, filled;
  if (args.length === 1) return typeof first === 'string' ? first : inspect(first, options);
  if (typeof first === 'string') {
    i = 1;
    if (first.indexOf('%') >= 0) {
      filled = fill(options, args);
      first = filled[0];
      i += filled[1];
    }
    parts.push(first);
  }
  for (; i < args.length; i++) {
    parts.push(typeof args[i] === 'string' ? args[i] : inspect(args[i], options));
  }
  return parts.join(' ');
}

exports.formatArgs = formatArgs;

exports.format = function format() {
  var args = [], i;
  for (i = 0; i < arguments.length; i++) args.push(arguments[i]);
  return args.length === 0 ? '' : formatArgs(undefined, args);
};

exports.formatWithOptions = function formatWithOptions(options) {
  var args = [], i;
  require('internal/validators').validateObject(options, 'inspectOptions',
    { allowArray: true });
  for (i = 1; i < arguments.length; i++) args.push(arguments[i]);
  return args.length === 0 ? '' : formatArgs(options, args);
};
