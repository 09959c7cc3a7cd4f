'use strict';
// internal/intl/locales: language tags, lists of them, what a constructor makes of the tags
// and options that it is given (ECMA-402, 9).

var binding = internalBinding('intl');

// BCP 47 as ECMA-402 takes it: no extended languages, no irregular tags.
var TAG = new RegExp('^(?:[a-z]{2,3}|[a-z]{5,8})(?:-[a-z]{4})?(?:-(?:[a-z]{2}|[0-9]{3}))?' +
  '(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*(?:-[a-wy-z0-9](?:-[a-z0-9]{2,8})+)*' +
  '(?:-x(?:-[a-z0-9]{1,8})+)?$', 'i');
// Languages that have another tag today and ICU leaves as they are.
var LANGUAGES = { cmn: 'zh', 'in': 'id', iw: 'he', ji: 'yi', jw: 'jv', mo: 'ro', tl: 'fil', aju: 'jrb',
  scc: 'sr', scr: 'hr', sh: 'sr-Latn', cnr: 'sr-ME', drw: 'fa-AF' };
var TYPE = /^[a-z0-9]{3,8}(?:-[a-z0-9]{3,8})*$/i;

var available = Object.create(null); // tag to what was found out

function bad(tag) {
  throw new RangeError('Invalid language tag: ' + tag);
}

// No variant and no singleton twice.
function checkRepeats(tag) {
  var parts = tag.toLowerCase().split('-'), variants = {}, singletons = {}, inside = false, i, p;
  for (i = 1; i < parts.length; i++) {
    p = parts[i];
    if (p === 'x') return;
    if (p.length === 1) {
      if (singletons['$' + p]) bad(tag);
      singletons['$' + p] = inside = true;
    } else if (!inside && (p.length >= 5 || /^[0-9]...$/.test(p))) {
      if (variants['$' + p]) bad(tag);
      variants['$' + p] = true;
    }
  }
}

function canonical(tag) {
  var language, rest;
  if (!TAG.test(tag)) throw new RangeError('Incorrect locale information provided');
  checkRepeats(tag);
  language = /^[a-z]+/i.exec(tag)[0].toLowerCase();
  if (Object.prototype.hasOwnProperty.call(LANGUAGES, language)) {
    rest = tag.slice(language.length);
    // A script of the tag's own wins over the one that the alias brings.
    language = LANGUAGES[language];
    if (language.indexOf('-') > 0 && /^-[a-z]{2,4}(?:-|$)/i.test(rest)) language = language.split('-')[0];
    tag = language + rest;
  }
  return binding.canonical(tag);
}

// The tag without its -u- extension (or without any).
function withoutUnicode(tag) {
  return tag.replace(/-u(?:-[a-z0-9]{2,8})+/i, '');
}

// What the -u- extension says: key to value, '' for a key alone.
function keywords(tag) {
  var found = /-u((?:-[a-z0-9]{2,8})+)/i.exec(tag.split('-x-')[0]), out = Object.create(null), key = null;
  if (!found) return out;
  found[1].slice(1).split('-').forEach(function (p) {
    if (p.length === 2) {
      if (out[p] !== undefined) { key = '-'; return; }
      key = p;
      out[key] = '';
    } else if (key !== null && key !== '-') {
      out[key] += (out[key] === '' ? '' : '-') + p;
    }
  });
  return out;
}

function isAvailable(tag) {
  if (available[tag] === undefined) available[tag] = binding.isAvailable(tag);
  return available[tag];
}

function bestAvailable(tag) {
  var at;
  while (tag !== '') {
    if (isAvailable(tag)) return tag;
    at = tag.lastIndexOf('-');
    if (at < 0) return undefined;
    if (at >= 2 && tag[at - 2] === '-') at -= 2;
    tag = tag.slice(0, at);
  }
}

// A Locale, or a text; its tag.
function tagOf(value) {
  var slot;
  if (typeof value !== 'string' && (typeof value !== 'object' && typeof value !== 'function' || value === null)) {
    throw new TypeError('Language ID should be string or object.');
  }
  if (typeof value === 'object') {
    slot = value[binding.key];
    if (slot !== undefined && slot.tag !== undefined) return slot.tag;
  }
  return canonical(String(value));
}

// CanonicalizeLocaleList
function list(locales) {
  var out = [], seen = Object.create(null), from, n, i, tag;
  if (locales === undefined) return out;
  if (locales === null) throw new TypeError('Cannot convert undefined or null to object');
  if (typeof locales === 'string' || typeof locales === 'object' && locales[binding.key] !== undefined &&
      locales[binding.key].tag !== undefined) {
    return [tagOf(locales)];
  }
  from = Object(locales);
  n = Math.min(Math.max(Math.trunc(Number(from.length)) || 0, 0), Number.MAX_SAFE_INTEGER);
  for (i = 0; i < n; i++) {
    if (!(i in from)) continue;
    tag = tagOf(from[i]);
    if (!seen[tag]) {
      seen[tag] = true;
      out.push(tag);
    }
  }
  return out;
}

function defaultLocale() {
  return bestAvailable(withoutUnicode(binding.defaultLocale())) || 'en-US';
}

// ResolveLocale. `keys`: relevant keys to { valid(value, base), option }: what the option says
// (undefined: nothing). Gives { tag: for ICU, locale: for users, base, own: what the tag itself
// said, and each key's value }.
function resolve(requested, keys) {
  var base, extension = Object.create(null), out = { locale: '', tag: '' }, kept = [], all = [], i;
  for (i = 0; i < requested.length && base === undefined; i++) {
    base = bestAvailable(withoutUnicode(requested[i]).split('-x-')[0]);
    if (base !== undefined) extension = keywords(requested[i]);
  }
  if (base === undefined) base = defaultLocale();
  Object.keys(keys).sort().forEach(function (key) {
    var said = extension[key], option = keys[key].option, value, shown = false;
    if (said === '') said = 'true';
    if (said !== undefined && keys[key].valid(said, base)) {
      value = said;
      shown = true;
    }
    if (option !== undefined && option !== value && (option === null || keys[key].valid(option, base))) {
      value = option === null ? undefined : option;
      shown = false;
    }
    out[key] = value;
    if (value !== undefined) {
      all.push(key + (value === 'true' ? '' : '-' + value));
      if (shown) kept.push(key + (value === 'true' ? '' : '-' + value));
    }
  });
  out.locale = base + (kept.length ? '-u-' + kept.join('-') : '');
  out.tag = base + (all.length ? '-u-' + all.join('-') : '');
  out.base = base;
  out.own = extension;
  return out;
}

// ---- options ----

function text(value) {
  if (typeof value === 'symbol') throw new TypeError('Cannot convert a Symbol value to a string');
  return String(value);
}

// GetOption for texts; `values` may be undefined.
function option(service, options, name, values, fallback) {
  var value = options[name];
  if (value === undefined) return fallback;
  value = text(value);
  if (values !== undefined && values.indexOf(value) < 0) {
    throw new RangeError('Value ' + value + ' out of range for ' + service + ' options property ' + name);
  }
  return value;
}

function flag(options, name, fallback) {
  var value = options[name];
  return value === undefined ? fallback : Boolean(value);
}

// DefaultNumberOption and GetNumberOption
function numberIn(value, name, min, max, fallback) {
  if (value === undefined) return fallback;
  value = Number(value);
  if (!(value >= min && value <= max)) throw new RangeError(name + ' value is out of range.');
  return Math.floor(value);
}

// A Unicode type ("gregory", "latn"), or undefined.
function type(service, options, name) {
  var value = options[name];
  if (value === undefined) return undefined;
  value = text(value);
  if (!TYPE.test(value)) throw new RangeError('Invalid ' + name + ' : ' + value);
  return value.toLowerCase();
}

function coerce(options) {
  if (options === undefined) return Object.create(null);
  if (options === null) throw new TypeError('Cannot convert undefined or null to object');
  return Object(options);
}

function need(options) {
  if (options === undefined) return Object.create(null);
  if (options === null || typeof options !== 'object' && typeof options !== 'function') {
    throw new TypeError('Incorrect options information provided');
  }
  return options;
}

function matcher(service, options) {
  option(service, options, 'localeMatcher', ['lookup', 'best fit'], 'best fit');
}

// A locale's patterns of dates: loaded once.
var patternsOf = Object.create(null);

function patterns(tag) {
  if (patternsOf[tag] === undefined) patternsOf[tag] = binding.openPatterns(tag);
  return patternsOf[tag];
}

// ---- constructors ----

function method(target, name, fn, length) {
  Object.defineProperty(fn, 'name', { value: typeof name === 'symbol' ? '[' + name.description + ']' : name,
    configurable: true });
  if (length !== undefined) Object.defineProperty(fn, 'length', { value: length, configurable: true });
  Object.defineProperty(target, name, { value: fn, writable: true, enumerable: false, configurable: true });
}

function getter(target, name, fn) {
  Object.defineProperty(fn, 'name', { value: 'get ' + name, configurable: true });
  Object.defineProperty(target, name, { get: fn, set: undefined, enumerable: false, configurable: true });
}

// What `service` keeps in an object of its own; throws for another receiver.
function slot(object, kind, where) {
  var found = typeof object === 'object' && object !== null ? object[binding.key] : undefined;
  if (found === undefined || found.kind !== kind) {
    throw new TypeError('Method ' + where + ' called on incompatible receiver ' + shown(object));
  }
  return found;
}

function shown(value) {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return '#<' + (typeof value.constructor === 'function' && value.constructor.name || 'Object') + '>';
  }
  return String(value);
}

function keep(object, kept) {
  Object.defineProperty(object, binding.key, { value: kept });
}

// Tag, supportedLocalesOf and the attributes of `prototype`.
function finish(constructor, name, length) {
  Object.defineProperty(constructor, 'name', { value: name, configurable: true });
  Object.defineProperty(constructor, 'length', { value: length, configurable: true });
  Object.defineProperty(constructor, 'prototype', { writable: false });
  Object.defineProperty(constructor.prototype, 'constructor', { value: constructor, writable: true,
    enumerable: false, configurable: true });
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: 'Intl.' + name, configurable: true });
}

function supported(constructor, service) {
  method(constructor, 'supportedLocalesOf', function (locales, options) {
    var requested = list(locales);
    matcher(service, coerce(options));
    return requested.filter(function (tag) { return bestAvailable(withoutUnicode(tag)) !== undefined; });
  }, 1);
}

// ---- formatted values ----

// Cuts [text, category, field, start, end, …] into [{ type, value, span }]: each unit belongs to
// the shortest field over it. typeOf(category, field, value) names a part; a span of ICU's own
// (categories from 0x1000 on) that holds a whole part gives it its number: which of two values.
// `category`: only ICU's fields of that kind count.
function parts(value, typeOf, category) {
  var string = value[0], n = string.length, owner = [], spans = [], fields = [], out = [], i, j, s;
  for (i = 1; i < value.length; i += 4) {
    if (category !== undefined && value[i] < 0x1000 && value[i] !== category) continue;
    (value[i] >= 0x1000 ? spans : fields).push({ category: value[i], field: value[i + 1], start: value[i + 2],
      end: value[i + 3] });
  }
  fields.sort(function (a, b) { return (b.end - b.start) - (a.end - a.start); });
  fields.forEach(function (f) { for (j = f.start; j < f.end; j++) owner[j] = f; });
  function spanOf(from, to) {
    var k;
    for (k = 0; k < spans.length; k++) {
      if (from >= spans[k].start && to <= spans[k].end) return spans[k].field;
    }
  }
  for (i = 0; i < n; i = j) {
    j = i + 1;
    while (j < n && owner[j] === owner[i]) j++;
    s = string.slice(i, j);
    out.push({ type: owner[i] ? typeOf(owner[i].category, owner[i].field, s) : 'literal', value: s,
      span: spanOf(i, j) });
  }
  return out;
}

module.exports = { canonical: canonical, list: list, resolve: resolve, keywords: keywords,
  withoutUnicode: withoutUnicode, tagOf: tagOf, option: option, flag: flag, numberIn: numberIn, type: type,
  text: text, coerce: coerce, need: need, matcher: matcher, method: method, getter: getter, slot: slot,
  keep: keep, shown: shown, finish: finish, supported: supported, parts: parts, patterns: patterns, TYPE: TYPE };
