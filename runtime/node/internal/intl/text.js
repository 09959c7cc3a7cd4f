'use strict';
// internal/intl/text: Intl.Collator, ListFormat, Segmenter (ECMA-402, 10, 13, 18).

var binding = internalBinding('intl');
var locales = require('internal/intl/locales');

// ---- order ----

// ICU's attributes and values (unicode/ucol.h).
var ALTERNATE = 1, CASE_FIRST = 2, CASE_LEVEL = 3, STRENGTH = 5, NUMERIC = 7;
var OFF = 16, ON = 17, SHIFTED = 20, LOWER_FIRST = 24, UPPER_FIRST = 25;
var STRENGTHS = { base: 0, accent: 1, 'case': 0, variant: 2 };
var FIRST = { upper: UPPER_FIRST, lower: LOWER_FIRST, 'false': OFF };

function isCollation(name, base) {
  return name !== 'standard' && name !== 'search' && binding.collations(base).indexOf(name) >= 0;
}

function readCollator(given, options) {
  var o = { kind: 'Intl.Collator' }, usage, numeric, first, found, requested = locales.list(given), attributes, co;
  options = locales.coerce(options);
  usage = locales.option(o.kind, options, 'usage', ['sort', 'search'], 'sort');
  locales.matcher(o.kind, options);
  co = locales.type(o.kind, options, 'collation');
  numeric = locales.flag(options, 'numeric', undefined);
  first = locales.option(o.kind, options, 'caseFirst', ['upper', 'lower', 'false'], undefined);
  found = locales.resolve(requested, {
    co: { valid: isCollation, option: usage === 'search' ? null : co === undefined ? undefined : co },
    kn: { valid: function (v) { return v === 'true' || v === 'false'; },
      option: numeric === undefined ? undefined : String(numeric) },
    kf: { valid: function (v) { return FIRST[v] !== undefined; }, option: first }
  });
  o.locale = found.locale;
  // An asked collation counts like one of the tag's.
  if (co !== undefined && found.co === co && !/-co-/.test(o.locale)) {
    o.locale += (o.locale.indexOf('-u-') < 0 ? '-u' : '') + '-co-' + co;
  }
  o.usage = usage;
  o.sensitivity = locales.option(o.kind, options, 'sensitivity', ['base', 'accent', 'case', 'variant'], undefined);
  o.ignorePunctuation = locales.flag(options, 'ignorePunctuation', undefined);
  o.collation = found.co || 'default';
  o.numeric = found.kn === 'true';
  attributes = [NUMERIC, o.numeric ? ON : OFF];
  if (found.kf !== undefined) attributes.push(CASE_FIRST, FIRST[found.kf]);
  if (o.sensitivity !== undefined) attributes.push(STRENGTH, STRENGTHS[o.sensitivity]);
  if (o.sensitivity === 'case') attributes.push(CASE_LEVEL, ON);
  if (o.ignorePunctuation === true) attributes.push(ALTERNATE, SHIFTED);
  o.handle = binding.openCollator.apply(binding,
    [found.base + (usage === 'search' ? '-u-co-search' : found.co ? '-u-co-' + found.co : '')].concat(attributes));
  if (o.sensitivity === undefined) o.sensitivity = 'variant';
  if (o.ignorePunctuation === undefined) {
    o.ignorePunctuation = binding.collatorAttribute(o.handle, ALTERNATE) === SHIFTED;
  }
  first = binding.collatorAttribute(o.handle, CASE_FIRST);
  o.caseFirst = first === UPPER_FIRST ? 'upper' : first === LOWER_FIRST ? 'lower' : 'false';
  return o;
}

function Collator(given, options) {
  if (!new.target) return new Collator(given, options);
  locales.keep(this, readCollator(given, options));
}

locales.getter(Collator.prototype, 'compare', function () {
  var o = locales.slot(this, 'Intl.Collator', 'get Intl.Collator.prototype.compare');
  if (o.bound === undefined) {
    o.bound = function (a, b) { return binding.compare(o.handle, locales.text(a), locales.text(b)); };
    Object.defineProperty(o.bound, 'name', { value: '', configurable: true });
  }
  return o.bound;
});

locales.method(Collator.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, 'Intl.Collator', 'Intl.Collator.prototype.resolvedOptions');
  return { locale: o.locale, usage: o.usage, sensitivity: o.sensitivity, ignorePunctuation: o.ignorePunctuation,
    collation: o.collation, numeric: o.numeric, caseFirst: o.caseFirst };
}, 0);

locales.finish(Collator, 'Collator', 0);
locales.supported(Collator, 'Intl.Collator');

var plain = null;

function compare(a, b, given, options) {
  if (given === undefined && options === undefined) {
    if (plain === null) plain = readCollator();
    return binding.compare(plain.handle, a, b);
  }
  return binding.compare(readCollator(given, options).handle, a, b);
}

// String.prototype.toLocaleUpperCase and …LowerCase
function toCase(text, given, upper) {
  var tag = locales.list(given)[0], language = tag === undefined ? '' : tag.split('-')[0];
  if (['az', 'lt', 'tr', 'el'].indexOf(language) < 0) return upper ? text.toUpperCase() : text.toLowerCase();
  return upper ? binding.upper(text, language) : binding.lower(text, language);
}

// ---- lists ----

var LIST_TYPES = ['conjunction', 'disjunction', 'unit'], WIDTHS = ['long', 'short', 'narrow'];

function ListFormat(given, options) {
  var o = { kind: 'Intl.ListFormat' }, requested;
  if (!new.target) throw new TypeError("Constructor Intl.ListFormat requires 'new'");
  requested = locales.list(given);
  options = locales.need(options);
  locales.matcher(o.kind, options);
  o.locale = locales.resolve(requested, {}).locale;
  o.type = locales.option(o.kind, options, 'type', LIST_TYPES, 'conjunction');
  o.style = locales.option(o.kind, options, 'style', WIDTHS, 'long');
  o.handle = binding.openList(o.locale, LIST_TYPES.indexOf(o.type), WIDTHS.indexOf(o.style));
  locales.keep(this, o);
}

function texts(list) {
  var out = [], it, step, value;
  if (list === undefined) return out;
  it = list[Symbol.iterator];
  if (typeof it !== 'function') throw new TypeError(String(list) + ' is not iterable');
  it = it.call(list);
  for (step = it.next(); !step.done; step = it.next()) {
    value = step.value;
    if (typeof value !== 'string') {
      if (typeof it['return'] === 'function') it['return']();
      throw new TypeError('Iterable yielded ' + locales.shown(value) + ' which is not a string');
    }
    out.push(value);
  }
  return out;
}

locales.method(ListFormat.prototype, 'format', function (list) {
  var o = locales.slot(this, 'Intl.ListFormat', 'Intl.ListFormat.prototype.format');
  return binding.formatList(o.handle, texts(list), false)[0];
}, 1);

locales.method(ListFormat.prototype, 'formatToParts', function (list) {
  var o = locales.slot(this, 'Intl.ListFormat', 'Intl.ListFormat.prototype.formatToParts');
  return locales.parts(binding.formatList(o.handle, texts(list), true), function (category, field) {
    return field === 0 ? 'literal' : 'element';
  }).map(function (p) { return { type: p.type, value: p.value }; });
}, 1);

locales.method(ListFormat.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, 'Intl.ListFormat', 'Intl.ListFormat.prototype.resolvedOptions');
  return { locale: o.locale, type: o.type, style: o.style };
}, 0);

locales.finish(ListFormat, 'ListFormat', 0);
locales.supported(ListFormat, 'Intl.ListFormat');

// ---- segments ----

var GRANULARITIES = { grapheme: 0, word: 1, sentence: 3 };

function Segmenter(given, options) {
  var o = { kind: 'Intl.Segmenter' }, requested;
  if (!new.target) throw new TypeError("Constructor Intl.Segmenter requires 'new'");
  requested = locales.list(given);
  options = locales.need(options);
  locales.matcher(o.kind, options);
  o.locale = locales.resolve(requested, {}).locale;
  o.granularity = locales.option(o.kind, options, 'granularity', Object.keys(GRANULARITIES), 'grapheme');
  locales.keep(this, o);
}

var segmentsPrototype = {};
var iteratorPrototype = Object.create(Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]())));

function open(o, text) {
  return { handle: binding.openSegments(o.locale, GRANULARITIES[o.granularity], text), text: text,
    words: o.granularity === 'word' };
}

function segmentAt(s, at) {
  var found = binding.segment(s.handle, at);
  var out = { segment: s.text.slice(found[0], found[1]), index: found[0], input: s.text };
  if (s.words) out.isWordLike = found[2];
  return out;
}

locales.method(Segmenter.prototype, 'segment', function (text) {
  var o = locales.slot(this, 'Intl.Segmenter', 'Intl.Segmenter.prototype.segment'), s, out;
  s = open(o, locales.text(text));
  s.kind = '%SegmentsPrototype%';
  s.options = o;
  out = Object.create(segmentsPrototype);
  locales.keep(out, s);
  return out;
}, 1);

locales.method(segmentsPrototype, 'containing', function (index) {
  var s = locales.slot(this, '%SegmentsPrototype%', '%SegmentsPrototype%.containing');
  index = Math.trunc(Number(index)) || 0;
  return index < 0 || index >= s.text.length ? undefined : segmentAt(s, index);
}, 1);

locales.method(segmentsPrototype, Symbol.iterator, function () {
  var s = locales.slot(this, '%SegmentsPrototype%', '%SegmentsPrototype%[Symbol.iterator]');
  var out = Object.create(iteratorPrototype), own = open(s.options, s.text);
  own.kind = '%SegmentIteratorPrototype%';
  own.at = 0;
  locales.keep(out, own);
  return out;
}, 0);

locales.method(iteratorPrototype, 'next', function () {
  var s = locales.slot(this, '%SegmentIteratorPrototype%', '%SegmentIteratorPrototype%.next'), found;
  if (s.at >= s.text.length) return { value: undefined, done: true };
  found = segmentAt(s, s.at);
  s.at = found.index + found.segment.length;
  return { value: found, done: false };
}, 0);

Object.defineProperty(iteratorPrototype, Symbol.toStringTag, { value: 'Segmenter String Iterator', configurable: true });

locales.method(Segmenter.prototype, 'resolvedOptions', function () {
  var o = locales.slot(this, 'Intl.Segmenter', 'Intl.Segmenter.prototype.resolvedOptions');
  return { locale: o.locale, granularity: o.granularity };
}, 0);

locales.finish(Segmenter, 'Segmenter', 0);
locales.supported(Segmenter, 'Intl.Segmenter');

module.exports = { Collator: Collator, ListFormat: ListFormat, Segmenter: Segmenter, compare: compare, toCase: toCase,
  isCollation: isCollation };
