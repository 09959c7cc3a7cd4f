// Intl.Collator, ListFormat, Segmenter, PluralRules, RelativeTimeFormat (ECMA-402, 10, 13, 16 to 18).
function show(label, fn) {
  var result;
  try { result = fn(); } catch (e) { result = e.name + ': ' + e.message; }
  console.log(label + ' ' + (typeof result === 'string' ? result : JSON.stringify(result)));
}
var words = ['z', 'a', 'Z', '\u00e4', 'a2', 'a10', 'b-c', 'bd', '\u00d6', 'r\u00e9sum\u00e9', 'resume', 'A'];
['en', 'sv', 'de-u-co-phonebk', 'en-u-kn-true', 'en-u-kf-upper'].forEach(function (locale) {
  [undefined, { numeric: true }, { sensitivity: 'base' }, { caseFirst: 'upper' }, { usage: 'search' }].forEach(function (o) {
    var collator = new Intl.Collator(locale, o);
    show(locale, function () { return collator.resolvedOptions(); });
    show('sorted', function () { return escape(words.slice().sort(collator.compare)); });
  });
});
show('localeCompare', function () {
  return ['a'.localeCompare('B'), '\u00e4'.localeCompare('z', 'sv'), '\u00e4'.localeCompare('z', 'de'),
    'a2'.localeCompare('a10', undefined, { numeric: true })];
});
['en', 'pl', 'ja'].forEach(function (locale) {
  ['cardinal', 'ordinal'].forEach(function (type) {
    var rules = new Intl.PluralRules(locale, { type: type });
    show(locale, function () { return rules.resolvedOptions(); });
    show('select', function () { return [0, 1, 2, 3, 5, 11, 21, 22, 1.5, NaN].map(function (n) { return rules.select(n); }); });
  });
});
['long', 'short', 'narrow'].forEach(function (style) {
  ['always', 'auto'].forEach(function (numeric) {
    var format = new Intl.RelativeTimeFormat('en', { style: style, numeric: numeric });
    show(style, function () { return format.resolvedOptions(); });
    ['year', 'quarters', 'day', 'second'].forEach(function (unit) {
      show(unit, function () { return [-1, 0, 1, 2, -3.5, 1000].map(function (n) { return format.format(n, unit); }); });
    });
    show('parts', function () { return format.formatToParts(-1234, 'day'); });
  });
});
show('unit', function () { return new Intl.RelativeTimeFormat('en').format(1, 'foo'); });
show('infinite', function () { return new Intl.RelativeTimeFormat('en').format(Infinity, 'day'); });
['conjunction', 'disjunction', 'unit'].forEach(function (type) {
  ['long', 'narrow'].forEach(function (style) {
    var list = new Intl.ListFormat('en', { type: type, style: style });
    show(type, function () { return [[], ['a'], ['a', 'b'], new Set(['a', 'b', 'c'])].map(function (l) { return list.format(l); }); });
    show('parts', function () { return list.formatToParts(['a', 'b', 'c']); });
  });
});
show('no text', function () { return new Intl.ListFormat('en').format([1]); });
[['grapheme', 'a\u{1F468}\u200d\u{1F469}\u200d\u{1F467}e\u0301\r\n'], ['word', "Hello, world! 3.5 don't"], ['sentence', 'Hi there. How are you? Fine!']]
  .forEach(function (x) {
    var segments = new Intl.Segmenter('en', { granularity: x[0] }).segment(x[1]);
    show(x[0], function () { return escape(JSON.stringify(Array.from(segments))); });
    show('containing', function () { return escape(JSON.stringify(segments.containing(7))); });
  });
show('case', function () {
  return escape('i'.toLocaleUpperCase('tr') + 'I'.toLocaleLowerCase('tr') + '\u00df'.toLocaleUpperCase() + 'i'.toLocaleUpperCase(['az', 'en']));
});
// expect: en {"locale":"en","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2C%E4%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: en {"locale":"en","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"false"}
// expect: sorted a%2CA%2C%E4%2Ca2%2Ca10%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: en {"locale":"en","usage":"sort","sensitivity":"base","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"false"}
// expect: sorted a%2C%E4%2CA%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cr%E9sum%E9%2Cresume%2Cz%2CZ
// expect: en {"locale":"en","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"upper"}
// expect: sorted A%2Ca%2C%E4%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2CZ%2Cz
// expect: en {"locale":"en","usage":"search","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2C%E4%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: sv {"locale":"sv","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca10%2Ca2%2Cb-c%2Cbd%2Cresume%2Cr%E9sum%E9%2Cz%2CZ%2C%E4%2C%D6
// expect: sv {"locale":"sv","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca2%2Ca10%2Cb-c%2Cbd%2Cresume%2Cr%E9sum%E9%2Cz%2CZ%2C%E4%2C%D6
// expect: sv {"locale":"sv","usage":"sort","sensitivity":"base","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca10%2Ca2%2Cb-c%2Cbd%2Cr%E9sum%E9%2Cresume%2Cz%2CZ%2C%E4%2C%D6
// expect: sv {"locale":"sv","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"upper"}
// expect: sorted A%2Ca%2Ca10%2Ca2%2Cb-c%2Cbd%2Cresume%2Cr%E9sum%E9%2CZ%2Cz%2C%E4%2C%D6
// expect: sv {"locale":"sv","usage":"search","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca10%2Ca2%2Cb-c%2Cbd%2Cresume%2Cr%E9sum%E9%2Cz%2CZ%2C%E4%2C%D6
// expect: de-u-co-phonebk {"locale":"de-u-co-phonebk","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"phonebk","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca10%2Ca2%2C%E4%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: de-u-co-phonebk {"locale":"de-u-co-phonebk","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"phonebk","numeric":true,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca2%2Ca10%2C%E4%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: de-u-co-phonebk {"locale":"de-u-co-phonebk","usage":"sort","sensitivity":"base","ignorePunctuation":false,"collation":"phonebk","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca10%2Ca2%2C%E4%2Cb-c%2Cbd%2C%D6%2Cr%E9sum%E9%2Cresume%2Cz%2CZ
// expect: de-u-co-phonebk {"locale":"de-u-co-phonebk","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"phonebk","numeric":false,"caseFirst":"upper"}
// expect: sorted A%2Ca%2Ca10%2Ca2%2C%E4%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2CZ%2Cz
// expect: de-u-co-phonebk {"locale":"de","usage":"search","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"false"}
// expect: sorted a%2CA%2Ca10%2Ca2%2C%E4%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: en-u-kn-true {"locale":"en-u-kn","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"false"}
// expect: sorted a%2CA%2C%E4%2Ca2%2Ca10%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: en-u-kn-true {"locale":"en-u-kn","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"false"}
// expect: sorted a%2CA%2C%E4%2Ca2%2Ca10%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: en-u-kn-true {"locale":"en-u-kn","usage":"sort","sensitivity":"base","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"false"}
// expect: sorted a%2C%E4%2CA%2Ca2%2Ca10%2Cb-c%2Cbd%2C%D6%2Cr%E9sum%E9%2Cresume%2Cz%2CZ
// expect: en-u-kn-true {"locale":"en-u-kn","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"upper"}
// expect: sorted A%2Ca%2C%E4%2Ca2%2Ca10%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2CZ%2Cz
// expect: en-u-kn-true {"locale":"en-u-kn","usage":"search","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"false"}
// expect: sorted a%2CA%2C%E4%2Ca2%2Ca10%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2Cz%2CZ
// expect: en-u-kf-upper {"locale":"en-u-kf-upper","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"upper"}
// expect: sorted A%2Ca%2C%E4%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2CZ%2Cz
// expect: en-u-kf-upper {"locale":"en-u-kf-upper","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":true,"caseFirst":"upper"}
// expect: sorted A%2Ca%2C%E4%2Ca2%2Ca10%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2CZ%2Cz
// expect: en-u-kf-upper {"locale":"en-u-kf-upper","usage":"sort","sensitivity":"base","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"upper"}
// expect: sorted a%2C%E4%2CA%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cr%E9sum%E9%2Cresume%2Cz%2CZ
// expect: en-u-kf-upper {"locale":"en-u-kf-upper","usage":"sort","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"upper"}
// expect: sorted A%2Ca%2C%E4%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2CZ%2Cz
// expect: en-u-kf-upper {"locale":"en-u-kf-upper","usage":"search","sensitivity":"variant","ignorePunctuation":false,"collation":"default","numeric":false,"caseFirst":"upper"}
// expect: sorted A%2Ca%2C%E4%2Ca10%2Ca2%2Cb-c%2Cbd%2C%D6%2Cresume%2Cr%E9sum%E9%2CZ%2Cz
// expect: localeCompare [-1,1,-1,-1]
// expect: en {"locale":"en","type":"cardinal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"pluralCategories":["one","other"]}
// expect: select ["other","one","other","other","other","other","other","other","other","other"]
// expect: en {"locale":"en","type":"ordinal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"pluralCategories":["few","one","two","other"]}
// expect: select ["other","one","two","few","other","other","one","two","other","other"]
// expect: pl {"locale":"pl","type":"cardinal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"pluralCategories":["few","many","one","other"]}
// expect: select ["many","one","few","few","many","many","many","few","other","other"]
// expect: pl {"locale":"pl","type":"ordinal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"pluralCategories":["other"]}
// expect: select ["other","other","other","other","other","other","other","other","other","other"]
// expect: ja {"locale":"ja","type":"cardinal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"pluralCategories":["other"]}
// expect: select ["other","other","other","other","other","other","other","other","other","other"]
// expect: ja {"locale":"ja","type":"ordinal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"pluralCategories":["other"]}
// expect: select ["other","other","other","other","other","other","other","other","other","other"]
// expect: long {"locale":"en","style":"long","numeric":"always","numberingSystem":"latn"}
// expect: year ["1 year ago","in 0 years","in 1 year","in 2 years","3.5 years ago","in 1,000 years"]
// expect: quarters ["1 quarter ago","in 0 quarters","in 1 quarter","in 2 quarters","3.5 quarters ago","in 1,000 quarters"]
// expect: day ["1 day ago","in 0 days","in 1 day","in 2 days","3.5 days ago","in 1,000 days"]
// expect: second ["1 second ago","in 0 seconds","in 1 second","in 2 seconds","3.5 seconds ago","in 1,000 seconds"]
// expect: parts [{"type":"integer","value":"1","unit":"day"},{"type":"group","value":",","unit":"day"},{"type":"integer","value":"234","unit":"day"},{"type":"literal","value":" days ago"}]
// expect: long {"locale":"en","style":"long","numeric":"auto","numberingSystem":"latn"}
// expect: year ["last year","this year","next year","in 2 years","3.5 years ago","in 1,000 years"]
// expect: quarters ["last quarter","this quarter","next quarter","in 2 quarters","3.5 quarters ago","in 1,000 quarters"]
// expect: day ["yesterday","today","tomorrow","in 2 days","3.5 days ago","in 1,000 days"]
// expect: second ["1 second ago","now","in 1 second","in 2 seconds","3.5 seconds ago","in 1,000 seconds"]
// expect: parts [{"type":"integer","value":"1","unit":"day"},{"type":"group","value":",","unit":"day"},{"type":"integer","value":"234","unit":"day"},{"type":"literal","value":" days ago"}]
// expect: short {"locale":"en","style":"short","numeric":"always","numberingSystem":"latn"}
// expect: year ["1 yr. ago","in 0 yr.","in 1 yr.","in 2 yr.","3.5 yr. ago","in 1,000 yr."]
// expect: quarters ["1 qtr. ago","in 0 qtrs.","in 1 qtr.","in 2 qtrs.","3.5 qtrs. ago","in 1,000 qtrs."]
// expect: day ["1 day ago","in 0 days","in 1 day","in 2 days","3.5 days ago","in 1,000 days"]
// expect: second ["1 sec. ago","in 0 sec.","in 1 sec.","in 2 sec.","3.5 sec. ago","in 1,000 sec."]
// expect: parts [{"type":"integer","value":"1","unit":"day"},{"type":"group","value":",","unit":"day"},{"type":"integer","value":"234","unit":"day"},{"type":"literal","value":" days ago"}]
// expect: short {"locale":"en","style":"short","numeric":"auto","numberingSystem":"latn"}
// expect: year ["last yr.","this yr.","next yr.","in 2 yr.","3.5 yr. ago","in 1,000 yr."]
// expect: quarters ["last qtr.","this qtr.","next qtr.","in 2 qtrs.","3.5 qtrs. ago","in 1,000 qtrs."]
// expect: day ["yesterday","today","tomorrow","in 2 days","3.5 days ago","in 1,000 days"]
// expect: second ["1 sec. ago","now","in 1 sec.","in 2 sec.","3.5 sec. ago","in 1,000 sec."]
// expect: parts [{"type":"integer","value":"1","unit":"day"},{"type":"group","value":",","unit":"day"},{"type":"integer","value":"234","unit":"day"},{"type":"literal","value":" days ago"}]
// expect: narrow {"locale":"en","style":"narrow","numeric":"always","numberingSystem":"latn"}
// expect: year ["1y ago","in 0y","in 1y","in 2y","3.5y ago","in 1,000y"]
// expect: quarters ["1q ago","in 0q","in 1q","in 2q","3.5q ago","in 1,000q"]
// expect: day ["1d ago","in 0d","in 1d","in 2d","3.5d ago","in 1,000d"]
// expect: second ["1s ago","in 0s","in 1s","in 2s","3.5s ago","in 1,000s"]
// expect: parts [{"type":"integer","value":"1","unit":"day"},{"type":"group","value":",","unit":"day"},{"type":"integer","value":"234","unit":"day"},{"type":"literal","value":"d ago"}]
// expect: narrow {"locale":"en","style":"narrow","numeric":"auto","numberingSystem":"latn"}
// expect: year ["last yr.","this yr.","next yr.","in 2y","3.5y ago","in 1,000y"]
// expect: quarters ["last qtr.","this qtr.","next qtr.","in 2q","3.5q ago","in 1,000q"]
// expect: day ["yesterday","today","tomorrow","in 2d","3.5d ago","in 1,000d"]
// expect: second ["1s ago","now","in 1s","in 2s","3.5s ago","in 1,000s"]
// expect: parts [{"type":"integer","value":"1","unit":"day"},{"type":"group","value":",","unit":"day"},{"type":"integer","value":"234","unit":"day"},{"type":"literal","value":"d ago"}]
// expect: unit RangeError: Invalid unit argument for Intl.RelativeTimeFormat.prototype.format() 'foo'
// expect: infinite RangeError: Value need to be finite number for Intl.RelativeTimeFormat.prototype.format()
// expect: conjunction ["","a","a and b","a, b, and c"]
// expect: parts [{"type":"element","value":"a"},{"type":"literal","value":", "},{"type":"element","value":"b"},{"type":"literal","value":", and "},{"type":"element","value":"c"}]
// expect: conjunction ["","a","a, b","a, b, c"]
// expect: parts [{"type":"element","value":"a"},{"type":"literal","value":", "},{"type":"element","value":"b"},{"type":"literal","value":", "},{"type":"element","value":"c"}]
// expect: disjunction ["","a","a or b","a, b, or c"]
// expect: parts [{"type":"element","value":"a"},{"type":"literal","value":", "},{"type":"element","value":"b"},{"type":"literal","value":", or "},{"type":"element","value":"c"}]
// expect: disjunction ["","a","a or b","a, b, or c"]
// expect: parts [{"type":"element","value":"a"},{"type":"literal","value":", "},{"type":"element","value":"b"},{"type":"literal","value":", or "},{"type":"element","value":"c"}]
// expect: unit ["","a","a, b","a, b, c"]
// expect: parts [{"type":"element","value":"a"},{"type":"literal","value":", "},{"type":"element","value":"b"},{"type":"literal","value":", "},{"type":"element","value":"c"}]
// expect: unit ["","a","a b","a b c"]
// expect: parts [{"type":"element","value":"a"},{"type":"literal","value":" "},{"type":"element","value":"b"},{"type":"literal","value":" "},{"type":"element","value":"c"}]
// expect: no text TypeError: Iterable yielded 1 which is not a string
// expect: grapheme %5B%7B%22segment%22%3A%22a%22%2C%22index%22%3A0%2C%22input%22%3A%22a%uD83D%uDC68%u200D%uD83D%uDC69%u200D%uD83D%uDC67e%u0301%5Cr%5Cn%22%7D%2C%7B%22segment%22%3A%22%uD83D%uDC68%u200D%uD83D%uDC69%u200D%uD83D%uDC67%22%2C%22index%22%3A1%2C%22input%22%3A%22a%uD83D%uDC68%u200D%uD83D%uDC69%u200D%uD83D%uDC67e%u0301%5Cr%5Cn%22%7D%2C%7B%22segment%22%3A%22e%u0301%22%2C%22index%22%3A9%2C%22input%22%3A%22a%uD83D%uDC68%u200D%uD83D%uDC69%u200D%uD83D%uDC67e%u0301%5Cr%5Cn%22%7D%2C%7B%22segment%22%3A%22%5Cr%5Cn%22%2C%22index%22%3A11%2C%22input%22%3A%22a%uD83D%uDC68%u200D%uD83D%uDC69%u200D%uD83D%uDC67e%u0301%5Cr%5Cn%22%7D%5D
// expect: containing %7B%22segment%22%3A%22%uD83D%uDC68%u200D%uD83D%uDC69%u200D%uD83D%uDC67%22%2C%22index%22%3A1%2C%22input%22%3A%22a%uD83D%uDC68%u200D%uD83D%uDC69%u200D%uD83D%uDC67e%u0301%5Cr%5Cn%22%7D
// expect: word %5B%7B%22segment%22%3A%22Hello%22%2C%22index%22%3A0%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Atrue%7D%2C%7B%22segment%22%3A%22%2C%22%2C%22index%22%3A5%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Afalse%7D%2C%7B%22segment%22%3A%22%20%22%2C%22index%22%3A6%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Afalse%7D%2C%7B%22segment%22%3A%22world%22%2C%22index%22%3A7%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Atrue%7D%2C%7B%22segment%22%3A%22%21%22%2C%22index%22%3A12%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Afalse%7D%2C%7B%22segment%22%3A%22%20%22%2C%22index%22%3A13%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Afalse%7D%2C%7B%22segment%22%3A%223.5%22%2C%22index%22%3A14%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Atrue%7D%2C%7B%22segment%22%3A%22%20%22%2C%22index%22%3A17%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Afalse%7D%2C%7B%22segment%22%3A%22don%27t%22%2C%22index%22%3A18%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Atrue%7D%5D
// expect: containing %7B%22segment%22%3A%22world%22%2C%22index%22%3A7%2C%22input%22%3A%22Hello%2C%20world%21%203.5%20don%27t%22%2C%22isWordLike%22%3Atrue%7D
// expect: sentence %5B%7B%22segment%22%3A%22Hi%20there.%20%22%2C%22index%22%3A0%2C%22input%22%3A%22Hi%20there.%20How%20are%20you%3F%20Fine%21%22%7D%2C%7B%22segment%22%3A%22How%20are%20you%3F%20%22%2C%22index%22%3A10%2C%22input%22%3A%22Hi%20there.%20How%20are%20you%3F%20Fine%21%22%7D%2C%7B%22segment%22%3A%22Fine%21%22%2C%22index%22%3A23%2C%22input%22%3A%22Hi%20there.%20How%20are%20you%3F%20Fine%21%22%7D%5D
// expect: containing %7B%22segment%22%3A%22Hi%20there.%20%22%2C%22index%22%3A0%2C%22input%22%3A%22Hi%20there.%20How%20are%20you%3F%20Fine%21%22%7D
// expect: case %u0130%u0131SS%u0130
