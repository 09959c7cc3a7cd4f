/* probe.js: what a package's exports do with fixed arguments: run under Node and under
 * smew, which must print the same.
 *
 *     ENGINE probe.js FOLDER PACKAGE [PATH]
 *
 * First the shape of the exports; then each exported function (two levels deep) is called
 * with each of a few argument lists, and its result or error printed: one line a call.
 * PATH shows the calls of one export only, in full. Clock and random numbers are fixed.
 * What would wait, talk to the system or end the process isn't called. */
'use strict';
const { writeSync } = require('fs');
const { show } = require('./show.js');

const [folder, name, only] = process.argv.slice(2);
const LEFT_OUT = new RegExp([
  'exit', 'abort', 'kill', 'spawn', 'exec(?!$)', 'fork', 'watch', 'listen', 'connect', 'serve', 'server',
  'write', 'unlink', 'remove(File|Dir)', 'rmdir', 'mkdir', 'read', 'file', 'dir$', 'open', 'prompt', 'stdin',
  'sleep', 'delay', 'setTimeout', 'setInterval', 'setImmediate', 'timer', 'interval', 'cron', 'random', 'uuid',
  'nanoid', 'guid', 'now', 'performance', 'hrtime', 'memory', 'heap', 'debug', 'install', 'register', 'noConflict',
  'cwd', 'env$', 'benchmark', 'forever', 'stack', 'trace', 'nextTick', 'fetch', 'unfold', 'global', 'root', 'request', 'download', 'defer',
].join('|'), 'i');

/* Fresh values each time: what one call changes no other sees. */
const ARGUMENTS = [
  () => [],
  () => ['abc Déf-42'],
  () => ['a-b', '-'],
  () => [42.5, 7],
  () => [[3, 1, 2, 1]],
  () => [[3, 1, 2], (x) => x * 2],
  () => [[1, 2, 3, 4], 2],
  () => [{ a: 1, b: { c: [2, 'x'] } }],
  () => [{ a: 1, b: 2 }, 'a'],
  () => [{ a: 1 }, { b: 2, a: 3 }],
  () => [(x, y) => [x, y], 2],
  () => [new Date(1234)],
  () => [/b/g, 'abcb', '*'],
  () => [null],
  () => [undefined, 'x'],
  () => [true, false, 1n],
];

/* ---- The same world each time ---- */

function fix() {
  let seed = 42;
  Math.random = () => { seed = (seed * 16807) % 2147483647; return seed / 2147483647; };
  Date.now = () => 1700000000000;
  const RealDate = Date;
  globalThis.Date = class Date extends RealDate {
    constructor(...a) { if (a.length === 0) super(1700000000000); else super(...a); }
    static now() { return 1700000000000; }
  };
  process.exit = () => { throw new Error('process.exit'); };
  process.abort = process.kill = process.exit;
  for (const how of ['log', 'warn', 'error', 'info', 'debug', 'trace']) console[how] = () => {};
  process.on('unhandledRejection', () => {});
}

/* ---- Walking and calling ---- */

/* At once, whatever the next call does to the process. */
function print(line) {
  let rest = Buffer.from(line + '\n');

  while (rest.length > 0) {
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (e) {
      if (e.code !== 'EAGAIN') throw e;
    }
  }
}

function isClass(f) {
  return /^class\b/.test(Function.prototype.toString.call(f));
}

function functionsOf(exported) {
  const found = [], seen = new Set();

  (function walk(value, at, depth, owner) {
    if (value === null || (typeof value !== 'object' && typeof value !== 'function') || seen.has(value)) return;
    seen.add(value);
    if (typeof value === 'function' && !isClass(value) && !LEFT_OUT.test(at)) found.push([at, value, owner]);
    if (depth === 0) return;
    for (const key of Object.keys(value).sort()) {
      const d = Object.getOwnPropertyDescriptor(value, key);
      let inner;
      try { inner = d && d.get ? value[key] : d && d.value; } catch { continue; }
      walk(inner, at ? `${at}.${key}` : key, depth - 1, value);
    }
  })(exported, '', 2);
  return found.slice(0, 400);
}

function call(f, owner, args) {
  try {
    return show(Reflect.apply(f, owner, args));
  } catch (e) {
    return 'throws ' + show(e);
  }
}

async function load() {
  const main = require.resolve(name, { paths: [folder] });
  try {
    return require(main);
  } catch (e) {
    if (e.code !== 'ERR_REQUIRE_ESM' && e.code !== 'ERR_REQUIRE_ASYNC_MODULE') throw e;
    return import(main);
  }
}

async function main() {
  const exported = await load();

  fix();
  if (!only) print('shape ' + show(exported, { shape: true }));
  for (const [at, f, owner] of functionsOf(exported)) {
    if (only !== undefined && at !== only) continue;
    for (let i = 0; i < ARGUMENTS.length; i++) {
      const text = call(f, owner, ARGUMENTS[i]());
      print(`${at}#${i} ${only !== undefined || text.length <= 300 ? text : text.slice(0, 300) + '…'}`);
    }
  }
}
main().then(() => process.reallyExit ? process.reallyExit(0) : 0, (e) => { print('fails ' + show(e)); });
