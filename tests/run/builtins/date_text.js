// What Date.parse takes, in zones that the text names and in the machine's, and what dates say.
const fixed = [
  ["2020-01-02", 1577923200000],
  ["Tue Mar 01 2022 00:00:00 GMT+0100 (CET)", 1646089200000],
  ["Tue, 15 Nov 1994 08:12:31 GMT", 784887151000],
  ["1 January 2020 UTC", 1577836800000],
  ["2020", 1577836800000],
  ["2020-02", 1580515200000],
  ["+002020-01-01T00:00:00Z", 1577836800000],
  ["-000000-01-01T00:00:00Z", NaN],
  ["-000001-01-01T00:00:00Z", -62198755200000],
  ["2020-01-01T24:00:00Z", 1577923200000],
  ["2020-01-01T24:00:01Z", NaN],
  ["2020-02-31", 1583107200000],
  ["2020-02-30T00:00:00Z", 1583020800000],
  ["13/1/2020", NaN],
  ["Jan", NaN],
  ["2020-01-01T00:00:00.123456789Z", 1577836800123],
  ["2020-01-01T00:00:00+05:30", 1577817000000],
  ["2020-01-01T00:00:00+0530", 1577817000000],
  ["2020-01-01T00:00Z", 1577836800000],
  ["2020-01-01Z", 1577836800000],
  ["2020-01-01 Z", 1577836800000],
  ["2020-01-01T1:2:3Z", NaN],
  ["2020-01-01 13:00 PM", NaN],
  ["foo2020", NaN],
  ["2020 foo", NaN],
  ["Thu, 01 Jan 1970 00:00:00 GMT+0200", -7200000],
  ["Thu, 01 Jan 1970 00:00:00 +0200", -7200000],
  ["Thu, 01 Jan 1970 00:00 EST", 18000000],
  ["Thu Jan 1 00:00:00 PST 1970", 28800000],
  ["Mon, 25 Dec 1995 13:30:00 +0430", 819882000000],
  ["1995-12-17T03:24:00.000-08:00", 819199440000],
  ["2011-10-10T14:48:00.000+09:00", 1318225680000],
  ["20200101", NaN],
  ["2020-13-01", NaN],
  ["2020-00-01", NaN],
  ["2020-01-00", NaN],
  ["2020-01-32", NaN],
  ["2020-01-01T00:00:00 Z", NaN],
  ["Jan 1 2020 10:00:00.1234 UTC", 1577872800123],
  ["Jan 1 2020 GMT-8", 1577865600000],
  ["Jan 1 2020 GMT-12345", NaN],
  ["Jan 1 2020 10:00 +", NaN],
  ["12:00", NaN],
  ["", NaN],
  ["hello", NaN],
  ["Invalid Date", NaN],
  ["1e3", NaN],
  ["Sat Jan 1 2000 00:00:00 UTC+01:30", 946679400000],
  ["January 32 2020", NaN],
  ["2020-06-15T12:00:00z", 1592222400000],
  ["2020-06-15t12:00:00Z", 1592222400000],
  ["2020-01-01T00:00:60Z", NaN],
  ["2020-01-01T00:60:00Z", NaN],
  ["Jan 1 2020 25:00", NaN],
  ["+275760-09-13T00:00:00.000Z", 8640000000000000],
  ["+275760-09-13T00:00:00.001Z", NaN],
  ["Jan 1 275761", NaN],
  ["1:2:3:4", NaN],
  ["1::2", NaN],
  ["Jan 1 2020 1.5", NaN],
  ["2020-01-01T00:00:00.", NaN],
  ["2020-01-01T00", NaN],
  ["T10:00", NaN],
  ["Jan 1 2020, 10:00:00 p.m.", NaN],
  ["Jan 1 2020 10:00:00PM", NaN],
  ["Jan 1 2020 10PM", NaN],
  ["2021-W01", NaN],
  ["2020-01-01T00:00:00,5Z", NaN],
];
let bad = 0;
for (const [text, time] of fixed) if (!Object.is(Date.parse(text), time)) { bad++; console.log(text, Date.parse(text), time); }
const local = [
  ['2020-01-02T03:04:05', 2020, 0, 2, 3, 4, 5], ['2020-01-02 03:04', 2020, 0, 2, 3, 4], ['2020-1-2', 2020, 0, 2], ['Jan 1, 2020 10:00 PM', 2020, 0, 1, 22],
  ['2020/01/02', 2020, 0, 2], ['1/13/2020', 2020, 0, 13], ['1/2/3', 2003, 0, 2], ['1/2/70', 1970, 0, 2], ['12', 2001, 11, 1], ['Jan', NaN], ['Jan 5', 2001, 0, 5],
  ['1970 Jan', 1970, 0, 1], ['Feb 31 2020', 2020, 2, 2], ['foo 2020', 2020, 0, 1], ['Jan 1 2020 10:00:00.5', 2020, 0, 1, 10, 0, 0, 500], ['05-Jan-2020', 2020, 0, 5],
  ['2020-01-01 12:00 AM', 2020, 0, 1], ['Wed, 09 Aug 1995 00:00:00', 1995, 7, 9], ['7 March 2021 3:05', 2021, 2, 7, 3, 5], ['10:00 Jan 1 2020', 2020, 0, 1, 10]];
for (const [text, ...fields] of local) {
  const want = fields.length > 1 ? new Date(...fields).getTime() : NaN;
  if (!Object.is(Date.parse(text), want)) { bad++; console.log(text, Date.parse(text), want); }
}
for (const time of [0, 1e12, -1e12, 1583652600000, 253402300799000]) {
  const d = new Date(time);
  if (Date.parse(d.toString()) !== time || Date.parse(d.toUTCString()) !== time) { bad++; console.log(String(d), d.toUTCString()); }
  if (d.toString() !== d.toDateString() + ' ' + d.toTimeString()) { bad++; console.log(d.toString()); }
  if (!/^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d -?\d{4,6} \d\d:\d\d:\d\d GMT[+-]\d{4} \([^()]+\)$/.test(d)) { bad++; console.log(String(d)); }
}
console.log(bad, fixed.length > 40); // expect: 0 true
console.log(new Date(784887151000).toUTCString(), new Date(-62198755200000).toUTCString()); // expect: Tue, 15 Nov 1994 08:12:31 GMT Fri, 01 Jan -0001 00:00:00 GMT
console.log(String(new Date(NaN)), new Date(NaN).toUTCString(), new Date(NaN).toTimeString()); // expect: Invalid Date Invalid Date Invalid Date
console.log(Object.prototype.toString.call(console)); // expect: [object console]
