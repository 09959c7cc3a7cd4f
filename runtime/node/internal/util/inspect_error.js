'use strict';
// internal/util/inspect_error: an error as util.inspect shows it: its stack with the
// right name in front, without what its cause's stack repeats.

var main = require('internal/util/inspect');
var layout = require('internal/util/inspect_layout');

function isError(value) {
  return value !== null && typeof value === 'object' &&
    (internalBinding('types').classOf(value) === 'Error' || value instanceof Error);
}

function stackOf(err) {
  return err.stack ? String(err.stack) : Error.prototype.toString.call(err);
}

// name, message and stack that the text shows already are no properties to list.
function dropShown(look, stack) {
  var keys = look.keys, err = look.value;
  if (look.ctx.showHidden || keys.length === 0) return;
  ['name', 'message', 'stack'].forEach(function (name) {
    var at = keys.indexOf(name);
    if (at >= 0 && (typeof err[name] !== 'string' || stack.indexOf(err[name]) >= 0)) {
      keys.splice(at, 1);
    }
  });
}

// Puts the class before the message where name says less: 'Error: x' of a class Foo
// becomes 'Foo: x', or 'Foo [Error]: x'.
function namedStack(look, stack, name) {
  var n = name.length, fallback, start, wanted;
  if (look.name !== null && !(name.slice(-5) === 'Error' && stack.indexOf(name) === 0 &&
      (stack.length === n || stack.charAt(n) === ':' || stack.charAt(n) === '\n'))) {
    return stack;
  }
  fallback = 'Error';
  if (look.name === null) {
    start = /^([A-Z][a-z_ A-Z0-9[\]()-]+)(?::|\n\s+at)/.exec(stack) ||
      /^([a-z_A-Z0-9-]*Error)$/.exec(stack);
    fallback = (start && start[1]) || '';
    n = fallback.length;
    fallback = fallback || 'Error';
  }
  wanted = main.prefix(look.name, look.tag, fallback).slice(0, -1);
  if (name === wanted) return stack;
  if (wanted.indexOf(name) >= 0) {
    return n === 0 ? wanted + ': ' + stack : wanted + stack.slice(n);
  }
  return wanted + ' [' + name + ']' + stack.slice(n);
}

// The longest run of equal frames at the end of `frames` and somewhere in `other`:
// [length, position in frames].
function commonFrames(frames, other) {
  var i, at, n;
  for (i = 0; i < frames.length - 3; i++) {
    at = other.indexOf(frames[i]);
    if (at < 0 || other.length - at <= 3) continue;
    n = 1;
    while (i + n < frames.length && frames[i + n] === other[at + n]) n++;
    if (n > 3) return [n, i];
  }
  return [0, 0];
}

function framesOf(look, text) {
  var frames = text.split('\n'), cause = look.value.cause, stack, start, common, skipped;
  if (cause === undefined || cause === null || !isError(cause)) return frames;
  stack = stackOf(cause);
  start = stack.indexOf('\n    at');
  if (start < 0) return frames;
  common = commonFrames(frames, stack.slice(start + 1).split('\n'));
  if (common[0] > 3) {
    skipped = common[0] - 2;
    frames.splice(common[1] + 1, skipped, look.ctx.stylize('    ... ' + skipped +
      ' lines matching cause stack trace ...', 'undefined'));
  }
  return frames;
}

// ---- colors: what is not the user's own stands back ----

var CORE = /^ {4}at (?:[^\/\\(]+ \(|)node:(.+):\d+:\d+(?:\)|$)/;

function isCore(line) {
  var core = CORE.exec(line);
  return core !== null && internalBinding('types').isNative(core[1]);
}

function markPackages(ctx, line) {
  return line.replace(/([\/\\]node_modules[\/\\])(.+?)(?=[\/\\])/g,
    function (all, folder, name) { return folder + ctx.stylize(name, 'module'); });
}

// The working directory in front of a path, with the parenthesis around it.
function markFolder(ctx, line, folder) {
  var at = line.indexOf(folder), from, to, end;
  if (at < 0) return line;
  to = at + folder.length + 1;
  if (line.slice(at - 7, at) === 'file://') at -= 7;
  from = line.charAt(at - 1) === '(' ? at - 1 : at;
  end = from !== at && line.charAt(line.length - 1) === ')' ? line.length - 1 : line.length;
  return line.slice(0, from) + ctx.stylize(line.slice(from, to), 'undefined') +
    line.slice(to, end) + (end < line.length ? ctx.stylize(')', 'undefined') : '');
}

function coloredFrame(ctx, line, folder) {
  if (isCore(line)) return ctx.stylize(line, 'undefined');
  line = markPackages(ctx, line);
  return folder === undefined ? line : markFolder(ctx, line, folder);
}

function workingFolder() {
  try {
    return process.cwd();
  } catch (e) {
    return undefined;
  }
}

function withFrames(look, stack) {
  var err = look.value, message = err.message, at = -1, start, frames, folder, i;
  if (message) at = stack.indexOf(message);
  if (at !== -1) at += message.length;
  start = stack.indexOf('\n    at', at);
  if (start < 0) return '[' + stack + ']';
  frames = framesOf(look, stack.slice(start + 1));
  if (look.ctx.colors) {
    folder = workingFolder();
    for (i = 0; i < frames.length; i++) frames[i] = coloredFrame(look.ctx, frames[i], folder);
  }
  return stack.slice(0, start) + '\n' + frames.join('\n');
}

// Fills in look.keys, returns what stands before the braces.
exports.text = function (look) {
  var err = look.value, name, stack;
  name = err.name !== undefined && err.name !== null ? String(err.name) : 'Error';
  stack = stackOf(err);
  dropShown(look, stack);
  if ('cause' in err && look.keys.indexOf('cause') < 0) look.keys.push('cause');
  if (Array.isArray(err.errors) && look.keys.indexOf('errors') < 0) look.keys.push('errors');
  stack = withFrames(look, namedStack(look, stack, name));
  if (look.ctx.indentationLvl !== 0) {
    stack = stack.split('\n').join('\n' + layout.spaces(look.ctx.indentationLvl));
  }
  return stack;
};
