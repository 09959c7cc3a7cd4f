'use strict';
// internal/console/table: console.table's text.

var types = require('internal/util/types');
var width = require('internal/util/width');

var hasOwn = Object.prototype.hasOwnProperty;

function show(value, options) {
  var depth = value !== null && typeof value === 'object' && !Array.isArray(value) &&
    Object.keys(value).length > 2 ? -1 : 0;
  return require('internal/util/inspect').inspect(value,
    Object.assign({}, options, { maxArrayLength: 3, breakLength: Infinity, depth: depth }));
}

// ---- drawing ----

function padded(text, columns) {
  return ' ' + text + ' '.repeat(columns - width(text) - 1);
}

function row(cells, widths) {
  return '│' + cells.map(function (cell, i) { return padded(cell, widths[i]); }).join('│') + '│';
}

// columns: a list of cells for each heading.
function draw(headings, columns) {
  var widths, lines, rules, height = 0, i;
  columns.forEach(function (cells) { height = Math.max(height, cells.length); });
  widths = headings.map(function (heading, k) {
    return columns[k].reduce(function (most, cell) {
      return Math.max(most, width(cell === undefined ? '' : cell));
    }, width(heading)) + 2;
  });
  rules = widths.map(function (n) { return '─'.repeat(n); });
  lines = ['┌' + rules.join('┬') + '┐', row(headings, widths), '├' + rules.join('┼') + '┤'];
  function cellAt(cells) {
    return cells[i] === undefined ? '' : cells[i];
  }
  for (i = 0; i < height; i++) lines.push(row(columns.map(cellAt), widths));
  lines.push('└' + rules.join('┴') + '┘');
  return lines.join('\n');
}

// ---- data ----

function numbers(n) {
  var out = [], i;
  for (i = 0; i < n; i++) out.push(String(i));
  return out;
}

function shownAll(values, options) {
  return values.map(function (value) { return show(value, options); });
}

function pairsTable(entries, options) {
  var keys = [], values = [], i;
  for (i = 0; i < entries.length; i += 2) {
    keys.push(show(entries[i], options));
    values.push(show(entries[i + 1], options));
  }
  return draw(['(iteration index)', 'Key', 'Values'], [numbers(keys.length), keys, values]);
}

function valuesTable(values, options) {
  return draw(['(iteration index)', 'Values'], [numbers(values.length),
    shownAll(values, options)]);
}

function mapEntries(map) {
  var out = [];
  map.forEach(function (value, key) { out.push(key, value); });
  return out;
}

function collectionTable(data, options) {
  var found;
  if (types.isMap(data)) return pairsTable(mapEntries(data), options);
  if (types.isSet(data)) {
    found = [];
    data.forEach(function (value) { found.push(value); });
    return valuesTable(found, options);
  }
  found = internalBinding('types').previewEntries(data);
  return found[1] ? pairsTable(found[0], options) : valuesTable(found[0], options);
}

function isPrimitive(value) {
  return value === null || (typeof value !== 'function' && typeof value !== 'object');
}

// A column for each key of the rows, in the order in which they come up; what isn't an
// object goes to the column Values.
function Columns(options) {
  this.options = options;
  this.names = [];
  this.cells = Object.create(null);
  this.values = [];
  this.hasValues = false;
}

Columns.prototype.put = function (name, at, value, present) {
  var key = '$' + name;
  if (this.cells[key] === undefined) {
    this.names.push(name);
    this.cells[key] = [];
  }
  this.cells[key][at] = present ? show(value, this.options) : '';
};

Columns.prototype.add = function (at, item, properties) {
  var keys, i, primitive = isPrimitive(item);
  if (properties === undefined && primitive) {
    this.hasValues = true;
    this.values[at] = show(item, this.options);
    return;
  }
  keys = properties === undefined ? Object.keys(item) : properties;
  for (i = 0; i < keys.length; i++) {
    if (primitive || !hasOwn.call(item, keys[i])) this.put(keys[i], at, undefined, false);
    else this.put(keys[i], at, item[keys[i]], true);
  }
};

function render(data, properties, options) {
  var keys, columns, cells;
  if (properties !== undefined) require('internal/validators').validateArray(properties, 'properties');
  if (types.isMap(data) || types.isSet(data) || types.isMapIterator(data) ||
      types.isSetIterator(data)) {
    return collectionTable(data, options);
  }
  keys = Object.keys(data);
  columns = new Columns(options);
  keys.forEach(function (key, at) { columns.add(at, data[key], properties); });
  cells = columns.names.map(function (name) { return columns.cells['$' + name]; });
  cells.unshift(keys);
  if (columns.hasValues) cells.push(columns.values);
  return draw(['(index)'].concat(columns.names, columns.hasValues ? ['Values'] : []), cells);
}

exports.render = render;
