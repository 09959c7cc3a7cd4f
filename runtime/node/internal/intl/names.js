'use strict';
// internal/intl/names: Intl.Locale and Intl.DisplayNames (ECMA-402, 12, 14).

var binding = internalBinding('intl');
var locales = require('internal/intl/locales');
var isCalendar = require('internal/intl/date').isCalendar;

// ---- locales ----

var LANGUAGE = /^(?:[a-z]{2,3}|[a-z]{5,8})$/i, SCRIPT = /^[a-z]{4}$/i, REGION = /^(?:[a-z]{2}|[0-9]{3})$/i;

// The tag's own parts: language, script, region, and what follows of it before extensions.
function subtags(tag) {
  var found = /^([a-z]+)(?:-([a-z]{4}))?(?:-([a-z]{2}|[0-9]{3}))?((?:-[a-z0-9]{4,8})*)/i.exec(tag);
  return { language: found[1], script: found[2], region: found[3], variants: found[4], base: found[0],
    rest: tag.slice(found[0].length) };
}

function part(options, name, pattern) {
  var value = options[name];
  if (value === undefined) return undefined;
  value = locales.text(value);
  if (!pattern.test(value)) throw new RangeError('Incorrect locale information provided');
  return value;
}

// The tag with the -u- keywords of `values` put in or replaced.
function withKeywords(tag, values) {
  var has = locales.keywords(tag), keys, text;
  Object.keys(values).forEach(function (key) { if (values[key] !== undefined) has[key] = values[key]; });
  keys = Object.keys(has).sort();
  text = keys.map(function (key) { return key + (has[key] === '' || has[key] === 'true' ? '' : '-' + has[key]); }).join('-');
  tag = locales.withoutUnicode(tag);
  if (text === '') return tag;
  return tag.indexOf('-x-') >= 0 ? tag.replace('-x-', '-u-' + text + '-x-') : tag + '-u-' + text;
}

function Locale(tag, options) {
  var s, values = {}, numeric, language, script, region;
  if (!new.target) throw new TypeError("Constructor Intl.Locale requires 'new'");
  if (typeof tag !== 'string' && (typeof tag !== 'object' && typeof tag !== 'function' || tag === null)) {
    throw new TypeError('First argument to Intl.Locale constructor can\'t be empty or missing');
  }
  tag = locales.tagOf(tag);
  options = locales.coerce(options);
  s = subtags(tag);
  language = part(options, 'language', LANGUAGE);
  script = part(options, 'script', SCRIPT);
  region = part(options, 'region', REGION);
  if (language !== undefined || script !== undefined || region !== undefined) {
    tag = (language || s.language) + (script || s.script ? '-' + (script || s.script) : '') +
      (region || s.region ? '-' + (region || s.region) : '') + s.variants + s.rest;
    tag = locales.canonical(tag);
  }
  values.ca = locales.type('Intl.Locale', options, 'calendar');
  values.co = locales.type('Intl.Locale', options, 'collation');
  values.hc = locales.option('Intl.Locale', options, 'hourCycle', ['h11', 'h12', 'h23', 'h24'], undefined);
  values.kf = locales.option('Intl.Locale', options, 'caseFirst', ['upper', 'lower', 'false'], undefined);
  numeric = locales.flag(options, 'numeric', undefined);
  values.kn = numeric === undefined ? undefined : String(numeric);
  values.nu = locales.type('Intl.Locale', options, 'numberingSystem');
  tag = locales.canonical(withKeywords(tag, values));
  locales.keep(this, { kind: 'Intl.Locale', tag: tag, parts: subtags(tag), keywords: locales.keywords(tag) });
}

function own(locale, name) {
  return locales.slot(locale, 'Intl.Locale', 'Intl.Locale.prototype.' + name);
}

function accessor(name, fn) {
  locales.getter(Locale.prototype, name, function () { return fn(own(this, name)); });
}

function keyword(name, key) {
  accessor(name, function (o) { return o.keywords[key]; });
}

function changed(locale, name, fn) {
  var o = own(locale, name), without = subtags(o.tag);
  return new Locale(fn(without.base) + without.rest);
}

locales.method(Locale.prototype, 'maximize', function () { return changed(this, 'maximize', binding.maximize); }, 0);
locales.method(Locale.prototype, 'minimize', function () { return changed(this, 'minimize', binding.minimize); }, 0);
locales.method(Locale.prototype, 'toString', function () { return own(this, 'toString').tag; }, 0);
accessor('baseName', function (o) { return o.parts.base; });
keyword('calendar', 'ca');
keyword('caseFirst', 'kf');
keyword('collation', 'co');
keyword('hourCycle', 'hc');
accessor('numeric', function (o) { return o.keywords.kn === '' || o.keywords.kn === 'true'; });
keyword('numberingSystem', 'nu');
accessor('language', function (o) { return o.parts.language === 'und' ? undefined : o.parts.language; });
accessor('script', function (o) { return o.parts.script; });
accessor('region', function (o) { return o.parts.region; });

// One's own, where the tag says it, else what the locale uses.
function preferred(o, key, find) {
  return o.keywords[key] ? [o.keywords[key]] : find(o.parts.base);
}

accessor('calendars', function (o) {
  return preferred(o, 'ca', function (base) { return binding.calendars(base, true); });
});
accessor('collations', function (o) {
  return preferred(o, 'co', function (base) {
    return binding.collations(base).filter(function (name) { return name !== 'standard' && name !== 'search'; }).sort();
  });
});
accessor('hourCycles', function (o) {
  return preferred(o, 'hc', function (base) { return [binding.hourCycle(locales.patterns(base))]; });
});
accessor('numberingSystems', function (o) {
  return preferred(o, 'nu', function (base) { return [binding.numberingSystem(base)]; });
});
accessor('timeZones', function (o) {
  return o.parts.region === undefined ? undefined : binding.timeZones(1, o.parts.region).sort();
});
accessor('textInfo', function (o) { return { direction: binding.isRightToLeft(o.parts.base) ? 'rtl' : 'ltr' }; });
accessor('weekInfo', function (o) {
  var week = binding.week(o.parts.base);
  return { firstDay: week[0], weekend: week.slice(2), minimalDays: week[1] };
});
locales.finish(Locale, 'Locale', 1);

// ---- names ----

var KINDS = { language: 0, region: 1, script: 2, calendar: 3 };
var FIELDS = { era: 0, year: 1, quarter: 2, month: 3, weekOfYear: 4, weekday: 6, day: 9, dayPeriod: 10, hour: 11,
  minute: 12, second: 13, timeZoneName: 15 };
var STYLES = ['long', 'short', 'narrow'];
// ICU's own names of calendars that Unicode calls otherwise.
var CALENDARS = { gregory: 'gregorian', ethioaa: 'ethiopic-amete-alem' };

function DisplayNames(given, options) {
  var o = { kind: 'Intl.DisplayNames' }, requested, dialect;
  if (!new.target) throw new TypeError("Constructor Intl.DisplayNames requires 'new'");
  requested = locales.list(given);
  if (options === undefined) throw new TypeError('Cannot convert undefined or null to object');
  options = locales.need(options);
  locales.matcher(o.kind, options);
  o.style = locales.option(o.kind, options, 'style', ['narrow', 'short', 'long'], 'long');
  o.type = locales.option(o.kind, options, 'type',
    ['language', 'region', 'script', 'currency', 'calendar', 'dateTimeField'], undefined);
  if (o.type === undefined) throw new TypeError('Required option "type" must not be undefined');
  o.fallback = locales.option(o.kind, options, 'fallback', ['code', 'none'], 'code');
  o.locale = locales.resolve(requested, {}).locale;
  dialect = locales.option(o.kind, options, 'languageDisplay', ['dialect', 'standard'], 'dialect');
  if (o.type === 'language') o.languageDisplay = dialect;
  if (KINDS[o.type] !== undefined) {
    o.handle = binding.openNames(o.locale, o.style !== 'long', dialect === 'dialect');
  }
  locales.keep(this, o);
}

function invalid() {
  throw new RangeError('invalid_argument');
}

function checkedCode(type, code) {
  switch (type) {
    case 'language':
      if (!/^(?:[a-z]{2,3}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*$/i.test(code)) invalid();
      return locales.canonical(code);
    case 'region':
      if (!REGION.test(code)) invalid();
      return code.toUpperCase();
    case 'script':
      if (!SCRIPT.test(code)) invalid();
      return code[0].toUpperCase() + code.slice(1).toLowerCase();
    case 'currency':
      if (!/^[a-z]{3}$/i.test(code)) invalid();
      return code.toUpperCase();
    case 'calendar':
      if (!locales.TYPE.test(code)) invalid();
      return code.toLowerCase();
    default:
      if (!Object.prototype.hasOwnProperty.call(FIELDS, code)) invalid();
      return code;
  }
}

locales.method(DisplayNames.prototype, 'of', function (code) {
  var o = locales.slot(this, 'Intl.DisplayNames', 'Intl.DisplayNames.prototype.of'), name;
  code = checkedCode(o.type, locales.text(code));
  if (o.type === 'currency') name = binding.currencyName(code, o.locale);
  else if (o.type === 'dateTimeField') name = binding.fieldName(locales.patterns(o.locale), FIELDS[code], STYLES.indexOf(o.style));
  else name = binding.name(o.handle, KINDS[o.type], o.type === 'calendar' && CALENDARS[code] || code);
  return name !== undefined ? name : o.fallback === 'code' ? code : undefined;
}, 1);

locales.method(DisplayNames.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, 'Intl.DisplayNames', 'Intl.DisplayNames.prototype.resolvedOptions');
  var out = { locale: o.locale, style: o.style, type: o.type, fallback: o.fallback };
  if (o.languageDisplay !== undefined) out.languageDisplay = o.languageDisplay;
  return out;
}, 0);

locales.finish(DisplayNames, 'DisplayNames', 2);
locales.supported(DisplayNames, 'Intl.DisplayNames');

module.exports = { Locale: Locale, DisplayNames: DisplayNames, isCalendar: isCalendar };
