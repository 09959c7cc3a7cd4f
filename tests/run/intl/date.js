// Intl.DateTimeFormat, and toLocale…String of dates, in English (ECMA-402, 11).
function show(label, fn) {
  var result;
  try { result = fn(); } catch (e) { result = e.name + ': ' + e.message; }
  console.log(label + ' ' + (typeof result === 'string' ? result : JSON.stringify(result)));
}
var options = [{}, { dateStyle: 'full' }, { dateStyle: 'long', timeStyle: 'short' }, { dateStyle: 'medium', timeStyle: 'medium' },
  { dateStyle: 'short', timeStyle: 'full' }, { timeStyle: 'short', hour12: false }, { timeStyle: 'long', hourCycle: 'h24' },
  { year: 'numeric', month: 'long', day: 'numeric' }, { weekday: 'long' }, { month: 'short', day: '2-digit' }, { hour: 'numeric' },
  { hour: '2-digit', minute: '2-digit' }, { era: 'short' }, { timeZoneName: 'long' }, { fractionalSecondDigits: 3, second: 'numeric' },
  { year: '2-digit', month: '2-digit', day: '2-digit' }, { month: 'narrow', weekday: 'narrow' },
  { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
  { dateStyle: 'full', year: 'numeric' }, { month: 'foo' }];
['UTC', 'America/New_York', 'Foo/Bar'].forEach(function (zone) {
  options.forEach(function (o) {
    var all = Object.assign({ timeZone: zone }, o), format;
    show(JSON.stringify(all), function () { return (format = new Intl.DateTimeFormat('en', all)).resolvedOptions(); });
    if (!format) return;
    show('=', function () { return [0, 1700000000123, 1689681600000].map(function (t) { return format.format(t); }); });
    show('parts', function () { return format.formatToParts(1700000000123); });
    show('range', function () { return format.formatRange(1700000000123, 1700000000124); });
  });
});
var date = new Date(1700000000123), utc = { timeZone: 'UTC' };
['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'].forEach(function (name) {
  show(name, function () { return date[name]('en-US', utc); });
  show(name, function () { return date[name]('en-US', { timeZone: 'UTC', year: 'numeric' }); });
  show(name, function () { return date[name]('en-US', { timeZone: 'UTC', hour: 'numeric' }); });
  show(name, function () { return date[name]('en-US', { timeZone: 'UTC', timeStyle: 'short' }); });
  show(name, function () { return new Date(NaN)[name](); });
});
show('NaN', function () { return new Intl.DateTimeFormat().format(NaN); });
// expect: {"timeZone":"UTC"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","year":"numeric","month":"numeric","day":"numeric"}
// expect: = ["1/1/1970","11/14/2023","7/18/2023"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"}]
// expect: range 11/14/2023
// expect: {"timeZone":"UTC","dateStyle":"full"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","dateStyle":"full"}
// expect: = ["Thursday, January 1, 1970","Tuesday, November 14, 2023","Tuesday, July 18, 2023"]
// expect: parts [{"type":"weekday","value":"Tuesday"},{"type":"literal","value":", "},{"type":"month","value":"November"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"}]
// expect: range Tuesday, November 14, 2023
// expect: {"timeZone":"UTC","dateStyle":"long","timeStyle":"short"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h12","hour12":true,"dateStyle":"long","timeStyle":"short"}
// expect: = ["January 1, 1970 at 12:00 AM","November 14, 2023 at 10:13 PM","July 18, 2023 at 12:00 PM"]
// expect: parts [{"type":"month","value":"November"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"},{"type":"literal","value":" at "},{"type":"hour","value":"10"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range November 14, 2023 at 10:13 PM
// expect: {"timeZone":"UTC","dateStyle":"medium","timeStyle":"medium"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h12","hour12":true,"dateStyle":"medium","timeStyle":"medium"}
// expect: = ["Jan 1, 1970, 12:00:00 AM","Nov 14, 2023, 10:13:20 PM","Jul 18, 2023, 12:00:00 PM"]
// expect: parts [{"type":"month","value":"Nov"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"},{"type":"literal","value":", "},{"type":"hour","value":"10"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range Nov 14, 2023, 10:13:20 PM
// expect: {"timeZone":"UTC","dateStyle":"short","timeStyle":"full"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h12","hour12":true,"dateStyle":"short","timeStyle":"full"}
// expect: = ["1/1/70, 12:00:00 AM Coordinated Universal Time","11/14/23, 10:13:20 PM Coordinated Universal Time","7/18/23, 12:00:00 PM Coordinated Universal Time"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"23"},{"type":"literal","value":", "},{"type":"hour","value":"10"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"},{"type":"literal","value":" "},{"type":"timeZoneName","value":"Coordinated Universal Time"}]
// expect: range 11/14/23, 10:13:20 PM Coordinated Universal Time
// expect: {"timeZone":"UTC","timeStyle":"short","hour12":false} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h24","hour12":false,"timeStyle":"short"}
// expect: = ["24:00","22:13","12:00"]
// expect: parts [{"type":"hour","value":"22"},{"type":"literal","value":":"},{"type":"minute","value":"13"}]
// expect: range 22:13
// expect: {"timeZone":"UTC","timeStyle":"long","hourCycle":"h24"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h24","hour12":false,"timeStyle":"long"}
// expect: = ["24:00:00 UTC","22:13:20 UTC","12:00:00 UTC"]
// expect: parts [{"type":"hour","value":"22"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"timeZoneName","value":"UTC"}]
// expect: range 22:13:20 UTC
// expect: {"timeZone":"UTC","year":"numeric","month":"long","day":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","year":"numeric","month":"long","day":"numeric"}
// expect: = ["January 1, 1970","November 14, 2023","July 18, 2023"]
// expect: parts [{"type":"month","value":"November"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"}]
// expect: range November 14, 2023
// expect: {"timeZone":"UTC","weekday":"long"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","weekday":"long"}
// expect: = ["Thursday","Tuesday","Tuesday"]
// expect: parts [{"type":"weekday","value":"Tuesday"}]
// expect: range Tuesday
// expect: {"timeZone":"UTC","month":"short","day":"2-digit"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","month":"short","day":"2-digit"}
// expect: = ["Jan 01","Nov 14","Jul 18"]
// expect: parts [{"type":"month","value":"Nov"},{"type":"literal","value":" "},{"type":"day","value":"14"}]
// expect: range Nov 14
// expect: {"timeZone":"UTC","hour":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h12","hour12":true,"hour":"numeric"}
// expect: = ["12 AM","10 PM","12 PM"]
// expect: parts [{"type":"hour","value":"10"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range 10 PM
// expect: {"timeZone":"UTC","hour":"2-digit","minute":"2-digit"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h12","hour12":true,"hour":"2-digit","minute":"2-digit"}
// expect: = ["12:00 AM","10:13 PM","12:00 PM"]
// expect: parts [{"type":"hour","value":"10"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range 10:13 PM
// expect: {"timeZone":"UTC","era":"short"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","era":"short","year":"numeric","month":"numeric","day":"numeric"}
// expect: = ["1/1/1970 AD","11/14/2023 AD","7/18/2023 AD"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"},{"type":"literal","value":" "},{"type":"era","value":"AD"}]
// expect: range 11/14/2023 AD
// expect: {"timeZone":"UTC","timeZoneName":"long"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","year":"numeric","month":"numeric","day":"numeric","timeZoneName":"long"}
// expect: = ["1/1/1970, Coordinated Universal Time","11/14/2023, Coordinated Universal Time","7/18/2023, Coordinated Universal Time"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"},{"type":"literal","value":", "},{"type":"timeZoneName","value":"Coordinated Universal Time"}]
// expect: range 11/14/2023, Coordinated Universal Time
// expect: {"timeZone":"UTC","fractionalSecondDigits":3,"second":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","second":"numeric","fractionalSecondDigits":3}
// expect: = ["0.000","20.123","0.000"]
// expect: parts [{"type":"second","value":"20"},{"type":"literal","value":"."},{"type":"fractionalSecond","value":"123"}]
// expect: range 20.123 – 20.124
// expect: {"timeZone":"UTC","year":"2-digit","month":"2-digit","day":"2-digit"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","year":"2-digit","month":"2-digit","day":"2-digit"}
// expect: = ["01/01/70","11/14/23","07/18/23"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"23"}]
// expect: range 11/14/23
// expect: {"timeZone":"UTC","month":"narrow","weekday":"narrow"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","weekday":"narrow","month":"narrow"}
// expect: = ["J T","N T","J T"]
// expect: parts [{"type":"month","value":"N"},{"type":"literal","value":" "},{"type":"weekday","value":"T"}]
// expect: range N T
// expect: {"timeZone":"UTC","year":"numeric","month":"numeric","day":"numeric","hour":"numeric","minute":"numeric","second":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"UTC","hourCycle":"h12","hour12":true,"year":"numeric","month":"numeric","day":"numeric","hour":"numeric","minute":"2-digit","second":"2-digit"}
// expect: = ["1/1/1970, 12:00:00 AM","11/14/2023, 10:13:20 PM","7/18/2023, 12:00:00 PM"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"},{"type":"literal","value":", "},{"type":"hour","value":"10"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range 11/14/2023, 10:13:20 PM
// expect: {"timeZone":"UTC","dateStyle":"full","year":"numeric"} TypeError: Can't set option year when dateStyle is used
// expect: {"timeZone":"UTC","month":"foo"} RangeError: Value foo out of range for Intl.DateTimeFormat options property month
// expect: {"timeZone":"America/New_York"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","year":"numeric","month":"numeric","day":"numeric"}
// expect: = ["12/31/1969","11/14/2023","7/18/2023"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"}]
// expect: range 11/14/2023
// expect: {"timeZone":"America/New_York","dateStyle":"full"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","dateStyle":"full"}
// expect: = ["Wednesday, December 31, 1969","Tuesday, November 14, 2023","Tuesday, July 18, 2023"]
// expect: parts [{"type":"weekday","value":"Tuesday"},{"type":"literal","value":", "},{"type":"month","value":"November"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"}]
// expect: range Tuesday, November 14, 2023
// expect: {"timeZone":"America/New_York","dateStyle":"long","timeStyle":"short"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h12","hour12":true,"dateStyle":"long","timeStyle":"short"}
// expect: = ["December 31, 1969 at 7:00 PM","November 14, 2023 at 5:13 PM","July 18, 2023 at 8:00 AM"]
// expect: parts [{"type":"month","value":"November"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"},{"type":"literal","value":" at "},{"type":"hour","value":"5"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range November 14, 2023 at 5:13 PM
// expect: {"timeZone":"America/New_York","dateStyle":"medium","timeStyle":"medium"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h12","hour12":true,"dateStyle":"medium","timeStyle":"medium"}
// expect: = ["Dec 31, 1969, 7:00:00 PM","Nov 14, 2023, 5:13:20 PM","Jul 18, 2023, 8:00:00 AM"]
// expect: parts [{"type":"month","value":"Nov"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"},{"type":"literal","value":", "},{"type":"hour","value":"5"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range Nov 14, 2023, 5:13:20 PM
// expect: {"timeZone":"America/New_York","dateStyle":"short","timeStyle":"full"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h12","hour12":true,"dateStyle":"short","timeStyle":"full"}
// expect: = ["12/31/69, 7:00:00 PM Eastern Standard Time","11/14/23, 5:13:20 PM Eastern Standard Time","7/18/23, 8:00:00 AM Eastern Daylight Time"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"23"},{"type":"literal","value":", "},{"type":"hour","value":"5"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"},{"type":"literal","value":" "},{"type":"timeZoneName","value":"Eastern Standard Time"}]
// expect: range 11/14/23, 5:13:20 PM Eastern Standard Time
// expect: {"timeZone":"America/New_York","timeStyle":"short","hour12":false} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h24","hour12":false,"timeStyle":"short"}
// expect: = ["19:00","17:13","08:00"]
// expect: parts [{"type":"hour","value":"17"},{"type":"literal","value":":"},{"type":"minute","value":"13"}]
// expect: range 17:13
// expect: {"timeZone":"America/New_York","timeStyle":"long","hourCycle":"h24"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h24","hour12":false,"timeStyle":"long"}
// expect: = ["19:00:00 EST","17:13:20 EST","08:00:00 EDT"]
// expect: parts [{"type":"hour","value":"17"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"timeZoneName","value":"EST"}]
// expect: range 17:13:20 EST
// expect: {"timeZone":"America/New_York","year":"numeric","month":"long","day":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","year":"numeric","month":"long","day":"numeric"}
// expect: = ["December 31, 1969","November 14, 2023","July 18, 2023"]
// expect: parts [{"type":"month","value":"November"},{"type":"literal","value":" "},{"type":"day","value":"14"},{"type":"literal","value":", "},{"type":"year","value":"2023"}]
// expect: range November 14, 2023
// expect: {"timeZone":"America/New_York","weekday":"long"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","weekday":"long"}
// expect: = ["Wednesday","Tuesday","Tuesday"]
// expect: parts [{"type":"weekday","value":"Tuesday"}]
// expect: range Tuesday
// expect: {"timeZone":"America/New_York","month":"short","day":"2-digit"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","month":"short","day":"2-digit"}
// expect: = ["Dec 31","Nov 14","Jul 18"]
// expect: parts [{"type":"month","value":"Nov"},{"type":"literal","value":" "},{"type":"day","value":"14"}]
// expect: range Nov 14
// expect: {"timeZone":"America/New_York","hour":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h12","hour12":true,"hour":"numeric"}
// expect: = ["7 PM","5 PM","8 AM"]
// expect: parts [{"type":"hour","value":"5"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range 5 PM
// expect: {"timeZone":"America/New_York","hour":"2-digit","minute":"2-digit"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h12","hour12":true,"hour":"2-digit","minute":"2-digit"}
// expect: = ["07:00 PM","05:13 PM","08:00 AM"]
// expect: parts [{"type":"hour","value":"05"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range 05:13 PM
// expect: {"timeZone":"America/New_York","era":"short"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","era":"short","year":"numeric","month":"numeric","day":"numeric"}
// expect: = ["12/31/1969 AD","11/14/2023 AD","7/18/2023 AD"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"},{"type":"literal","value":" "},{"type":"era","value":"AD"}]
// expect: range 11/14/2023 AD
// expect: {"timeZone":"America/New_York","timeZoneName":"long"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","year":"numeric","month":"numeric","day":"numeric","timeZoneName":"long"}
// expect: = ["12/31/1969, Eastern Standard Time","11/14/2023, Eastern Standard Time","7/18/2023, Eastern Daylight Time"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"},{"type":"literal","value":", "},{"type":"timeZoneName","value":"Eastern Standard Time"}]
// expect: range 11/14/2023, Eastern Standard Time
// expect: {"timeZone":"America/New_York","fractionalSecondDigits":3,"second":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","second":"numeric","fractionalSecondDigits":3}
// expect: = ["0.000","20.123","0.000"]
// expect: parts [{"type":"second","value":"20"},{"type":"literal","value":"."},{"type":"fractionalSecond","value":"123"}]
// expect: range 20.123 – 20.124
// expect: {"timeZone":"America/New_York","year":"2-digit","month":"2-digit","day":"2-digit"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","year":"2-digit","month":"2-digit","day":"2-digit"}
// expect: = ["12/31/69","11/14/23","07/18/23"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"23"}]
// expect: range 11/14/23
// expect: {"timeZone":"America/New_York","month":"narrow","weekday":"narrow"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","weekday":"narrow","month":"narrow"}
// expect: = ["D W","N T","J T"]
// expect: parts [{"type":"month","value":"N"},{"type":"literal","value":" "},{"type":"weekday","value":"T"}]
// expect: range N T
// expect: {"timeZone":"America/New_York","year":"numeric","month":"numeric","day":"numeric","hour":"numeric","minute":"numeric","second":"numeric"} {"locale":"en","calendar":"gregory","numberingSystem":"latn","timeZone":"America/New_York","hourCycle":"h12","hour12":true,"year":"numeric","month":"numeric","day":"numeric","hour":"numeric","minute":"2-digit","second":"2-digit"}
// expect: = ["12/31/1969, 7:00:00 PM","11/14/2023, 5:13:20 PM","7/18/2023, 8:00:00 AM"]
// expect: parts [{"type":"month","value":"11"},{"type":"literal","value":"/"},{"type":"day","value":"14"},{"type":"literal","value":"/"},{"type":"year","value":"2023"},{"type":"literal","value":", "},{"type":"hour","value":"5"},{"type":"literal","value":":"},{"type":"minute","value":"13"},{"type":"literal","value":":"},{"type":"second","value":"20"},{"type":"literal","value":" "},{"type":"dayPeriod","value":"PM"}]
// expect: range 11/14/2023, 5:13:20 PM
// expect: {"timeZone":"America/New_York","dateStyle":"full","year":"numeric"} TypeError: Can't set option year when dateStyle is used
// expect: {"timeZone":"America/New_York","month":"foo"} RangeError: Value foo out of range for Intl.DateTimeFormat options property month
// expect: {"timeZone":"Foo/Bar"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","dateStyle":"full"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","dateStyle":"long","timeStyle":"short"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","dateStyle":"medium","timeStyle":"medium"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","dateStyle":"short","timeStyle":"full"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","timeStyle":"short","hour12":false} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","timeStyle":"long","hourCycle":"h24"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","year":"numeric","month":"long","day":"numeric"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","weekday":"long"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","month":"short","day":"2-digit"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","hour":"numeric"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","hour":"2-digit","minute":"2-digit"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","era":"short"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","timeZoneName":"long"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","fractionalSecondDigits":3,"second":"numeric"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","year":"2-digit","month":"2-digit","day":"2-digit"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","month":"narrow","weekday":"narrow"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","year":"numeric","month":"numeric","day":"numeric","hour":"numeric","minute":"numeric","second":"numeric"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","dateStyle":"full","year":"numeric"} RangeError: Invalid time zone specified: Foo/Bar
// expect: {"timeZone":"Foo/Bar","month":"foo"} RangeError: Invalid time zone specified: Foo/Bar
// expect: toLocaleString 11/14/2023, 10:13:20 PM
// expect: toLocaleString 2023
// expect: toLocaleString 10 PM
// expect: toLocaleString 10:13 PM
// expect: toLocaleString Invalid Date
// expect: toLocaleDateString 11/14/2023
// expect: toLocaleDateString 2023
// expect: toLocaleDateString 11/14/2023, 10 PM
// expect: toLocaleDateString TypeError: Invalid option : timeStyle
// expect: toLocaleDateString Invalid Date
// expect: toLocaleTimeString 10:13:20 PM
// expect: toLocaleTimeString 2023, 10:13:20 PM
// expect: toLocaleTimeString 10 PM
// expect: toLocaleTimeString 10:13 PM
// expect: toLocaleTimeString Invalid Date
// expect: NaN RangeError: Invalid time value
