'use strict';
// internal/intl/intl: the object Intl (ECMA-402, 8).

var binding = internalBinding('intl');
var locales = require('internal/intl/locales');
var numbers = require('internal/intl/number');

var Intl = {};

function value(name, get) {
  Object.defineProperty(Intl, name, { value: get, writable: true, enumerable: false, configurable: true });
}

Object.defineProperty(Intl, Symbol.toStringTag, { value: 'Intl', configurable: true });
locales.method(Intl, 'getCanonicalLocales', function (list) { return locales.list(list); }, 1);

// The zones that aren't another name of one.
function timeZones() {
  return binding.timeZones(1).filter(function (name) {
    return name.indexOf('/') > 0 && !/^(?:Etc|SystemV|US|Canada)\//.test(name) || name === 'UTC';
  });
}

var VALUES = {
  calendar: function () { return binding.calendars('en', false); },
  collation: function () {
    return binding.collations(undefined).filter(function (name) { return name !== 'standard' && name !== 'search'; });
  },
  currency: function () { return binding.currencies(); },
  numberingSystem: function () { return binding.numberingSystems(); },
  timeZone: timeZones,
  unit: function () { return numbers.UNITS; }
};

locales.method(Intl, 'supportedValuesOf', function (key) {
  var seen = Object.create(null);
  key = locales.text(key);
  if (!Object.prototype.hasOwnProperty.call(VALUES, key)) throw new RangeError('Invalid key : ' + key);
  return VALUES[key]().filter(function (name) {
    return seen[name] ? false : (seen[name] = true);
  }).sort();
}, 1);

value('DateTimeFormat', require('internal/intl/date').DateTimeFormat);
value('NumberFormat', numbers.NumberFormat);
value('Collator', require('internal/intl/text').Collator);
value('PluralRules', require('internal/intl/plural').PluralRules);
value('RelativeTimeFormat', require('internal/intl/plural').RelativeTimeFormat);
value('ListFormat', require('internal/intl/text').ListFormat);
value('Locale', require('internal/intl/names').Locale);
value('DisplayNames', require('internal/intl/names').DisplayNames);
value('Segmenter', require('internal/intl/text').Segmenter);

module.exports = Intl;
