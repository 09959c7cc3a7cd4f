// Intl.NumberFormat, and toLocaleString of numbers, in English and German (ECMA-402, 15).
function show(label, fn) {
  var result;
  try { result = fn(); } catch (e) { result = e.name + ': ' + e.message; }
  console.log(label + ' ' + (typeof result === 'string' ? result : JSON.stringify(result)));
}
var options = [{}, { style: 'percent' }, { style: 'currency', currency: 'EUR' },
  { style: 'currency', currency: 'JPY', currencyDisplay: 'name' }, { style: 'currency', currency: 'USD', currencySign: 'accounting' },
  { style: 'unit', unit: 'kilometer-per-hour' }, { style: 'unit', unit: 'liter', unitDisplay: 'long' }, { notation: 'compact' },
  { notation: 'compact', compactDisplay: 'long' }, { notation: 'scientific' }, { notation: 'engineering' },
  { minimumFractionDigits: 2 }, { maximumFractionDigits: 0 }, { minimumSignificantDigits: 3, maximumSignificantDigits: 5 },
  { minimumIntegerDigits: 5 }, { useGrouping: false }, { useGrouping: 'min2' }, { signDisplay: 'always' }, { signDisplay: 'exceptZero' },
  { roundingMode: 'floor', maximumFractionDigits: 1 }, { roundingIncrement: 5, maximumFractionDigits: 2, minimumFractionDigits: 2 },
  { trailingZeroDisplay: 'stripIfInteger', minimumFractionDigits: 2 },
  { roundingPriority: 'lessPrecision', maximumSignificantDigits: 3, maximumFractionDigits: 1 },
  { style: 'currency' }, { style: 'foo' }, { style: 'unit', unit: 'foo' }, { style: 'currency', currency: 'US' },
  { minimumFractionDigits: 5, maximumFractionDigits: 2 }];
var numbers = [0, -0, -1234.5678, 1234567.891, 0.00012345, 1e21, NaN, Infinity, '123456789012345678901.123'];
['en', 'de'].forEach(function (locale) {
  options.forEach(function (o) {
    var format;
    show(locale + ' ' + JSON.stringify(o), function () { return (format = new Intl.NumberFormat(locale, o)).resolvedOptions(); });
    if (!format) return;
    show('=', function () { return numbers.map(function (n) { return format.format(n); }); });
    show('parts', function () { return format.formatToParts(-1234.5); });
    show('range', function () { return format.formatRange(3, 1200.5); });
  });
});
show('range parts', function () { return new Intl.NumberFormat('en').formatRangeToParts(3, 5); });
show('number', function () { return (1234.5).toLocaleString('fr', { minimumFractionDigits: 2 }); });
show('bigint', function () { return BigInt('12345678901234567890').toLocaleString('de'); });
show('array', function () { return [1234.5, 1].toLocaleString('en'); });
show('receiver', function () { return Intl.NumberFormat.prototype.formatToParts.call({}, 1); });
// expect: en {} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1,234.568","1,234,567.891","0","1,000,000,000,000,000,000,000","NaN","∞","123,456,789,012,345,678,901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range 3–1,200.5
// expect: en {"style":"percent"} {"locale":"en","numberingSystem":"latn","style":"percent","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0%","-0%","-123,457%","123,456,789%","0%","100,000,000,000,000,000,000,000%","NaN%","∞%","12,345,678,901,234,567,890,112%"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"123"},{"type":"group","value":","},{"type":"integer","value":"450"},{"type":"percentSign","value":"%"}]
// expect: range 300% – 120,050%
// expect: en {"style":"currency","currency":"EUR"} {"locale":"en","numberingSystem":"latn","style":"currency","currency":"EUR","currencyDisplay":"symbol","currencySign":"standard","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":2,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["€0.00","-€0.00","-€1,234.57","€1,234,567.89","€0.00","€1,000,000,000,000,000,000,000.00","€NaN","€∞","€123,456,789,012,345,678,901.12"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"currency","value":"€"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"50"}]
// expect: range €3.00 – €1,200.50
// expect: en {"style":"currency","currency":"JPY","currencyDisplay":"name"} {"locale":"en","numberingSystem":"latn","style":"currency","currency":"JPY","currencyDisplay":"name","currencySign":"standard","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0 Japanese yen","-0 Japanese yen","-1,235 Japanese yen","1,234,568 Japanese yen","0 Japanese yen","1,000,000,000,000,000,000,000 Japanese yen","NaN Japanese yen","∞ Japanese yen","123,456,789,012,345,678,901 Japanese yen"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"235"},{"type":"literal","value":" "},{"type":"currency","value":"Japanese yen"}]
// expect: range 3–1,201 Japanese yen
// expect: en {"style":"currency","currency":"USD","currencySign":"accounting"} {"locale":"en","numberingSystem":"latn","style":"currency","currency":"USD","currencyDisplay":"symbol","currencySign":"accounting","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":2,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["$0.00","($0.00)","($1,234.57)","$1,234,567.89","$0.00","$1,000,000,000,000,000,000,000.00","$NaN","$∞","$123,456,789,012,345,678,901.12"]
// expect: parts [{"type":"literal","value":"("},{"type":"currency","value":"$"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"50"},{"type":"literal","value":")"}]
// expect: range $3.00 – $1,200.50
// expect: en {"style":"unit","unit":"kilometer-per-hour"} {"locale":"en","numberingSystem":"latn","style":"unit","unit":"kilometer-per-hour","unitDisplay":"short","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0 km/h","-0 km/h","-1,234.568 km/h","1,234,567.891 km/h","0 km/h","1,000,000,000,000,000,000,000 km/h","NaN km/h","∞ km/h","123,456,789,012,345,678,901.123 km/h"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"},{"type":"literal","value":" "},{"type":"unit","value":"km/h"}]
// expect: range 3–1,200.5 km/h
// expect: en {"style":"unit","unit":"liter","unitDisplay":"long"} {"locale":"en","numberingSystem":"latn","style":"unit","unit":"liter","unitDisplay":"long","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0 liters","-0 liters","-1,234.568 liters","1,234,567.891 liters","0 liters","1,000,000,000,000,000,000,000 liters","NaN liters","∞ liters","123,456,789,012,345,678,901.123 liters"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"},{"type":"literal","value":" "},{"type":"unit","value":"liters"}]
// expect: range 3–1,200.5 liters
// expect: en {"notation":"compact"} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":1,"maximumSignificantDigits":2,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"min2","notation":"compact","compactDisplay":"short","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"morePrecision"}
// expect: = ["0","-0","-1.2K","1.2M","0.00012","1,000,000,000T","NaN","∞","123,456,789T"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"decimal","value":"."},{"type":"fraction","value":"2"},{"type":"compact","value":"K"}]
// expect: range 3–1.2K
// expect: en {"notation":"compact","compactDisplay":"long"} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":1,"maximumSignificantDigits":2,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"min2","notation":"compact","compactDisplay":"long","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"morePrecision"}
// expect: = ["0","-0","-1.2 thousand","1.2 million","0.00012","1,000,000,000 trillion","NaN","∞","123,456,789 trillion"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"decimal","value":"."},{"type":"fraction","value":"2"},{"type":"literal","value":" "},{"type":"compact","value":"thousand"}]
// expect: range 3–1.2 thousand
// expect: en {"notation":"scientific"} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"scientific","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0E0","-0E0","-1.235E3","1.235E6","1.235E-4","1E21","NaN","∞","1.235E20"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"decimal","value":"."},{"type":"fraction","value":"235"},{"type":"exponentSeparator","value":"E"},{"type":"exponentInteger","value":"3"}]
// expect: range 3E0 – 1.201E3
// expect: en {"notation":"engineering"} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"engineering","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0E0","-0E0","-1.235E3","1.235E6","123.45E-6","1E21","NaN","∞","123.457E18"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"decimal","value":"."},{"type":"fraction","value":"235"},{"type":"exponentSeparator","value":"E"},{"type":"exponentInteger","value":"3"}]
// expect: range 3E0 – 1.201E3
// expect: en {"minimumFractionDigits":2} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0.00","-0.00","-1,234.568","1,234,567.891","0.00","1,000,000,000,000,000,000,000.00","NaN","∞","123,456,789,012,345,678,901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"50"}]
// expect: range 3.00–1,200.50
// expect: en {"maximumFractionDigits":0} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1,235","1,234,568","0","1,000,000,000,000,000,000,000","NaN","∞","123,456,789,012,345,678,901"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"235"}]
// expect: range 3–1,201
// expect: en {"minimumSignificantDigits":3,"maximumSignificantDigits":5} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":3,"maximumSignificantDigits":5,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0.00","-0.00","-1,234.6","1,234,600","0.00012345","1,000,000,000,000,000,000,000","NaN","∞","123,460,000,000,000,000,000"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range 3.00–1,200.5
// expect: en {"minimumIntegerDigits":5} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":5,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["00,000","-00,000","-01,234.568","1,234,567.891","00,000","1,000,000,000,000,000,000,000","NaN","∞","123,456,789,012,345,678,901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"01"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range 00,003–01,200.5
// expect: en {"useGrouping":false} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":false,"notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1234.568","1234567.891","0","1000000000000000000000","NaN","∞","123456789012345678901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range 3–1200.5
// expect: en {"useGrouping":"min2"} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"min2","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1234.568","1,234,567.891","0","1,000,000,000,000,000,000,000","NaN","∞","123,456,789,012,345,678,901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range 3–1200.5
// expect: en {"signDisplay":"always"} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"always","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["+0","-0","-1,234.568","+1,234,567.891","+0","+1,000,000,000,000,000,000,000","+NaN","+∞","+123,456,789,012,345,678,901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range +3 – +1,200.5
// expect: en {"signDisplay":"exceptZero"} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"exceptZero","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","0","-1,234.568","+1,234,567.891","0","+1,000,000,000,000,000,000,000","NaN","+∞","+123,456,789,012,345,678,901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range +3 – +1,200.5
// expect: en {"roundingMode":"floor","maximumFractionDigits":1} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":1,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"floor","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1,234.6","1,234,567.8","0","1,000,000,000,000,000,000,000","NaN","∞","123,456,789,012,345,678,901.1"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"5"}]
// expect: range 3–1,200.5
// expect: en {"roundingIncrement":5,"maximumFractionDigits":2,"minimumFractionDigits":2} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":2,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":5,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0.00","-0.00","-1,234.55","1,234,567.90","0.00","1,000,000,000,000,000,000,000.00","NaN","∞","123,456,789,012,345,678,901.10"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"50"}]
// expect: range 3.00–1,200.50
// expect: en {"trailingZeroDisplay":"stripIfInteger","minimumFractionDigits":2} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"stripIfInteger","roundingPriority":"auto"}
// expect: = ["0","-0","-1,234.568","1,234,567.891","0","1,000,000,000,000,000,000,000","NaN","∞","123,456,789,012,345,678,901.123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"234"},{"type":"decimal","value":"."},{"type":"fraction","value":"50"}]
// expect: range 3–1,200.50
// expect: en {"roundingPriority":"lessPrecision","maximumSignificantDigits":3,"maximumFractionDigits":1} {"locale":"en","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":1,"maximumSignificantDigits":3,"minimumFractionDigits":0,"maximumFractionDigits":1,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"lessPrecision"}
// expect: = ["0","-0","-1,230","1,230,000","0","1,000,000,000,000,000,000,000","NaN","∞","123,000,000,000,000,000,000"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":","},{"type":"integer","value":"230"}]
// expect: range 3–1,200
// expect: en {"style":"currency"} TypeError: Currency code is required with currency style.
// expect: en {"style":"foo"} RangeError: Value foo out of range for Intl.NumberFormat options property style
// expect: en {"style":"unit","unit":"foo"} RangeError: Invalid unit argument for Intl.NumberFormat() 'foo'
// expect: en {"style":"currency","currency":"US"} RangeError: Invalid currency code : US
// expect: en {"minimumFractionDigits":5,"maximumFractionDigits":2} RangeError: maximumFractionDigits value is out of range.
// expect: de {} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1.234,568","1.234.567,891","0","1.000.000.000.000.000.000.000","NaN","∞","123.456.789.012.345.678.901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range 3–1.200,5
// expect: de {"style":"percent"} {"locale":"de","numberingSystem":"latn","style":"percent","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0 %","-0 %","-123.457 %","123.456.789 %","0 %","100.000.000.000.000.000.000.000 %","NaN %","∞ %","12.345.678.901.234.567.890.112 %"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"123"},{"type":"group","value":"."},{"type":"integer","value":"450"},{"type":"literal","value":" "},{"type":"percentSign","value":"%"}]
// expect: range 300–120.050 %
// expect: de {"style":"currency","currency":"EUR"} {"locale":"de","numberingSystem":"latn","style":"currency","currency":"EUR","currencyDisplay":"symbol","currencySign":"standard","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":2,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0,00 €","-0,00 €","-1.234,57 €","1.234.567,89 €","0,00 €","1.000.000.000.000.000.000.000,00 €","NaN €","∞ €","123.456.789.012.345.678.901,12 €"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"50"},{"type":"literal","value":" "},{"type":"currency","value":"€"}]
// expect: range 3,00–1.200,50 €
// expect: de {"style":"currency","currency":"JPY","currencyDisplay":"name"} {"locale":"de","numberingSystem":"latn","style":"currency","currency":"JPY","currencyDisplay":"name","currencySign":"standard","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0 Japanische Yen","-0 Japanische Yen","-1.235 Japanische Yen","1.234.568 Japanische Yen","0 Japanische Yen","1.000.000.000.000.000.000.000 Japanische Yen","NaN Japanische Yen","∞ Japanische Yen","123.456.789.012.345.678.901 Japanische Yen"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"235"},{"type":"literal","value":" "},{"type":"currency","value":"Japanische Yen"}]
// expect: range 3–1.201 Japanische Yen
// expect: de {"style":"currency","currency":"USD","currencySign":"accounting"} {"locale":"de","numberingSystem":"latn","style":"currency","currency":"USD","currencyDisplay":"symbol","currencySign":"accounting","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":2,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0,00 $","-0,00 $","-1.234,57 $","1.234.567,89 $","0,00 $","1.000.000.000.000.000.000.000,00 $","NaN $","∞ $","123.456.789.012.345.678.901,12 $"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"50"},{"type":"literal","value":" "},{"type":"currency","value":"$"}]
// expect: range 3,00–1.200,50 $
// expect: de {"style":"unit","unit":"kilometer-per-hour"} {"locale":"de","numberingSystem":"latn","style":"unit","unit":"kilometer-per-hour","unitDisplay":"short","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0 km/h","-0 km/h","-1.234,568 km/h","1.234.567,891 km/h","0 km/h","1.000.000.000.000.000.000.000 km/h","NaN km/h","∞ km/h","123.456.789.012.345.678.901,123 km/h"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"},{"type":"literal","value":" "},{"type":"unit","value":"km/h"}]
// expect: range 3–1.200,5 km/h
// expect: de {"style":"unit","unit":"liter","unitDisplay":"long"} {"locale":"de","numberingSystem":"latn","style":"unit","unit":"liter","unitDisplay":"long","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0 Liter","-0 Liter","-1.234,568 Liter","1.234.567,891 Liter","0 Liter","1.000.000.000.000.000.000.000 Liter","NaN Liter","∞ Liter","123.456.789.012.345.678.901,123 Liter"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"},{"type":"literal","value":" "},{"type":"unit","value":"Liter"}]
// expect: range 3–1.200,5 Liter
// expect: de {"notation":"compact"} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":1,"maximumSignificantDigits":2,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"min2","notation":"compact","compactDisplay":"short","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"morePrecision"}
// expect: = ["0","-0","-1235","1,2 Mio.","0,00012","1.000.000.000 Bio.","NaN","∞","123.456.789 Bio."]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1235"}]
// expect: range 3–1201
// expect: de {"notation":"compact","compactDisplay":"long"} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":1,"maximumSignificantDigits":2,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"min2","notation":"compact","compactDisplay":"long","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"morePrecision"}
// expect: = ["0","-0","-1,2 Tausend","1,2 Millionen","0,00012","1.000.000.000 Billionen","NaN","∞","123.456.789 Billionen"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"decimal","value":","},{"type":"fraction","value":"2"},{"type":"literal","value":" "},{"type":"compact","value":"Tausend"}]
// expect: range 3–1,2 Tausend
// expect: de {"notation":"scientific"} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"scientific","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0E0","-0E0","-1,235E3","1,235E6","1,235E-4","1E21","NaN","∞","1,235E20"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"decimal","value":","},{"type":"fraction","value":"235"},{"type":"exponentSeparator","value":"E"},{"type":"exponentInteger","value":"3"}]
// expect: range 3E0 – 1,201E3
// expect: de {"notation":"engineering"} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"engineering","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0E0","-0E0","-1,235E3","1,235E6","123,45E-6","1E21","NaN","∞","123,457E18"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"decimal","value":","},{"type":"fraction","value":"235"},{"type":"exponentSeparator","value":"E"},{"type":"exponentInteger","value":"3"}]
// expect: range 3E0 – 1,201E3
// expect: de {"minimumFractionDigits":2} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0,00","-0,00","-1.234,568","1.234.567,891","0,00","1.000.000.000.000.000.000.000,00","NaN","∞","123.456.789.012.345.678.901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"50"}]
// expect: range 3,00–1.200,50
// expect: de {"maximumFractionDigits":0} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":0,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1.235","1.234.568","0","1.000.000.000.000.000.000.000","NaN","∞","123.456.789.012.345.678.901"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"235"}]
// expect: range 3–1.201
// expect: de {"minimumSignificantDigits":3,"maximumSignificantDigits":5} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":3,"maximumSignificantDigits":5,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0,00","-0,00","-1.234,6","1.234.600","0,00012345","1.000.000.000.000.000.000.000","NaN","∞","123.460.000.000.000.000.000"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range 3,00–1.200,5
// expect: de {"minimumIntegerDigits":5} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":5,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["00.000","-00.000","-01.234,568","1.234.567,891","00.000","1.000.000.000.000.000.000.000","NaN","∞","123.456.789.012.345.678.901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"01"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range 00.003–01.200,5
// expect: de {"useGrouping":false} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":false,"notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1234,568","1234567,891","0","1000000000000000000000","NaN","∞","123456789012345678901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range 3–1200,5
// expect: de {"useGrouping":"min2"} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"min2","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1234,568","1.234.567,891","0","1.000.000.000.000.000.000.000","NaN","∞","123.456.789.012.345.678.901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range 3–1200,5
// expect: de {"signDisplay":"always"} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"always","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["+0","-0","-1.234,568","+1.234.567,891","+0","+1.000.000.000.000.000.000.000","+NaN","+∞","+123.456.789.012.345.678.901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range +3 – +1.200,5
// expect: de {"signDisplay":"exceptZero"} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"exceptZero","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","0","-1.234,568","+1.234.567,891","0","+1.000.000.000.000.000.000.000","NaN","+∞","+123.456.789.012.345.678.901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range +3 – +1.200,5
// expect: de {"roundingMode":"floor","maximumFractionDigits":1} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":0,"maximumFractionDigits":1,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"floor","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0","-0","-1.234,6","1.234.567,8","0","1.000.000.000.000.000.000.000","NaN","∞","123.456.789.012.345.678.901,1"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"5"}]
// expect: range 3–1.200,5
// expect: de {"roundingIncrement":5,"maximumFractionDigits":2,"minimumFractionDigits":2} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":2,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":5,"trailingZeroDisplay":"auto","roundingPriority":"auto"}
// expect: = ["0,00","-0,00","-1.234,55","1.234.567,90","0,00","1.000.000.000.000.000.000.000,00","NaN","∞","123.456.789.012.345.678.901,10"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"50"}]
// expect: range 3,00–1.200,50
// expect: de {"trailingZeroDisplay":"stripIfInteger","minimumFractionDigits":2} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumFractionDigits":2,"maximumFractionDigits":3,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"stripIfInteger","roundingPriority":"auto"}
// expect: = ["0","-0","-1.234,568","1.234.567,891","0","1.000.000.000.000.000.000.000","NaN","∞","123.456.789.012.345.678.901,123"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"234"},{"type":"decimal","value":","},{"type":"fraction","value":"50"}]
// expect: range 3–1.200,50
// expect: de {"roundingPriority":"lessPrecision","maximumSignificantDigits":3,"maximumFractionDigits":1} {"locale":"de","numberingSystem":"latn","style":"decimal","minimumIntegerDigits":1,"minimumSignificantDigits":1,"maximumSignificantDigits":3,"minimumFractionDigits":0,"maximumFractionDigits":1,"useGrouping":"auto","notation":"standard","signDisplay":"auto","roundingMode":"halfExpand","roundingIncrement":1,"trailingZeroDisplay":"auto","roundingPriority":"lessPrecision"}
// expect: = ["0","-0","-1.230","1.230.000","0","1.000.000.000.000.000.000.000","NaN","∞","123.000.000.000.000.000.000"]
// expect: parts [{"type":"minusSign","value":"-"},{"type":"integer","value":"1"},{"type":"group","value":"."},{"type":"integer","value":"230"}]
// expect: range 3–1.200
// expect: de {"style":"currency"} TypeError: Currency code is required with currency style.
// expect: de {"style":"foo"} RangeError: Value foo out of range for Intl.NumberFormat options property style
// expect: de {"style":"unit","unit":"foo"} RangeError: Invalid unit argument for Intl.NumberFormat() 'foo'
// expect: de {"style":"currency","currency":"US"} RangeError: Invalid currency code : US
// expect: de {"minimumFractionDigits":5,"maximumFractionDigits":2} RangeError: maximumFractionDigits value is out of range.
// expect: range parts [{"type":"integer","value":"3","source":"startRange"},{"type":"literal","value":"–","source":"shared"},{"type":"integer","value":"5","source":"endRange"}]
// expect: number 1 234,50
// expect: bigint 12.345.678.901.234.567.890
// expect: array 1,234.5,1
// expect: receiver TypeError: Method Intl.NumberFormat.prototype.formatToParts called on incompatible receiver #<Object>
