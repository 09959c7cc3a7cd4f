'use strict';
// internal/intl/number: Intl.NumberFormat (ECMA-402, 15): options become a skeleton of ICU's.

var binding = internalBinding('intl');
var locales = require('internal/intl/locales');

var SERVICE = 'Intl.NumberFormat';
var UNITS = ('acre bit byte celsius centimeter day degree fahrenheit fluid-ounce foot gallon gigabit ' +
  'gigabyte gram hectare hour inch kilobit kilobyte kilogram kilometer liter megabit megabyte meter ' +
  'microsecond mile mile-scandinavian milliliter millimeter millisecond minute month nanosecond ounce ' +
  'percent petabyte pound second stone terabit terabyte week yard year').split(' ');
var INCREMENTS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000, 2500, 5000];
var ROUNDING = { ceil: 'ceiling', floor: 'floor', expand: 'up', trunc: 'down', halfCeil: 'half-ceiling',
  halfFloor: 'half-floor', halfExpand: 'half-up', halfTrunc: 'half-down', halfEven: 'half-even' };
var SIGNS = { auto: 'auto', never: 'never', always: 'always', exceptZero: 'except-zero', negative: 'negative' };
var WIDTHS = { code: 'iso-code', symbol: 'short', narrowSymbol: 'narrow', name: 'full-name', short: 'short',
  narrow: 'narrow', long: 'full-name' };
var MAX_FRACTION = 20;

var numberingSystems = null;

function isNumberingSystem(name) {
  if (numberingSystems === null) numberingSystems = binding.numberingSystems();
  return numberingSystems.indexOf(name) >= 0;
}

function isUnit(unit) {
  var both = unit.split('-per-');
  return UNITS.indexOf(unit) >= 0 ||
    both.length === 2 && UNITS.indexOf(both[0]) >= 0 && UNITS.indexOf(both[1]) >= 0;
}

// SetNumberFormatUnitOptions
function readUnits(o, options) {
  var currency, unit;
  o.style = locales.option(SERVICE, options, 'style', ['decimal', 'percent', 'currency', 'unit'], 'decimal');
  currency = locales.option(SERVICE, options, 'currency');
  if (currency !== undefined && !/^[a-z]{3}$/i.test(currency)) {
    throw new RangeError('Invalid currency code : ' + currency);
  }
  if (o.style === 'currency' && currency === undefined) {
    throw new TypeError('Currency code is required with currency style.');
  }
  o.currencyDisplay = locales.option(SERVICE, options, 'currencyDisplay',
    ['code', 'symbol', 'narrowSymbol', 'name'], 'symbol');
  o.currencySign = locales.option(SERVICE, options, 'currencySign', ['standard', 'accounting'], 'standard');
  unit = locales.option(SERVICE, options, 'unit');
  if (unit !== undefined && !isUnit(unit)) {
    throw new RangeError('Invalid unit argument for Intl.NumberFormat() \'' + unit + '\'');
  }
  if (o.style === 'unit' && unit === undefined) {
    throw new TypeError('Invalid unit argument for Intl.NumberFormat() \'\'');
  }
  o.unitDisplay = locales.option(SERVICE, options, 'unitDisplay', ['short', 'narrow', 'long'], 'short');
  if (o.style === 'currency') o.currency = currency.toUpperCase();
  if (o.style === 'unit') o.unit = unit;
}

function readFraction(o, minimum, maximum, fallbackMin, fallbackMax) {
  minimum = locales.numberIn(minimum, 'minimumFractionDigits', 0, MAX_FRACTION, undefined);
  maximum = locales.numberIn(maximum, 'maximumFractionDigits', 0, MAX_FRACTION, undefined);
  if (minimum === undefined && maximum === undefined) {
    minimum = fallbackMin;
    maximum = fallbackMax;
  } else if (minimum === undefined) {
    minimum = Math.min(fallbackMin, maximum);
  } else if (maximum === undefined) {
    maximum = Math.max(fallbackMax, minimum);
  } else if (minimum > maximum) {
    throw new RangeError('maximumFractionDigits value is out of range.');
  }
  o.minimumFractionDigits = minimum;
  o.maximumFractionDigits = maximum;
}

// SetNumberFormatDigitOptions
function readDigits(service, o, options, fallbackMin, fallbackMax, compact) {
  var minFraction, maxFraction, minDigits, maxDigits, hasDigits, hasFraction, priority;
  o.minimumIntegerDigits = locales.numberIn(options.minimumIntegerDigits, 'minimumIntegerDigits', 1, 21, 1);
  minFraction = options.minimumFractionDigits;
  maxFraction = options.maximumFractionDigits;
  minDigits = options.minimumSignificantDigits;
  maxDigits = options.maximumSignificantDigits;
  o.roundingIncrement = locales.numberIn(options.roundingIncrement, 'roundingIncrement', 1, 5000, 1);
  if (INCREMENTS.indexOf(o.roundingIncrement) < 0) throw new RangeError('roundingIncrement value is out of range.');
  o.roundingMode = locales.option(service, options, 'roundingMode', Object.keys(ROUNDING), 'halfExpand');
  priority = locales.option(service, options, 'roundingPriority', ['auto', 'morePrecision', 'lessPrecision'], 'auto');
  o.trailingZeroDisplay = locales.option(service, options, 'trailingZeroDisplay', ['auto', 'stripIfInteger'], 'auto');
  if (o.roundingIncrement !== 1) fallbackMax = fallbackMin;
  hasDigits = minDigits !== undefined || maxDigits !== undefined;
  hasFraction = minFraction !== undefined || maxFraction !== undefined;
  if (hasDigits || priority !== 'auto') {
    o.minimumSignificantDigits = locales.numberIn(minDigits, 'minimumSignificantDigits', 1, 21, 1);
    o.maximumSignificantDigits = locales.numberIn(maxDigits, 'maximumSignificantDigits',
      o.minimumSignificantDigits, 21, 21);
  }
  if (priority !== 'auto' || !hasDigits && (hasFraction || !compact)) {
    readFraction(o, minFraction, maxFraction, fallbackMin, fallbackMax);
  }
  o.roundingPriority = priority;
  o.compactRounding = priority === 'auto' && !hasDigits && !hasFraction && compact;
  if (o.compactRounding) {
    o.minimumFractionDigits = o.maximumFractionDigits = 0;
    o.minimumSignificantDigits = 1;
    o.maximumSignificantDigits = 2;
    o.roundingPriority = 'morePrecision';
  }
  if (o.roundingIncrement !== 1) {
    if (o.maximumSignificantDigits !== undefined || o.roundingPriority !== 'auto') {
      throw new TypeError('roundingIncrement value is invalid.');
    }
    if (o.minimumFractionDigits !== o.maximumFractionDigits) {
      throw new RangeError('roundingIncrement value is out of range.');
    }
  }
}

function readGrouping(options, compact) {
  var value = options.useGrouping;
  if (value === undefined) return compact ? 'min2' : 'auto';
  if (value === true) return 'always';
  if (!value) return false;
  value = locales.text(value);
  if (value === 'true' || value === 'false') return compact ? 'min2' : 'auto';
  if (['min2', 'auto', 'always'].indexOf(value) < 0) {
    throw new RangeError('Value ' + value + ' out of range for Intl.NumberFormat options property useGrouping');
  }
  return value;
}

function repeat(text, n) {
  return new Array(n + 1).join(text);
}

function precision(o) {
  var fraction, digits, out;
  if (o.compactRounding) return '';
  if (o.roundingIncrement !== 1) {
    out = String(o.roundingIncrement);
    fraction = o.maximumFractionDigits;
    if (fraction > 0) {
      while (out.length <= fraction) out = '0' + out;
      out = out.slice(0, -fraction) + '.' + out.slice(-fraction);
    }
    return ' precision-increment/' + out + (o.trailingZeroDisplay === 'stripIfInteger' ? '/w' : '');
  }
  if (o.maximumFractionDigits !== undefined) {
    fraction = o.maximumFractionDigits === 0 ? '.' : '.' + repeat('0', o.minimumFractionDigits) +
      repeat('#', o.maximumFractionDigits - o.minimumFractionDigits);
  }
  if (o.maximumSignificantDigits !== undefined) {
    digits = repeat('@', o.minimumSignificantDigits) +
      repeat('#', o.maximumSignificantDigits - o.minimumSignificantDigits);
  }
  if (fraction !== undefined && digits !== undefined) {
    out = fraction + '/' + digits + (o.roundingPriority === 'lessPrecision' ? 's' : 'r');
  } else if (digits !== undefined) {
    out = digits;
  } else {
    out = fraction === '.' ? 'precision-integer' : fraction;
  }
  return ' ' + out + (o.trailingZeroDisplay === 'stripIfInteger' ? '/w' : '');
}

function digitsSkeleton(o) {
  return precision(o) + ' rounding-mode-' + ROUNDING[o.roundingMode] +
    (o.minimumIntegerDigits > 1 ? ' integer-width/+' + repeat('0', o.minimumIntegerDigits) : '');
}

function skeleton(o) {
  var out = '';
  if (o.style === 'percent') out += ' percent scale/100';
  if (o.style === 'currency') out += ' currency/' + o.currency + ' unit-width-' + WIDTHS[o.currencyDisplay];
  if (o.style === 'unit') out += ' unit/' + o.unit + ' unit-width-' + WIDTHS[o.unitDisplay];
  if (o.notation === 'scientific' || o.notation === 'engineering') out += ' ' + o.notation;
  if (o.notation === 'compact') out += ' compact-' + o.compactDisplay;
  out += ' sign-' + (o.style !== 'currency' || o.currencySign !== 'accounting' || o.signDisplay === 'never' ?
    SIGNS[o.signDisplay] : o.signDisplay === 'auto' ? 'accounting' : 'accounting-' + SIGNS[o.signDisplay]);
  out += ' group-' + (o.useGrouping === false ? 'off' : o.useGrouping === 'always' ? 'on-aligned' : o.useGrouping);
  return (out + digitsSkeleton(o)).slice(1);
}

function read(given, options) {
  var o = { kind: SERVICE }, digits, compact, nu;
  var requested = locales.list(given), found;
  options = locales.coerce(options);
  locales.matcher(SERVICE, options);
  nu = locales.type(SERVICE, options, 'numberingSystem');
  found = locales.resolve(requested, { nu: { valid: isNumberingSystem, option: nu } });
  o.locale = found.locale;
  o.icu = found.tag;
  o.numberingSystem = found.nu || binding.numberingSystem(found.base);
  readUnits(o, options);
  o.notation = locales.option(SERVICE, options, 'notation',
    ['standard', 'scientific', 'engineering', 'compact'], 'standard');
  compact = o.notation === 'compact';
  digits = o.style === 'currency' && o.notation === 'standard' ? binding.currencyDigits(o.currency) : 0;
  readDigits(SERVICE, o, options, digits,
    o.style === 'currency' && o.notation === 'standard' ? digits : o.style === 'percent' ? 0 : 3, compact);
  o.compactDisplay = locales.option(SERVICE, options, 'compactDisplay', ['short', 'long'], 'short');
  o.useGrouping = readGrouping(options, compact);
  o.signDisplay = locales.option(SERVICE, options, 'signDisplay', Object.keys(SIGNS), 'auto');
  return o;
}

// ---- numbers in ----

// ToIntlMathematicalValue: a number, or digits where it isn't one exactly.
function numeric(value) {
  var found;
  if (typeof value === 'object' && value !== null || typeof value === 'function') {
    value = primitive(value);
  }
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'string') return Number(value);
  found = Number(value);
  // A decimal text beyond a number's precision stays a text.
  if (isFinite(found) && /^\s*[-+]?[0-9]*\.?[0-9]+(?:e[-+]?[0-9]+)?\s*$/i.test(value) &&
      value.replace(/[^0-9]/g, '').length > 15) {
    return value.trim();
  }
  return found;
}

// ToPrimitive with the hint number.
function primitive(value) {
  var convert = value[Symbol.toPrimitive], i, out;
  if (convert !== undefined && convert !== null) {
    out = convert.call(value, 'number');
    if (typeof out !== 'object' && typeof out !== 'function' || out === null) return out;
    throw new TypeError('Cannot convert object to primitive value');
  }
  for (i = 0; i < 2; i++) {
    convert = value[i === 0 ? 'valueOf' : 'toString'];
    if (typeof convert !== 'function') continue;
    out = convert.call(value);
    if (typeof out !== 'object' && typeof out !== 'function' || out === null) return out;
  }
  throw new TypeError('Cannot convert object to primitive value');
}

function digits(value) {
  if (typeof value === 'string') return value;
  return value === Infinity ? 'Infinity' : value === -Infinity ? '-Infinity' : Object.is(value, -0) ? '-0' : String(value);
}

// ---- parts out ----

var FIELDS = ['integer', 'fraction', 'decimal', 'exponentSeparator', 'exponentMinusSign', 'exponentInteger',
  'group', 'currency', 'percentSign', 'permilleSign', 'sign', 'unit', 'compact', 'approximatelySign'];

function partType(o, value) {
  return function (category, field, text) {
    var name = FIELDS[field], first = typeof value === 'string' ? value[0] === '-' : value < 0 || Object.is(value, -0);
    if (name === 'integer' && typeof value === 'number' && value !== value) return 'nan';
    if (name === 'integer' && (value === Infinity || value === -Infinity)) return 'infinity';
    if (name === 'percentSign' && o.style === 'unit') return 'unit';
    if (name === 'sign') return value === undefined ? /[+\uff0b]/.test(text) ? 'plusSign' : 'minusSign' :
      first ? 'minusSign' : 'plusSign';
    return name || 'literal';
  };
}

// ---- the class ----

function NumberFormat(given, options) {
  if (!new.target) return new NumberFormat(given, options);
  locales.keep(this, read(given, options));
}

function formatter(o) {
  if (o.handle === undefined) o.handle = binding.openNumber(skeleton(o), o.icu);
  return o.handle;
}

function rangeFormatter(o) {
  if (o.rangeHandle === undefined) o.rangeHandle = binding.openRange(skeleton(o), o.icu);
  return o.rangeHandle;
}

function formatWith(o, value) {
  return binding.formatNumber(formatter(o), value, false)[0];
}

locales.getter(NumberFormat.prototype, 'format', function () {
  var o = locales.slot(this, SERVICE, 'get Intl.NumberFormat.prototype.format');
  if (o.bound === undefined) {
    o.bound = function (value) { return formatWith(o, numeric(value)); };
    Object.defineProperty(o.bound, 'name', { value: '', configurable: true });
  }
  return o.bound;
});

locales.method(NumberFormat.prototype, 'formatToParts', function (value) {
  var o = locales.slot(this, SERVICE, 'Intl.NumberFormat.prototype.formatToParts');
  value = numeric(value);
  return locales.parts(binding.formatNumber(formatter(o), value, true), partType(o, value)).map(function (p) {
    return { type: p.type, value: p.value };
  });
}, 1);

function range(o, from, to, parts) {
  if (from === undefined || to === undefined) throw new TypeError('Invalid argument');
  from = numeric(from);
  to = numeric(to);
  if (from !== from || to !== to) throw new RangeError('Invalid argument');
  return binding.formatRange(rangeFormatter(o), digits(from), digits(to), parts);
}

locales.method(NumberFormat.prototype, 'formatRange', function (from, to) {
  return range(locales.slot(this, SERVICE, 'Intl.NumberFormat.prototype.formatRange'), from, to, false)[0];
}, 2);

locales.method(NumberFormat.prototype, 'formatRangeToParts', function (from, to) {
  var o = locales.slot(this, SERVICE, 'Intl.NumberFormat.prototype.formatRangeToParts');
  return locales.parts(range(o, from, to, true), partType(o)).map(function (p) {
    return { type: p.type, value: p.value,
      source: p.span === 0 ? 'startRange' : p.span === 1 ? 'endRange' : 'shared' };
  });
}, 2);

var SHOWN = ['locale', 'numberingSystem', 'style', 'currency', 'currencyDisplay', 'currencySign', 'unit',
  'unitDisplay', 'minimumIntegerDigits', 'minimumSignificantDigits', 'maximumSignificantDigits',
  'minimumFractionDigits', 'maximumFractionDigits', 'useGrouping', 'notation', 'compactDisplay',
  'signDisplay', 'roundingMode', 'roundingIncrement', 'trailingZeroDisplay', 'roundingPriority'];
var ONLY = { currencyDisplay: 'currency', currencySign: 'currency', unitDisplay: 'unit' };

locales.method(NumberFormat.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, SERVICE, 'Intl.NumberFormat.prototype.resolvedOptions'), out = {};
  SHOWN.forEach(function (name) {
    if (ONLY[name] !== undefined && o.style !== ONLY[name]) return;
    if (name === 'compactDisplay' && o.notation !== 'compact') return;
    if (o[name] !== undefined) out[name] = o[name];
  });
  return out;
}, 0);

locales.finish(NumberFormat, 'NumberFormat', 0);
locales.supported(NumberFormat, SERVICE);

// Number.prototype.toLocaleString and BigInt's: the formatter of the last call is kept.
var plain = null;

function toLocaleString(value, given, options) {
  if (given === undefined && options === undefined) {
    if (plain === null) plain = read();
    return formatWith(plain, typeof value === 'bigint' ? value.toString() : value);
  }
  return formatWith(read(given, options), typeof value === 'bigint' ? value.toString() : value);
}

module.exports = { NumberFormat: NumberFormat, readDigits: readDigits, digitsSkeleton: digitsSkeleton,
  digits: digits, isNumberingSystem: isNumberingSystem, UNITS: UNITS, FIELDS: FIELDS,
  toLocaleString: toLocaleString };
