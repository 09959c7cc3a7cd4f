'use strict';
// internal/util/inspect: util.inspect: the options, the walk through a value and its
// properties. How each kind of object looks stands in inspect_kinds.js and
// inspect_error.js, how entries are laid out in inspect_layout.js, primitives in
// escape.js.
//
// The walk: show() → custom inspection → showObject(): a Look (what stands before and
// around the entries, and who lists them) from the kind, entries, layout.

var escape = require('internal/util/escape');
var layout = require('internal/util/inspect_layout');
var binding = internalBinding('types');
var kinds;

var custom = Symbol.for('nodejs.util.inspect.custom');
var IDENTIFIER = /^[a-zA-Z_][a-zA-Z_0-9]*$/;
var hasOwn = Object.prototype.hasOwnProperty;
var objectKeys = Object.keys;

// Kinds of entries: of an object, of an array.
var ENTRY = 0;
var ELEMENT = 1;

var defaults = require('internal/util/defaults');

// ---- styles ----

function stylizePlain(text) {
  return text;
}
Object.defineProperty(stylizePlain, 'name', { value: 'stylizeNoColor', configurable: true });

function stylizeColored(text, style) {
  var name = inspect.styles[style], color;
  if (name === undefined) return text;
  color = inspect.colors[name];
  if (color === undefined) return text;
  return '\u001b[' + color[0] + 'm' + text + '\u001b[' + color[1] + 'm';
}
Object.defineProperty(stylizeColored, 'name', { value: 'stylizeWithColor', configurable: true });

// ---- primitives ----

// A long text is cut after its line ends and shown as a sum.
function inLines(ctx, stylize, text, trailer) {
  var parts = text.split('\n'), i, lines = [], glue;
  for (i = 0; i < parts.length - 1; i++) lines.push(parts[i] + '\n');
  if (parts[i] !== '') lines.push(parts[i]);
  glue = ' +\n' + layout.spaces(ctx.indentationLvl + 2);
  for (i = 0; i < lines.length; i++) lines[i] = stylize(escape.quoted(lines[i]), 'string');
  return lines.join(glue) + trailer;
}

function showString(ctx, stylize, text) {
  var trailer = '', more;
  if (text.length > ctx.maxStringLength) {
    more = text.length - ctx.maxStringLength;
    text = text.slice(0, ctx.maxStringLength);
    trailer = '... ' + more + ' more character' + (more > 1 ? 's' : '');
  }
  if (ctx.compact !== true && text.length > 16 &&
      text.length > ctx.breakLength - ctx.indentationLvl - 4 && text.indexOf('\n') >= 0) {
    return inLines(ctx, stylize, text, trailer);
  }
  return stylize(escape.quoted(text), 'string') + trailer;
}

function showPrimitive(ctx, stylize, value) {
  switch (typeof value) {
    case 'string': return showString(ctx, stylize, value);
    case 'number':
      return stylize(escape.number(value, ctx.numericSeparator), 'number');
    case 'bigint':
      return stylize(escape.bigint(value, ctx.numericSeparator), 'bigint');
    case 'boolean': return stylize(String(value), 'boolean');
    case 'undefined': return stylize('undefined', 'undefined');
    default: return stylize(Symbol.prototype.toString.call(value), 'symbol');
  }
}

// ---- the walk ----

// The options as a custom inspector gets them, so that it may pass them on.
function userOptions(ctx, foreign) {
  var out = { stylize: ctx.stylize }, names = Object.keys(defaults), i;
  for (i = 0; i < names.length; i++) out[names[i]] = ctx[names[i]];
  if (ctx.userOptions) Object.assign(out, ctx.userOptions);
  if (foreign) Object.setPrototypeOf(out, null);
  return out;
}

// The text of value[inspect.custom], or undefined if there is none.
function showCustom(ctx, value, context, depth, proxied) {
  var how = value[custom], result;
  if (typeof how !== 'function' || how === inspect) return undefined;
  // A prototype is not an instance of itself.
  if (hasOwn.call(value, 'constructor') && value.constructor &&
      value.constructor.prototype === value) {
    return undefined;
  }
  result = how.call(context, ctx.depth === null ? null : ctx.depth - depth,
    userOptions(ctx, proxied || !(context instanceof Object)), inspect);
  if (result === context) return undefined;
  if (typeof result !== 'string') return show(ctx, result, depth, false);
  return result.split('\n').join('\n' + layout.spaces(ctx.indentationLvl));
}

// `inView`: value is the buffer of a view that is shown with showHidden.
function show(ctx, value, depth, inView) {
  var proxy, context = value, text, index;
  if (typeof value !== 'object' && typeof value !== 'function') {
    return showPrimitive(ctx, ctx.stylize, value);
  }
  if (value === null) return ctx.stylize('null', 'null');
  proxy = binding.proxyParts(value);
  if (proxy !== undefined) {
    if (proxy[0] === null) return ctx.stylize('<Revoked Proxy>', 'special');
    if (ctx.showProxy) return showProxy(ctx, proxy, depth);
    // What is shown is the innermost target; asking the proxy might run its traps.
    while (proxy !== undefined && proxy[0] !== null) {
      value = proxy[0];
      proxy = binding.proxyParts(value);
    }
  }
  if (ctx.customInspect) {
    text = showCustom(ctx, value, context, depth, context !== value);
    if (text !== undefined) return text;
  }
  if (ctx.seen.indexOf(value) >= 0) {
    index = ctx.circular.indexOf(value);
    if (index < 0) index = ctx.circular.push(value) - 1;
    return ctx.stylize('[Circular *' + (index + 1) + ']', 'special');
  }
  return showObject(ctx, value, depth, inView);
}

function showProxy(ctx, parts, depth) {
  var output;
  if (ctx.depth !== null && depth > ctx.depth) return ctx.stylize('Proxy [Array]', 'special');
  ctx.indentationLvl += 2;
  output = [show(ctx, parts[0], depth + 1), show(ctx, parts[1], depth + 1)];
  ctx.indentationLvl -= 2;
  return layout.join(ctx, output, '', ['Proxy [', ']'], true, depth + 1, undefined);
}

// ---- names ----

function isInstance(value, constructor) {
  try {
    return value instanceof constructor;
  } catch (e) {
    return false;
  }
}

// The name of the first constructor on the prototype chain that value is an instance
// of; null for a chain without one that ends at once.
function constructorName(value, ctx, depth, protoProps) {
  var object = value, first, found, name;
  while (object) {
    found = Object.getOwnPropertyDescriptor(object, 'constructor');
    if (found !== undefined && typeof found.value === 'function' &&
        found.value.name !== '' && isInstance(value, found.value)) {
      if (protoProps !== undefined && (first !== object || !isBuiltIn(found.value.name))) {
        addProtoProps(ctx, value, first || value, depth, protoProps);
      }
      return String(found.value.name);
    }
    object = Object.getPrototypeOf(object);
    if (first === undefined) first = object;
  }
  if (first === null) return null;
  name = binding.constructorName ? binding.constructorName(value) : 'Object';
  if (ctx.depth !== null && depth > ctx.depth) return name + ' <Complex prototype>';
  found = constructorName(first, ctx, depth + 1, protoProps);
  if (found === null) {
    return name + ' <' + inspect(first, Object.assign({}, ctx,
      { customInspect: false, depth: -1 })) + '>';
  }
  return name + ' <' + found + '>';
}

var builtIns;

function isBuiltIn(name) {
  if (builtIns === undefined) {
    builtIns = Object.create(null);
    Object.getOwnPropertyNames(globalThis).forEach(function (n) {
      if (/^[A-Z][a-zA-Z0-9]+$/.test(n)) builtIns[n] = true;
    });
  }
  return builtIns[name] === true;
}

// With showHidden: accessors and values of the prototypes of user classes, up to three
// levels. `start` is where the chain was when a constructor was found.
function addProtoProps(ctx, main, start, depth, output) {
  var object = start, seen = [], level, keys, found;
  for (level = 0; level < 3; level++) {
    if (level !== 0 || main === object) {
      object = Object.getPrototypeOf(object);
      if (object === null) return;
      found = Object.getOwnPropertyDescriptor(object, 'constructor');
      if (found !== undefined && typeof found.value === 'function' &&
          isBuiltIn(found.value.name)) {
        return;
      }
    }
    if (level !== 0) seen = seen.concat(keys);
    keys = Reflect.ownKeys(object);
    addPropsOf(ctx, main, object, keys, level === 0 ? [] : seen, depth, output);
  }
}

function addPropsOf(ctx, main, object, keys, seen, depth, output) {
  var i, key, found, text;
  ctx.seen.push(main);
  for (i = 0; i < keys.length; i++) {
    key = keys[i];
    if (key === 'constructor' || hasOwn.call(main, key) || seen.indexOf(key) >= 0) continue;
    found = Object.getOwnPropertyDescriptor(object, key);
    if (typeof found.value === 'function') continue;
    text = showProperty(ctx, object, depth, key, ENTRY, found, main);
    output.push(ctx.colors ? '\u001b[2m' + text + '\u001b[22m' : text);
  }
  ctx.seen.pop();
}

// "Foo(2) [Tag] " and its forms; fallback is the internal class.
function prefix(name, tag, fallback, size) {
  if (size === undefined) size = '';
  if (name === null) {
    return '[' + fallback + size + ': null prototype] ' +
      (tag !== '' && fallback !== tag ? '[' + tag + '] ' : '');
  }
  return name + size + ' ' + (tag !== '' && name !== tag ? '[' + tag + '] ' : '');
}

// Symbol.toStringTag, where it says something that the entries don't.
function tagOf(ctx, value, name) {
  var tag = value[Symbol.toStringTag];
  if (typeof tag !== 'string' || tag === '') return '';
  if ((ctx.showHidden ? hasOwn : Object.prototype.propertyIsEnumerable)
    .call(value, Symbol.toStringTag)) {
    return '';
  }
  return tag === name ? '' : tag;
}

// ---- keys and properties ----

function keysOf(value, showHidden) {
  var symbols = Object.getOwnPropertySymbols(value), keys, i;
  if (showHidden) return Object.getOwnPropertyNames(value).concat(symbols);
  keys = objectKeys(value);
  for (i = 0; i < symbols.length; i++) {
    if (Object.prototype.propertyIsEnumerable.call(value, symbols[i])) keys.push(symbols[i]);
  }
  return keys;
}

function showKey(ctx, key, enumerable) {
  if (typeof key === 'symbol') {
    return '[' + ctx.stylize(escape.escapeWith(Symbol.prototype.toString.call(key), "'"),
      'symbol') + ']';
  }
  if (key === '__proto__') return "['__proto__']";
  if (!enumerable) return '[' + escape.escapeWith(key, "'") + ']';
  if (IDENTIFIER.test(key)) return ctx.stylize(key, 'name');
  return ctx.stylize(escape.quoted(key), 'string');
}

function callGetter(ctx, found, receiver, depth, label) {
  var style = ctx.stylize, value, text;
  try {
    value = found.get.call(receiver);
    ctx.indentationLvl += 2;
    if (value === null || (typeof value !== 'object' && typeof value !== 'function')) {
      text = style('[' + label + ':', 'special') + ' ' +
        (value === null ? style('null', 'null') : showPrimitive(ctx, style, value)) +
        style(']', 'special');
    } else if (typeof value === 'function') {
      text = style('[' + label + ':', 'special') + ' ' + show(ctx, value, depth) +
        style(']', 'special');
    } else {
      text = style('[' + label + ']', 'special') + ' ' + show(ctx, value, depth);
    }
    ctx.indentationLvl -= 2;
    return text;
  } catch (e) {
    return style('[' + label + ':', 'special') + ' <Inspection threw (' + e.message + ')>' +
      style(']', 'special');
  }
}

function showAccessor(ctx, found, receiver, depth) {
  var label;
  if (found.get === undefined) {
    return found.set === undefined ? ctx.stylize('undefined', 'undefined')
      : ctx.stylize('[Setter]', 'special');
  }
  label = found.set === undefined ? 'Getter' : 'Getter/Setter';
  if (ctx.getters && (ctx.getters === true ||
      (ctx.getters === 'get' && found.set === undefined) ||
      (ctx.getters === 'set' && found.set !== undefined))) {
    return callGetter(ctx, found, receiver, depth, label);
  }
  return ctx.stylize('[' + label + ']', 'special');
}

// "key: value", or the value alone for an element.
function showProperty(ctx, value, depth, key, kind, found, receiver) {
  var text, gap = ' ', step;
  if (found === undefined) {
    found = Object.getOwnPropertyDescriptor(value, key) ||
      { value: value[key], configurable: true, enumerable: true };
  }
  if (found.value !== undefined) {
    step = ctx.compact !== true || kind !== ENTRY ? 2 : 3;
    ctx.indentationLvl += step;
    text = show(ctx, found.value, depth, false);
    if (step === 3 && ctx.breakLength < require('internal/util/width')(text, ctx.colors)) {
      gap = '\n' + layout.spaces(ctx.indentationLvl);
    }
    ctx.indentationLvl -= step;
  } else {
    text = showAccessor(ctx, found, receiver === undefined ? value : receiver, depth);
  }
  if (kind === ELEMENT) return text;
  return showKey(ctx, key, found.enumerable !== false) + ':' + gap + text;
}

// ---- objects ----

// What the kind of an object says about how it looks. A kind fills it in (see
// inspect_kinds.js); `text` set means that this is all there is to show.
function Look(ctx, value, name, tag, protoProps, depth, inView) {
  this.ctx = ctx;
  this.value = value;
  this.name = name;       // constructor's name or null
  this.tag = tag;         // Symbol.toStringTag, '' if it says nothing
  this.protoProps = protoProps;
  this.depth = depth;
  this.inView = inView;
  this.keys = undefined;  // keys of properties to show
  this.base = '';         // stands before the braces
  this.open = '{';
  this.close = '}';
  this.isList = false;    // entries are elements
  this.list = null;       // (ctx, value, depth, look) → entries before the properties
  this.text = undefined;
}

// Whether there are no properties to show, so that base says everything.
Look.prototype.bare = function () {
  return this.keys.length === 0 && this.protoProps === undefined;
};

function interrupted(ctx, err, look, indentation) {
  if (!(err instanceof RangeError) || !/call ?stack|C stack|stack limit/i.test(err.message)) {
    throw err;
  }
  ctx.indentationLvl = indentation;
  return ctx.stylize('[' + prefix(look.name, look.tag, 'Object').slice(0, -1) +
    ': Inspection interrupted prematurely. Maximum call stack size exceeded.]', 'special');
}

function listEntries(ctx, look, depth) {
  var value = look.value, i;
  var output = look.list === null ? [] : look.list(ctx, value, depth, look), keys = look.keys;
  for (i = 0; i < keys.length; i++) {
    output.push(showProperty(ctx, value, depth, keys[i], look.isList ? 2 : ENTRY));
  }
  return look.protoProps === undefined ? output : output.concat(look.protoProps);
}

function sortEntries(ctx, output, look) {
  var comparator = ctx.sorted === true ? undefined : ctx.sorted, tail;
  if (!look.isList) return output.sort(comparator);
  if (look.keys.length > 1) {
    tail = output.splice(output.length - look.keys.length);
    return output.concat(tail.sort(comparator));
  }
  return output;
}

function addReference(ctx, look) {
  var index = ctx.circular.indexOf(look.value), mark;
  if (index < 0) return;
  mark = ctx.stylize('<ref *' + (index + 1) + '>', 'special');
  if (ctx.compact === true) look.open = mark + ' ' + look.open;
  else look.base = look.base === '' ? mark : mark + ' ' + look.base;
}

function showObject(ctx, value, depth, inView) {
  var protoProps = ctx.showHidden && (ctx.depth === null || depth <= ctx.depth) ? [] : undefined;
  var name = constructorName(value, ctx, depth, protoProps), look, output, text;
  var indentation = ctx.indentationLvl;
  if (protoProps !== undefined && protoProps.length === 0) protoProps = undefined;
  look = new Look(ctx, value, name, tagOf(ctx, value, name), protoProps, depth, inView);
  if (kinds === undefined) kinds = require('internal/util/inspect_kinds');
  kinds.look(look);
  if (look.text !== undefined) return look.text;
  if (ctx.depth !== null && depth > ctx.depth) {
    text = prefix(name, look.tag, binding.classOf(value)).slice(0, -1);
    return ctx.stylize(name === null ? text : '[' + text + ']', 'special');
  }
  depth++;
  ctx.seen.push(value);
  ctx.currentDepth = depth;
  try {
    output = listEntries(ctx, look, depth);
  } catch (e) {
    return interrupted(ctx, e, look, indentation);
  }
  addReference(ctx, look);
  ctx.seen.pop();
  if (ctx.sorted) output = sortEntries(ctx, output, look);
  text = layout.join(ctx, output, look.base, [look.open, look.close], look.isList, depth, value);
  // What is too large to read is cut short rather than shown for minutes.
  ctx.work += text.length;
  if (ctx.work > 134217728) ctx.depth = -1;
  return text;
}

// ---- the public function ----

function makeContext() {
  var ctx = { work: 0, indentationLvl: 0, seen: [], currentDepth: 0, circular: [],
    stylize: stylizePlain };
  return Object.assign(ctx, defaults);
}

function applyOptions(ctx, options) {
  var keys = Object.keys(options), i, key;
  for (i = 0; i < keys.length; i++) {
    key = keys[i];
    if (hasOwn.call(defaults, key) || key === 'stylize') ctx[key] = options[key];
    else if (ctx.userOptions === undefined) ctx.userOptions = options;
  }
}

// inspect(value, options) or, as of old, inspect(value, showHidden, depth, colors).
function inspect(value, options) {
  var ctx = makeContext();
  if (arguments.length > 1) {
    if (arguments.length > 2) {
      if (arguments[2] !== undefined) ctx.depth = arguments[2];
      if (arguments.length > 3 && arguments[3] !== undefined) ctx.colors = arguments[3];
    }
    if (typeof options === 'boolean') ctx.showHidden = options;
    else if (options) applyOptions(ctx, options);
  }
  if (ctx.colors) ctx.stylize = stylizeColored;
  if (ctx.maxArrayLength === null) ctx.maxArrayLength = Infinity;
  if (ctx.maxStringLength === null) ctx.maxStringLength = Infinity;
  return show(ctx, value, 0, false);
}

inspect.custom = custom;
Object.defineProperty(inspect, 'defaultOptions', {
  get: function () { return defaults; },
  set: function (options) {
    require('internal/validators').validateObject(options, 'options');
    Object.assign(defaults, options);
  }
});
inspect.colors = Object.assign(Object.create(null), {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24],
  blink: [5, 25], inverse: [7, 27], hidden: [8, 28], strikethrough: [9, 29],
  doubleunderline: [21, 24], black: [30, 39], red: [31, 39], green: [32, 39],
  yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39],
  bgBlack: [40, 49], bgRed: [41, 49], bgGreen: [42, 49], bgYellow: [43, 49],
  bgBlue: [44, 49], bgMagenta: [45, 49], bgCyan: [46, 49], bgWhite: [47, 49],
  framed: [51, 54], overlined: [53, 55], gray: [90, 39], redBright: [91, 39],
  greenBright: [92, 39], yellowBright: [93, 39], blueBright: [94, 39],
  magentaBright: [95, 39], cyanBright: [96, 39], whiteBright: [97, 39],
  bgGray: [100, 49], bgRedBright: [101, 49], bgGreenBright: [102, 49],
  bgYellowBright: [103, 49], bgBlueBright: [104, 49], bgMagentaBright: [105, 49],
  bgCyanBright: [106, 49], bgWhiteBright: [107, 49]
});

// Other spellings of a color: same value, not listed.
function alias(name, target) {
  Object.defineProperty(inspect.colors, name, {
    get: function () { return this[target]; },
    set: function (value) { this[target] = value; },
    configurable: true,
    enumerable: false
  });
}
alias('grey', 'gray');
alias('blackBright', 'gray');
alias('bgGrey', 'bgGray');
alias('bgBlackBright', 'bgGray');
alias('faint', 'dim');
alias('crossedout', 'strikethrough');
alias('strikeThrough', 'strikethrough');
alias('crossedOut', 'strikethrough');
alias('conceal', 'hidden');
alias('swapColors', 'inverse');
alias('swapcolors', 'inverse');
alias('doubleUnderline', 'doubleunderline');

inspect.styles = Object.assign(Object.create(null), {
  special: 'cyan', number: 'yellow', bigint: 'yellow', boolean: 'yellow',
  undefined: 'grey', null: 'bold', string: 'green', symbol: 'green', date: 'magenta',
  regexp: 'red', module: 'underline'
});

exports.inspect = inspect;
exports.show = show;
exports.showProperty = showProperty;
exports.showPrimitive = showPrimitive;
exports.prefix = prefix;
exports.keysOf = keysOf;
exports.stylizePlain = stylizePlain;
exports.ELEMENT = ELEMENT;
exports.ENTRY = ENTRY;
