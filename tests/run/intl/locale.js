// Intl.getCanonicalLocales, Locale, DisplayNames, supportedLocalesOf, and how the classes look (ECMA-402, 8, 9, 12, 14).
function show(label, fn) {
  var result;
  try { result = fn(); } catch (e) { result = e.name + ': ' + e.message; }
  console.log(label + ' ' + (typeof result === 'string' ? result : JSON.stringify(result)));
}
['EN-us', 'zh-hant-tw', 'iw', 'in', 'sr-latn-rs', 'de-DE-1996', 'en-u-kn-true', 'i-klingon', 'en-x-private', 'x-foo',
  'en-a-bbb-a-ccc', 'de-1996-1996', 'und', '', 'e', 'en_US', undefined, null, 1, {}, ['en', 'de', 'en'], ['en', 1], { length: 1, 0: 'fr' }]
  .forEach(function (x) { show(JSON.stringify(x), function () { return Intl.getCanonicalLocales(x); }); });
['en-US', 'zh', 'de-u-nu-latn-ca-buddhist-kn', 'und'].forEach(function (tag) {
  show(tag, function () {
    var l = new Intl.Locale(tag);
    return [l.toString(), l.baseName, l.calendar, l.caseFirst, l.collation, l.hourCycle, l.numeric, l.numberingSystem, l.language,
      l.script, l.region, l.maximize().toString(), l.minimize().toString()];
  });
});
show('options', function () {
  return new Intl.Locale('en', { language: 'de', region: 'AT', script: 'Latn', calendar: 'buddhist', numeric: true, hourCycle: 'h23',
    numberingSystem: 'thai', collation: 'phonebk', caseFirst: 'upper' }).toString();
});
show('no tag', function () { return new Intl.Locale(); });
show('no new', function () { return Intl.Locale('en'); });
var codes = { language: ['en', 'en-US', 'fr-CH', 'zh-Hant', 'e'], region: ['US', '419', 'foo'], script: ['Latn', 'x'],
  currency: ['USD', 'EUR', 'x'], calendar: ['gregory', 'buddhist'], dateTimeField: ['era', 'weekOfYear', 'timeZoneName', 'foo'] };
Object.keys(codes).forEach(function (type) {
  ['long', 'short', 'narrow'].forEach(function (style) {
    var names = new Intl.DisplayNames('en', { type: type, style: style });
    show(type + ' ' + style, function () { return names.resolvedOptions(); });
    codes[type].forEach(function (code) { show(code, function () { return String(names.of(code)); }); });
  });
});
show('none', function () { return String(new Intl.DisplayNames('en', { type: 'region', fallback: 'none' }).of('ZY')); });
show('supported', function () { return Intl.DateTimeFormat.supportedLocalesOf(['en-US', 'xx', 'de-XX', 'zh-Hant-u-nu-hanidec']); });
show('units', function () { return Intl.supportedValuesOf('unit').length > 40; });
show('key', function () { return Intl.supportedValuesOf('foo'); });
Object.getOwnPropertyNames(Intl).sort().forEach(function (name) {
  var Class = Intl[name];
  if (!/^[A-Z]/.test(name)) return;
  show(name, function () {
    return [Class.name, Class.length, Object.prototype.toString.call(Class.prototype), Object.getOwnPropertyNames(Class.prototype).sort()];
  });
  show('subclass', function () {
    class Mine extends Class {}
    return new Mine('en', { type: name === 'DisplayNames' ? 'region' : undefined }) instanceof Mine;
  });
});
show('tag', function () { return Object.prototype.toString.call(Intl); });
// expect: "EN-us" ["en-US"]
// expect: "zh-hant-tw" ["zh-Hant-TW"]
// expect: "iw" ["he"]
// expect: "in" ["id"]
// expect: "sr-latn-rs" ["sr-Latn-RS"]
// expect: "de-DE-1996" ["de-DE-1996"]
// expect: "en-u-kn-true" ["en-u-kn"]
// expect: "i-klingon" RangeError: Incorrect locale information provided
// expect: "en-x-private" ["en-x-private"]
// expect: "x-foo" RangeError: Incorrect locale information provided
// expect: "en-a-bbb-a-ccc" RangeError: Invalid language tag: en-a-bbb-a-ccc
// expect: "de-1996-1996" RangeError: Invalid language tag: de-1996-1996
// expect: "und" ["und"]
// expect: "" RangeError: Incorrect locale information provided
// expect: "e" RangeError: Incorrect locale information provided
// expect: "en_US" RangeError: Incorrect locale information provided
// expect: undefined []
// expect: null TypeError: Cannot convert undefined or null to object
// expect: 1 []
// expect: {} []
// expect: ["en","de","en"] ["en","de"]
// expect: ["en",1] TypeError: Language ID should be string or object.
// expect: {"0":"fr","length":1} ["fr"]
// expect: en-US ["en-US","en-US",null,null,null,null,false,null,"en",null,"US","en-Latn-US","en"]
// expect: zh ["zh","zh",null,null,null,null,false,null,"zh",null,null,"zh-Hans-CN","zh"]
// expect: de-u-nu-latn-ca-buddhist-kn ["de-u-ca-buddhist-kn-nu-latn","de","buddhist",null,null,null,true,"latn","de",null,null,"de-Latn-DE-u-ca-buddhist-kn-nu-latn","de-u-ca-buddhist-kn-nu-latn"]
// expect: und ["und","und",null,null,null,null,false,null,null,null,null,"en-Latn-US","en"]
// expect: options de-Latn-AT-u-ca-buddhist-co-phonebk-hc-h23-kf-upper-kn-nu-thai
// expect: no tag TypeError: First argument to Intl.Locale constructor can't be empty or missing
// expect: no new TypeError: Constructor Intl.Locale requires 'new'
// expect: language long {"locale":"en","style":"long","type":"language","fallback":"code","languageDisplay":"dialect"}
// expect: en English
// expect: en-US American English
// expect: fr-CH Swiss French
// expect: zh-Hant Traditional Chinese
// expect: e RangeError: invalid_argument
// expect: language short {"locale":"en","style":"short","type":"language","fallback":"code","languageDisplay":"dialect"}
// expect: en English
// expect: en-US US English
// expect: fr-CH Swiss French
// expect: zh-Hant Traditional Chinese
// expect: e RangeError: invalid_argument
// expect: language narrow {"locale":"en","style":"narrow","type":"language","fallback":"code","languageDisplay":"dialect"}
// expect: en English
// expect: en-US US English
// expect: fr-CH Swiss French
// expect: zh-Hant Traditional Chinese
// expect: e RangeError: invalid_argument
// expect: region long {"locale":"en","style":"long","type":"region","fallback":"code"}
// expect: US United States
// expect: 419 Latin America
// expect: foo RangeError: invalid_argument
// expect: region short {"locale":"en","style":"short","type":"region","fallback":"code"}
// expect: US US
// expect: 419 Latin America
// expect: foo RangeError: invalid_argument
// expect: region narrow {"locale":"en","style":"narrow","type":"region","fallback":"code"}
// expect: US US
// expect: 419 Latin America
// expect: foo RangeError: invalid_argument
// expect: script long {"locale":"en","style":"long","type":"script","fallback":"code"}
// expect: Latn Latin
// expect: x RangeError: invalid_argument
// expect: script short {"locale":"en","style":"short","type":"script","fallback":"code"}
// expect: Latn Latin
// expect: x RangeError: invalid_argument
// expect: script narrow {"locale":"en","style":"narrow","type":"script","fallback":"code"}
// expect: Latn Latin
// expect: x RangeError: invalid_argument
// expect: currency long {"locale":"en","style":"long","type":"currency","fallback":"code"}
// expect: USD US Dollar
// expect: EUR Euro
// expect: x RangeError: invalid_argument
// expect: currency short {"locale":"en","style":"short","type":"currency","fallback":"code"}
// expect: USD US Dollar
// expect: EUR Euro
// expect: x RangeError: invalid_argument
// expect: currency narrow {"locale":"en","style":"narrow","type":"currency","fallback":"code"}
// expect: USD US Dollar
// expect: EUR Euro
// expect: x RangeError: invalid_argument
// expect: calendar long {"locale":"en","style":"long","type":"calendar","fallback":"code"}
// expect: gregory Gregorian Calendar
// expect: buddhist Buddhist Calendar
// expect: calendar short {"locale":"en","style":"short","type":"calendar","fallback":"code"}
// expect: gregory Gregorian Calendar
// expect: buddhist Buddhist Calendar
// expect: calendar narrow {"locale":"en","style":"narrow","type":"calendar","fallback":"code"}
// expect: gregory Gregorian Calendar
// expect: buddhist Buddhist Calendar
// expect: dateTimeField long {"locale":"en","style":"long","type":"dateTimeField","fallback":"code"}
// expect: era era
// expect: weekOfYear week
// expect: timeZoneName time zone
// expect: foo RangeError: invalid_argument
// expect: dateTimeField short {"locale":"en","style":"short","type":"dateTimeField","fallback":"code"}
// expect: era era
// expect: weekOfYear wk.
// expect: timeZoneName zone
// expect: foo RangeError: invalid_argument
// expect: dateTimeField narrow {"locale":"en","style":"narrow","type":"dateTimeField","fallback":"code"}
// expect: era era
// expect: weekOfYear wk
// expect: timeZoneName zone
// expect: foo RangeError: invalid_argument
// expect: none undefined
// expect: supported ["en-US","de-XX","zh-Hant-u-nu-hanidec"]
// expect: units true
// expect: key RangeError: Invalid key : foo
// expect: Collator ["Collator",0,"[object Intl.Collator]",["compare","constructor","resolvedOptions"]]
// expect: subclass true
// expect: DateTimeFormat ["DateTimeFormat",0,"[object Intl.DateTimeFormat]",["constructor","format","formatRange","formatRangeToParts","formatToParts","resolvedOptions"]]
// expect: subclass true
// expect: DisplayNames ["DisplayNames",2,"[object Intl.DisplayNames]",["constructor","of","resolvedOptions"]]
// expect: subclass true
// expect: ListFormat ["ListFormat",0,"[object Intl.ListFormat]",["constructor","format","formatToParts","resolvedOptions"]]
// expect: subclass true
// expect: Locale ["Locale",1,"[object Intl.Locale]",["baseName","calendar","calendars","caseFirst","collation","collations","constructor","hourCycle","hourCycles","language","maximize","minimize","numberingSystem","numberingSystems","numeric","region","script","textInfo","timeZones","toString","weekInfo"]]
// expect: subclass true
// expect: NumberFormat ["NumberFormat",0,"[object Intl.NumberFormat]",["constructor","format","formatRange","formatRangeToParts","formatToParts","resolvedOptions"]]
// expect: subclass true
// expect: PluralRules ["PluralRules",0,"[object Intl.PluralRules]",["constructor","resolvedOptions","select","selectRange"]]
// expect: subclass true
// expect: RelativeTimeFormat ["RelativeTimeFormat",0,"[object Intl.RelativeTimeFormat]",["constructor","format","formatToParts","resolvedOptions"]]
// expect: subclass true
// expect: Segmenter ["Segmenter",0,"[object Intl.Segmenter]",["constructor","resolvedOptions","segment"]]
// expect: subclass true
// expect: tag [object Intl]
