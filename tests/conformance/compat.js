/* compat.js: runs the compat-table's tests of ECMAScript by edition.
 *
 *   node compat.js --compat DIR [--smew PROGRAM] [--jobs 2] [--list] [--shrink]
 *
 * What is known to fail stands in known-compat.txt and may only shrink: see test262.js. */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn } = require('child_process');

function argument(name, otherwise) {
  const i = process.argv.indexOf('--' + name);

  return i < 0 ? otherwise : process.argv[i + 1];
}
const flag = (name) => process.argv.includes('--' + name);
const root = path.resolve(argument('compat', process.env.COMPAT_TABLE || ''));
const smew = path.resolve(argument('smew', process.env.SMEW || 'build/smew'));
const KNOWN = path.join(__dirname, 'known-compat.txt');
const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'compat-'));
process.on('exit', () => fs.rmSync(temp, { recursive: true, force: true }));

/* A test is a function whose body is a comment, a function, or a list of scripts. */
function textOf(exec) {
  if (Array.isArray(exec)) return exec.map((e) => textOf(e.script)).join('\n;');
  if (typeof exec !== 'function') return undefined;
  const text = String(exec);
  const comment = /^function[^(]*\([^)]*\)\s*\{\s*\/\*([\s\S]*?)\*\/\s*\}$/.exec(text);
  /* Some copies of the table have `function ("…")` where `Function("…")` is meant. */
  return (comment ? comment[1] : `return (${text})();`).replace(/\bfunction \((?=["'])/g, 'Function(');
}

function editionOf(file, category) {
  if (file !== 'es2016plus') return file === 'es5' ? 'ES5' : 'ES2015';
  const year = /20\d\d/.exec(category || '');
  return year ? 'ES' + year[0] : 'other';
}

function* tests() {
  for (const file of ['es5', 'es6', 'es2016plus'])
    for (const t of require(path.join(root, 'data-' + file)).tests)
      for (const s of t.subtests || [t]) {
        const text = textOf(s.exec);
        const edition = editionOf(file, t.category);
        if (text !== undefined)
          yield { id: [edition, t.name, ...(s === t ? [] : [s.name])].join('/'), edition, text };
      }
}

const helper = require(path.join(root, 'test-utils/testHelpers')).createIterableHelper;
let serial = 0;
function run(test) {
  const file = path.join(temp, serial++ + '.js');

  fs.writeFileSync(file, `var global = globalThis, said = false;
global.asyncTestPassed = function () { if (!said) console.log('passed'); said = true; };
global.__script_executed = {};
${helper};
function test() {
${test.text}
}
if (test()) asyncTestPassed();
`);
  return new Promise((resolve) => {
    const child = spawn(smew, [file], { cwd: temp, stdio: ['ignore', 'pipe', 'pipe'] });
    const timer = setTimeout(() => child.kill('SIGKILL'), 20000);
    let out = '', err = '';

    child.stdout.on('data', (d) => { out += d; });
    child.stderr.on('data', (d) => { err += d; });
    child.on('close', () => {
      clearTimeout(timer);
      resolve(/^passed$/m.test(out) ? '' : err.trim().replace(/\s+/g, ' ').slice(0, 200) || 'false');
    });
  });
}

async function main() {
  fs.writeFileSync(path.join(temp, 'package.json'), '{"type":"commonjs"}');
  const all = [...tests()], results = [], editions = new Map();
  const known = new Set(fs.readFileSync(KNOWN, 'utf8').split('\n').filter((l) => l && !l.startsWith('#')));
  let next = 0;

  await Promise.all(Array.from({ length: Number(argument('jobs', 2)) }, async () => {
    while (next < all.length) {
      const test = all[next++];
      results.push({ ...test, why: await run(test) });
    }
  }));
  for (const r of results) {
    const e = editions.get(r.edition) || [0, 0];
    e[0] += !r.why;
    e[1]++;
    editions.set(r.edition, e);
    if (r.why && flag('list')) console.log(`# ${r.id} | ${r.why}`);
  }
  const fresh = results.filter((r) => r.why && !known.has(r.id));
  const gone = results.filter((r) => !r.why && known.has(r.id));
  fresh.forEach((r) => console.log(`FAIL ${r.id}: ${r.why}`));
  if (flag('shrink')) {
    const left = new Set(gone.map((r) => r.id));
    fs.writeFileSync(KNOWN, fs.readFileSync(KNOWN, 'utf8').split('\n').filter((l) => !left.has(l)).join('\n'));
  } else {
    gone.forEach((r) => console.log(`FAIL ${r.id} passes now: take it out of known-compat.txt (--shrink)`));
  }
  for (const [edition, [ok, n]] of [...editions].sort())
    console.log(`# ${edition}: ${ok}/${n} = ${(100 * ok / n).toFixed(2)} %`);
  const bad = fresh.length + (flag('shrink') ? 0 : gone.length);
  console.log(`compat: ${results.length - bad} passed, ${bad} failed, 0 skipped`);
  process.exit(bad ? 1 : 0);
}
main();
