/* kit.js: assertions, counted. A program prints what fails and, at its end, how many there
 * were: that number is its `// expect:` line.
 *
 *   eq(() => 1 + 1, 2)              the value, compared by what it shows
 *   throws(TypeError, () => null.x)
 *   late(async () => 1, 1)          what the promise gives
 *   ev('1; if (0) {}', undefined)   the value of a script's text
 *   syntax('let a, a')…             each text is a SyntaxError as a script
 *   parses('let a; { let a }')…     each text is a function's body */
'use strict';
let count = 0;
const evaluate = eval;

function show(v) {
  if (typeof v === 'string') return JSON.stringify(v);
  if (typeof v === 'bigint') return v + 'n';
  if (typeof v === 'symbol') return String(v);
  if (typeof v === 'function') return 'function ' + v.name;
  if (typeof v !== 'object' || v === null) return Object.is(v, -0) ? '-0' : String(v);
  if (Array.isArray(v)) return '[' + Array.from(v, (e, i) => (i in v ? show(e) : '-')).join() + ']';
  if (v instanceof Error) return v.name;
  if (v instanceof Map || v instanceof Set) return v.constructor.name + show([...v]);
  if (ArrayBuffer.isView(v)) return v.constructor.name + '[' + Array.prototype.join.call(v) + ']';
  return '{' + Reflect.ownKeys(v).map((k) => String(k) + ':' + show(v[k])).join() + '}';
}

function fail(what, fn) {
  console.log('assertion ' + count + ': ' + what + ' in ' + String(fn).slice(0, 200));
}

function compare(got, want, fn) {
  if (show(got) !== show(want)) fail(show(got) + ' is not ' + show(want), fn);
}

exports.show = show;
exports.eq = (fn, want) => {
  count++;
  try {
    compare(fn(), want, fn);
  } catch (error) {
    fail('threw ' + error, fn);
  }
};
exports.throws = (type, fn) => {
  count++;
  try {
    fail('gave ' + show(fn()) + ', no ' + type.name, fn);
  } catch (error) {
    if (!(error instanceof type)) fail('threw ' + error + ', no ' + type.name, fn);
  }
};
exports.late = (fn, want) => {
  const at = ++count;
  const no = (error) => console.log('assertion ' + at + ': rejected with ' + error + ' in ' + fn);

  try {
    fn().then((got) => show(got) === show(want) ||
      console.log('assertion ' + at + ': ' + show(got) + ' is not ' + show(want) + ' in ' + fn), no);
  } catch (error) {
    no(error);
  }
};
exports.ev = (text, want) => {
  count++;
  try {
    compare(evaluate(text), want, text);
  } catch (error) {
    fail('threw ' + error, text);
  }
};
exports.syntax = (...texts) => {
  for (const text of texts) {
    count++;
    try {
      /* Should it parse, it still must not run. */
      evaluate(text.replace(/^("use strict";)?/, '$1throw 0;'));
      fail('no error', text);
    } catch (error) {
      if (!(error instanceof SyntaxError)) fail('no SyntaxError but ' + error, text);
    }
  }
};
exports.parses = (...texts) => {
  for (const text of texts) {
    count++;
    try {
      new Function(text);
    } catch (error) {
      fail('threw ' + error, text);
    }
  }
};
process.on('exit', () => console.log(count + ' assertions'));
