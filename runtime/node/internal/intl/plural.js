'use strict';
// internal/intl/plural: Intl.PluralRules and RelativeTimeFormat (ECMA-402, 16, 17).

var binding = internalBinding('intl');
var locales = require('internal/intl/locales');
var numbers = require('internal/intl/number');

// ---- plurals ----

var ORDER = ['few', 'many', 'one', 'two', 'zero', 'other'];

function PluralRules(given, options) {
  var o = { kind: 'Intl.PluralRules' }, requested;
  if (!new.target) throw new TypeError("Constructor Intl.PluralRules requires 'new'");
  requested = locales.list(given);
  options = locales.coerce(options);
  locales.matcher(o.kind, options);
  o.type = locales.option(o.kind, options, 'type', ['cardinal', 'ordinal'], 'cardinal');
  numbers.readDigits(o.kind, o, options, 0, 3, false);
  o.locale = locales.resolve(requested, {}).locale;
  o.skeleton = numbers.digitsSkeleton(o).slice(1);
  o.handle = binding.openPlural(o.locale, o.type === 'ordinal');
  o.number = binding.openNumber(o.skeleton, o.locale);
  locales.keep(this, o);
}

locales.method(PluralRules.prototype, 'select', function (value) {
  var o = locales.slot(this, 'Intl.PluralRules', 'Intl.PluralRules.prototype.select');
  return binding.select(o.handle, o.number, Number(value));
}, 1);

locales.method(PluralRules.prototype, 'selectRange', function (from, to) {
  var o = locales.slot(this, 'Intl.PluralRules', 'Intl.PluralRules.prototype.selectRange');
  if (from === undefined || to === undefined) throw new TypeError('Invalid argument');
  from = Number(from);
  to = Number(to);
  if (from !== from || to !== to) throw new RangeError('Invalid argument');
  if (o.range === undefined) o.range = binding.openRange(o.skeleton, o.locale);
  return binding.selectRange(o.handle, o.range, numbers.digits(from), numbers.digits(to));
}, 2);

locales.method(PluralRules.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, 'Intl.PluralRules', 'Intl.PluralRules.prototype.resolvedOptions');
  var out = { locale: o.locale, type: o.type };
  ['minimumIntegerDigits', 'minimumFractionDigits', 'maximumFractionDigits', 'minimumSignificantDigits',
    'maximumSignificantDigits'].forEach(function (name) { if (o[name] !== undefined) out[name] = o[name]; });
  out.pluralCategories = binding.categories(o.handle).sort(function (a, b) {
    return ORDER.indexOf(a) - ORDER.indexOf(b);
  });
  return out;
}, 0);

locales.finish(PluralRules, 'PluralRules', 0);
locales.supported(PluralRules, 'Intl.PluralRules');

// ---- relative times ----

var NUMBER_FIELDS = 2; // UFIELD_CATEGORY_NUMBER
var UNITS = { year: 0, quarter: 1, month: 2, week: 3, day: 4, hour: 5, minute: 6, second: 7 };
var STYLES = ['long', 'short', 'narrow'];

function RelativeTimeFormat(given, options) {
  var o = { kind: 'Intl.RelativeTimeFormat' }, requested, nu, found;
  if (!new.target) throw new TypeError("Constructor Intl.RelativeTimeFormat requires 'new'");
  requested = locales.list(given);
  options = locales.coerce(options);
  locales.matcher(o.kind, options);
  nu = locales.type(o.kind, options, 'numberingSystem');
  found = locales.resolve(requested, { nu: { valid: numbers.isNumberingSystem, option: nu } });
  o.locale = found.locale;
  o.numberingSystem = found.nu || binding.numberingSystem(found.base);
  o.style = locales.option(o.kind, options, 'style', STYLES, 'long');
  o.numeric = locales.option(o.kind, options, 'numeric', ['always', 'auto'], 'always');
  o.handle = binding.openRelative(found.tag, STYLES.indexOf(o.style));
  locales.keep(this, o);
}

function relative(o, value, unit, parts) {
  var name, known, where = 'Intl.RelativeTimeFormat.prototype.' + (parts ? 'formatToParts' : 'format');
  value = Number(value);
  unit = locales.text(unit);
  name = unit.replace(/s$/, '');
  known = Object.prototype.hasOwnProperty.call(UNITS, name) && unit.length - name.length <= 1;
  if (!isFinite(value)) throw new RangeError('Value need to be finite number for ' + where + '()');
  if (!known) throw new RangeError('Invalid unit argument for ' + where + "() '" + unit + "'");
  return { unit: name, value: binding.formatRelative(o.handle, value, UNITS[name], o.numeric === 'auto', parts) };
}

locales.method(RelativeTimeFormat.prototype, 'format', function (value, unit) {
  var o = locales.slot(this, 'Intl.RelativeTimeFormat', 'Intl.RelativeTimeFormat.prototype.format');
  return relative(o, value, unit, false).value[0];
}, 2);

locales.method(RelativeTimeFormat.prototype, 'formatToParts', function (value, unit) {
  var o = locales.slot(this, 'Intl.RelativeTimeFormat', 'Intl.RelativeTimeFormat.prototype.formatToParts');
  var found = relative(o, value, unit, true);
  return locales.parts(found.value, function (category, field) {
    return numbers.FIELDS[field];
  }, NUMBER_FIELDS).map(function (p) {
    return p.type === 'literal' ? { type: p.type, value: p.value } : { type: p.type, value: p.value, unit: found.unit };
  });
}, 2);

locales.method(RelativeTimeFormat.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, 'Intl.RelativeTimeFormat', 'Intl.RelativeTimeFormat.prototype.resolvedOptions');
  return { locale: o.locale, style: o.style, numeric: o.numeric, numberingSystem: o.numberingSystem };
}, 0);

locales.finish(RelativeTimeFormat, 'RelativeTimeFormat', 0);
locales.supported(RelativeTimeFormat, 'Intl.RelativeTimeFormat');

module.exports = { PluralRules: PluralRules, RelativeTimeFormat: RelativeTimeFormat };
