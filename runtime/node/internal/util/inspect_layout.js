'use strict';
// internal/util/inspect_layout: from the shown entries of an object to its text: on one
// line, in columns, or a line each. Knows nothing of values.

var ESC = /\u001b\[\d\d?m/g;

function spaces(n) {
  return ' '.repeat(n);
}

function plainLength(ctx, text) {
  return ctx.colors ? text.replace(ESC, '').length : text.length;
}

// Whether all entries, with ', ' between them, stay within the line.
function fitsOneLine(ctx, output, start, base) {
  var total = output.length + start, i;
  if (total + output.length > ctx.breakLength) return false;
  for (i = 0; i < output.length; i++) {
    total += plainLength(ctx, output[i]);
    if (total > ctx.breakLength) return false;
  }
  return base === '' || base.indexOf('\n') < 0;
}

function pad(text, width, before) {
  var missing = width - text.length;
  if (missing <= 0) return text;
  return before ? spaces(missing) + text : text + spaces(missing);
}

function allNumbers(values, n) {
  var i, type;
  if (values === undefined) return true;
  for (i = 0; i < n; i++) {
    type = typeof values[i];
    if (type !== 'number' && type !== 'bigint') return false;
  }
  return true;
}

// How many columns look best: about square (a character is 2.5 times as high as
// wide), within the line, at most 4 for each step of `compact`, at most 15.
function columnCount(ctx, widest, total, shown, all) {
  var bias = Math.sqrt(widest - total / all);
  var biased = Math.max(widest - 3 - bias, 1);
  return Math.min(Math.round(Math.sqrt(2.5 * biased * shown) / biased),
    Math.floor((ctx.breakLength - ctx.indentationLvl) / widest), ctx.compact * 4, 15);
}

function columnWidths(lengths, columns) {
  var widths = [], c, i, most;
  for (c = 0; c < columns; c++) {
    most = 0;
    for (i = c; i < lengths.length; i += columns) if (lengths[i] > most) most = lengths[i];
    widths.push(most + 2);
  }
  return widths;
}

// One line of columns, entries [from, to).
function columnLine(output, lengths, widths, from, to, before) {
  var line = '', i, hidden;
  for (i = from; i < to - 1; i++) {
    // Escapes have no width: pad by what is seen.
    hidden = output[i].length - lengths[i];
    line += pad(output[i] + ', ', widths[i - from] + hidden, before);
  }
  if (!before) return line + output[i];
  return line + pad(output[i], widths[i - from] + output[i].length - lengths[i] - 2, true);
}

// Many short entries in aligned columns; the output as it is where that doesn't pay.
// `values` are the array's own, to align numbers to the right.
function inColumns(ctx, output, values) {
  var width = require('internal/util/width');
  var shown = output.length, lengths = [], total = 0, longest = 0, i, widest, columns;
  var widths, lines = [], before;
  // The last entry may be '… more items'.
  if (ctx.maxArrayLength < output.length) shown--;
  for (i = 0; i < shown; i++) {
    lengths.push(width(output[i], ctx.colors));
    total += lengths[i] + 2;
    if (lengths[i] > longest) longest = lengths[i];
  }
  widest = longest + 2;
  if (widest * 3 + ctx.indentationLvl >= ctx.breakLength ||
      (total / widest <= 5 && longest > 6)) {
    return output;
  }
  columns = columnCount(ctx, widest, total, shown, output.length);
  if (columns <= 1) return output;
  widths = columnWidths(lengths, columns);
  before = allNumbers(values, output.length);
  for (i = 0; i < shown; i += columns) {
    lines.push(columnLine(output, lengths, widths, i, Math.min(i + columns, shown), before));
  }
  if (shown < output.length) lines.push(output[shown]);
  return lines;
}

// braces: [open, close]; base: what stands before them; isList: array-like.
// ctx.currentDepth - depth is how many levels are nested inside this one.
function join(ctx, output, base, braces, isList, depth, values) {
  var indent = '\n' + spaces(ctx.indentationLvl), entries = output.length, line;
  var lead = base ? base + ' ' : '';
  if (ctx.compact === true) return joinCompact(ctx, output, base, braces, indent);
  if (typeof ctx.compact === 'number' && ctx.compact >= 1) {
    if (isList && entries > 6) output = inColumns(ctx, output, values);
    if (ctx.currentDepth - depth < ctx.compact && entries === output.length &&
        fitsOneLine(ctx, output,
          output.length + ctx.indentationLvl + braces[0].length + base.length + 10, base)) {
      line = output.join(', ');
      if (line.indexOf('\n') < 0) return lead + braces[0] + ' ' + line + ' ' + braces[1];
    }
  }
  return lead + braces[0] + indent + '  ' + output.join(',' + indent + '  ') + indent +
    braces[1];
}

function joinCompact(ctx, output, base, braces, indent) {
  var lead = base ? ' ' + base : '';
  if (fitsOneLine(ctx, output, 0, base)) {
    return braces[0] + lead + ' ' + output.join(', ') + ' ' + braces[1];
  }
  return braces[0] + (base === '' && braces[0].length === 1 ? ' ' : lead + indent + '  ') +
    output.join(',' + indent + '  ') + ' ' + braces[1];
}

exports.join = join;
exports.spaces = spaces;
