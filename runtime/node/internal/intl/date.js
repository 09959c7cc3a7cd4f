'use strict';
// internal/intl/date: Intl.DateTimeFormat (ECMA-402, 11): options become a skeleton, ICU finds
// the locale's pattern for it, and the hours are made those of the wanted cycle.

var binding = internalBinding('intl');
var locales = require('internal/intl/locales');
var isNumberingSystem = require('internal/intl/number').isNumberingSystem;

var SERVICE = 'Intl.DateTimeFormat';
var CYCLES = ['h11', 'h12', 'h23', 'h24'];
var HOUR_LETTER = { h11: 'K', h12: 'h', h23: 'H', h24: 'k' };
var STYLES = ['full', 'long', 'medium', 'short'];

// Option, its letters in a skeleton by value; in the order in which options are read.
var FIELDS = [
  ['weekday', { narrow: 'EEEEE', short: 'EEE', long: 'EEEE' }],
  ['era', { narrow: 'GGGGG', short: 'GGG', long: 'GGGG' }],
  ['year', { '2-digit': 'yy', numeric: 'y' }],
  ['month', { '2-digit': 'MM', numeric: 'M', narrow: 'MMMMM', short: 'MMM', long: 'MMMM' }],
  ['day', { '2-digit': 'dd', numeric: 'd' }],
  ['dayPeriod', { narrow: 'BBBBB', short: 'B', long: 'BBBB' }],
  ['hour', { '2-digit': 'jj', numeric: 'j' }],
  ['minute', { '2-digit': 'mm', numeric: 'm' }],
  ['second', { '2-digit': 'ss', numeric: 's' }],
  ['fractionalSecondDigits', null],
  ['timeZoneName', { short: 'z', long: 'zzzz', shortOffset: 'O', longOffset: 'OOOO', shortGeneric: 'v',
    longGeneric: 'vvvv' }]
];
var DATE_FIELDS = ['weekday', 'year', 'month', 'day'];
var TIME_FIELDS = ['dayPeriod', 'hour', 'minute', 'second', 'fractionalSecondDigits'];

var calendars = null, zones = null;

function isCalendar(name) {
  if (calendars === null) calendars = binding.calendars('en', false);
  return calendars.indexOf(name) >= 0;
}

// The zone's name as ICU has it; throws for others.
function timeZone(name) {
  var found;
  if (zones === null) {
    zones = Object.create(null);
    binding.timeZones(0).forEach(function (zone) { zones[zone.toLowerCase()] = zone; });
  }
  found = /^[a-z0-9+_\/-]+$/i.test(name) ? zones[name.toLowerCase()] : undefined;
  if (found === undefined) throw new RangeError('Invalid time zone specified: ' + name);
  found = binding.canonicalTimeZone(found);
  return found === 'Etc/UTC' || found === 'Etc/GMT' || found === 'GMT' || found === 'Etc/UCT' ? 'UTC' : found;
}

function defaultTimeZone() {
  var name = binding.defaultTimeZone();
  if (name === 'Etc/Unknown') return 'UTC';
  try { return timeZone(name); } catch (e) { return name; }
}

// ---- options ----

function calendarOption(options) {
  var name = locales.type(SERVICE, options, 'calendar');
  return name === 'gregorian' ? 'gregory' : name === 'ethiopic-amete-alem' ? 'ethioaa' : name;
}

function readFields(o, options) {
  FIELDS.forEach(function (field) {
    var name = field[0];
    o[name] = field[1] === null ? locales.numberIn(options[name], name, 1, 3, undefined) :
      locales.option(SERVICE, options, name, Object.keys(field[1]), undefined);
  });
}

function has(o, names) {
  return names.some(function (name) { return o[name] !== undefined; });
}

// The fields that are shown where options name none.
function setDefaults(o, required, defaults) {
  var needed = !(required !== 'time' && has(o, DATE_FIELDS) || required !== 'date' && has(o, TIME_FIELDS));
  if (!needed) return;
  if (defaults !== 'time') o.year = o.month = o.day = 'numeric';
  if (defaults !== 'date') o.hour = o.minute = o.second = 'numeric';
}

// The hour cycle that hour12 means in a locale, which keeps whether its hours begin with 0: as
// Node 20 has it, where 24 hours of English are those from 1 to 24.
function cycleOf12(hour12, own) {
  var fromZero = own === 'h11' || own === 'h23';
  return hour12 ? fromZero ? 'h11' : 'h12' : fromZero ? 'h23' : 'h24';
}

function read(given, options, required, defaults) {
  var o = { kind: SERVICE }, calendar, nu, hour12, cycle, found, zone, explicit;
  var requested = locales.list(given);
  options = locales.coerce(options);
  locales.matcher(SERVICE, options);
  calendar = calendarOption(options);
  nu = locales.type(SERVICE, options, 'numberingSystem');
  hour12 = locales.flag(options, 'hour12', undefined);
  cycle = locales.option(SERVICE, options, 'hourCycle', CYCLES, undefined);
  if (hour12 !== undefined) cycle = null;
  found = locales.resolve(requested, {
    ca: { valid: isCalendar, option: calendar },
    hc: { valid: function (v) { return CYCLES.indexOf(v) >= 0; }, option: cycle },
    nu: { valid: isNumberingSystem, option: nu }
  });
  o.locale = found.locale;
  o.base = found.base;
  o.icu = found.tag.replace(/-hc-[a-z0-9]+/, '').replace(/-u$/, '');
  o.calendar = found.ca || binding.calendars(found.base, true)[0];
  o.numberingSystem = found.nu || binding.numberingSystem(found.base);
  zone = options.timeZone;
  o.timeZone = zone === undefined ? defaultTimeZone() : timeZone(locales.text(zone));
  readFields(o, options);
  locales.option(SERVICE, options, 'formatMatcher', ['basic', 'best fit'], 'best fit');
  o.dateStyle = locales.option(SERVICE, options, 'dateStyle', STYLES, undefined);
  o.timeStyle = locales.option(SERVICE, options, 'timeStyle', STYLES, undefined);
  if (o.dateStyle !== undefined || o.timeStyle !== undefined) {
    explicit = FIELDS.map(function (f) { return f[0]; }).filter(function (name) { return o[name] !== undefined; });
    if (explicit.length) {
      throw new TypeError("Can't set option " + explicit[0] + ' when ' +
        (o.dateStyle !== undefined ? 'dateStyle' : 'timeStyle') + ' is used');
    }
    if (required === 'date' && o.timeStyle !== undefined) throw new TypeError('Invalid option : timeStyle');
    if (required === 'time' && o.dateStyle !== undefined) throw new TypeError('Invalid option : dateStyle');
  } else {
    setDefaults(o, required, defaults);
  }
  o.hourCycle = hour12 !== undefined ? cycleOf12(hour12, found.own.hc || binding.hourCycle(locales.patterns(found.base))) :
    found.hc || binding.hourCycle(locales.patterns(found.base));
  makePattern(o);
  return o;
}

// ---- patterns ----

// Applies fn to the letters of a pattern that stand outside quotes: runs of one letter.
function mapPattern(pattern, fn) {
  return pattern.replace(/'[^']*'|([a-zA-Z])\1*/g, function (run, letter) {
    return letter === undefined ? run : fn(letter, run.length, run);
  });
}

function withCycle(pattern, cycle) {
  return mapPattern(pattern, function (letter, n, run) {
    return 'hHkK'.indexOf(letter) < 0 ? run : new Array(n + 1).join(HOUR_LETTER[cycle]);
  });
}

function skeletonOf(o) {
  var out = '', hour = HOUR_LETTER[o.hourCycle];
  FIELDS.forEach(function (field) {
    var value = o[field[0]];
    if (value === undefined) return;
    if (field[0] === 'fractionalSecondDigits') out += 'SSS'.slice(0, value);
    else if (field[0] === 'hour') out += value === '2-digit' ? hour + hour : hour;
    else out += field[1][value];
  });
  return out;
}

function makePattern(o) {
  var style, hours;
  if (o.dateStyle === undefined && o.timeStyle === undefined) {
    o.skeleton = skeletonOf(o);
    o.pattern = withCycle(binding.bestPattern(locales.patterns(o.icu), o.skeleton), o.hourCycle);
    readPattern(o);
    return;
  }
  style = binding.stylePattern(o.icu, STYLES.indexOf(o.dateStyle), STYLES.indexOf(o.timeStyle));
  hours = /[hHkK]/.exec(style.replace(/'[^']*'/g, ''));
  if (hours && /[hK]/.test(hours[0]) !== /[hK]/.test(HOUR_LETTER[o.hourCycle])) {
    // Another kind of clock: the pattern is made anew, with or without AM and PM.
    style = binding.bestPattern(locales.patterns(o.icu), withCycle(binding.skeletonOf(locales.patterns(o.icu), style), o.hourCycle)
      .replace(/a+/g, ''));
  }
  o.pattern = withCycle(style, o.hourCycle);
  o.skeleton = binding.skeletonOf(locales.patterns(o.icu), o.pattern);
  if (!hours) o.hourCycle = undefined;
}

// The fields as the pattern has them, which may not be as they were asked for.
function readPattern(o) {
  var found = {};
  mapPattern(o.pattern, function (letter, n, run) {
    if (letter === 'E' || letter === 'c') found.weekday = n >= 5 ? 'narrow' : n === 4 ? 'long' : 'short';
    if (letter === 'G') found.era = n >= 5 ? 'narrow' : n === 4 ? 'long' : 'short';
    if (letter === 'y' || letter === 'u' || letter === 'U' || letter === 'r') found.year = n === 2 ? '2-digit' : 'numeric';
    if (letter === 'M' || letter === 'L') {
      found.month = ['numeric', '2-digit', 'short', 'long', 'narrow'][n - 1];
    }
    if (letter === 'd') found.day = n === 2 ? '2-digit' : 'numeric';
    if (letter === 'B' || letter === 'b') found.dayPeriod = n >= 5 ? 'narrow' : n === 4 ? 'long' : 'short';
    if ('hHkK'.indexOf(letter) >= 0) found.hour = n === 2 ? '2-digit' : 'numeric';
    if (letter === 'm') found.minute = n === 2 ? '2-digit' : 'numeric';
    if (letter === 's') found.second = n === 2 ? '2-digit' : 'numeric';
    if (letter === 'S') found.fractionalSecondDigits = n;
    if ('zOv'.indexOf(letter) >= 0) found.timeZoneName = o.timeZoneName;
    return run;
  });
  FIELDS.forEach(function (field) {
    var onlyAsked = field[0] === 'dayPeriod' || field[0] === 'era';
    o[field[0]] = onlyAsked && o[field[0]] === undefined ? undefined : found[field[0]];
  });
  if (o.hour === undefined) o.hourCycle = undefined;
}

// ---- formatting ----

function time(date) {
  var value = date === undefined ? Date.now() : Number(date);
  if (!(Math.abs(value) <= 8.64e15)) throw new RangeError('Invalid time value');
  return Math.trunc(value) + 0;
}

function formatTime(o, value, parts) {
  if (o.handle === undefined) o.handle = binding.openDate(o.icu, o.timeZone, o.pattern);
  return binding.formatDate(o.handle, value, parts);
}

// ICU puts a narrow space before AM and PM. Engines put a plain one into whole texts (not into
// parts and ranges), for the sake of programs that take them apart.
function formatText(o, value) {
  return formatTime(o, value, false)[0].replace(/\u202f/g, ' ');
}

// Only the locale can tell ICU's spans which hours to use.
function intervalLocale(o) {
  if (o.hourCycle === undefined) return o.icu;
  return o.icu + (o.icu.indexOf('-u-') < 0 ? '-u' : '') + '-hc-' + o.hourCycle;
}

// [text, …] of a span; undefined where both dates look the same.
function formatSpan(o, from, to) {
  var out, i;
  if (o.interval === undefined) o.interval = binding.openInterval(intervalLocale(o), o.timeZone, o.skeleton);
  out = binding.formatInterval(o.interval, from, to, true);
  for (i = 1; i < out.length; i += 4) {
    if (out[i] >= 0x1000) return out;
  }
}

var PART_NAMES = ['era', 'year', 'month', 'day', 'hour', 'hour', 'minute', 'second', 'fractionalSecond', 'weekday',
  'literal', 'literal', 'literal', 'literal', 'dayPeriod', 'hour', 'hour', 'timeZoneName', 'year', 'weekday',
  'year', 'literal', 'literal', 'timeZoneName', 'timeZoneName', 'weekday', 'month', 'literal', 'literal',
  'timeZoneName', 'yearName', 'timeZoneName', 'timeZoneName', 'timeZoneName', 'relatedYear', 'dayPeriod',
  'dayPeriod', 'literal'];

function partType(category, field) {
  return PART_NAMES[field] || 'literal';
}

// Neighbouring literals are one part.
function mergeLiterals(parts) {
  return parts.reduce(function (out, p) {
    var last = out[out.length - 1];
    if (last && last.type === 'literal' && p.type === 'literal' && last.source === p.source) last.value += p.value;
    else out.push(p);
    return out;
  }, []);
}

function DateTimeFormat(given, options) {
  if (!new.target) return new DateTimeFormat(given, options);
  locales.keep(this, read(given, options, 'any', 'date'));
}

locales.getter(DateTimeFormat.prototype, 'format', function () {
  var o = locales.slot(this, SERVICE, 'get Intl.DateTimeFormat.prototype.format');
  if (o.bound === undefined) {
    o.bound = function (date) { return formatText(o, time(date)); };
    Object.defineProperty(o.bound, 'name', { value: '', configurable: true });
    Object.defineProperty(o.bound, 'length', { value: 1, configurable: true });
  }
  return o.bound;
});

locales.method(DateTimeFormat.prototype, 'formatToParts', function (date) {
  var o = locales.slot(this, SERVICE, 'Intl.DateTimeFormat.prototype.formatToParts');
  return mergeLiterals(locales.parts(formatTime(o, time(date), true), partType).map(function (p) {
    return { type: p.type, value: p.value };
  }));
}, 1);

function checkDates(from, to) {
  if (from === undefined || to === undefined) throw new TypeError('startDate or endDate cannot be undefined');
}

locales.method(DateTimeFormat.prototype, 'formatRange', function (from, to) {
  var o = locales.slot(this, SERVICE, 'Intl.DateTimeFormat.prototype.formatRange'), found;
  checkDates(from, to);
  from = time(from);
  found = formatSpan(o, from, time(to));
  return found === undefined ? formatText(o, from) : found[0];
}, 2);

locales.method(DateTimeFormat.prototype, 'formatRangeToParts', function (from, to) {
  var o = locales.slot(this, SERVICE, 'Intl.DateTimeFormat.prototype.formatRangeToParts'), found;
  checkDates(from, to);
  from = time(from);
  found = formatSpan(o, from, time(to));
  if (found === undefined) found = formatTime(o, from, true);
  return mergeLiterals(locales.parts(found, partType).map(function (p) {
    return { type: p.type, value: p.value,
      source: p.span === 0 ? 'startRange' : p.span === 1 ? 'endRange' : 'shared' };
  }));
}, 2);

locales.method(DateTimeFormat.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, SERVICE, 'Intl.DateTimeFormat.prototype.resolvedOptions');
  var out = { locale: o.locale, calendar: o.calendar, numberingSystem: o.numberingSystem, timeZone: o.timeZone };
  if (o.hourCycle !== undefined) {
    out.hourCycle = o.hourCycle;
    out.hour12 = o.hourCycle === 'h11' || o.hourCycle === 'h12';
  }
  FIELDS.forEach(function (field) {
    if (o[field[0]] !== undefined) out[field[0]] = o[field[0]];
  });
  if (o.dateStyle !== undefined) out.dateStyle = o.dateStyle;
  if (o.timeStyle !== undefined) out.timeStyle = o.timeStyle;
  return out;
}, 0);

locales.finish(DateTimeFormat, 'DateTimeFormat', 0);
locales.supported(DateTimeFormat, SERVICE);

// Date.prototype.toLocale…String; the formatters without options are kept.
var kept = Object.create(null);

function toLocaleString(value, required, defaults, given, options) {
  var o;
  if (given === undefined && options === undefined) {
    if (kept[defaults] === undefined) kept[defaults] = read(given, options, required, defaults);
    o = kept[defaults];
  } else {
    o = read(given, options, required, defaults);
  }
  return value !== value ? 'Invalid Date' : formatText(o, value);
}

module.exports = { DateTimeFormat: DateTimeFormat, toLocaleString: toLocaleString, isCalendar: isCalendar };
