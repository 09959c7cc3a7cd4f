/* test262.js: runs tests of a test262 checkout and holds them against known-failures.txt.
 *
 *   node test262.js --test262 DIR [--smew PROGRAM] [--sample N [--from N]] [--seed S]
 *        [--filter RE] [--ids FILE] [--jobs 2] [--both] [--out FILE.json] [--list] [--shrink]
 *
 * --sample takes the N tests that come first in an order that the seed makes, --from
 * those behind that many; without it the whole suite runs. --both runs each test in sloppy and in strict mode. --list prints
 * each failure with its reason. --shrink takes out of the known failures what passes now;
 * nothing ever puts one in: a test that fails and isn't listed fails the suite. */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const crypto = require('crypto');
const { spawn } = require('child_process');

/* Unfinished proposals, and what a single-threaded host without a collector can't have. */
const LEFT_OUT = new Set(['Temporal', 'ShadowRealm', 'decorators', 'source-phase-imports',
  'source-phase-imports-module-source', 'import-defer', 'import-text', 'import-bytes',
  'explicit-resource-management', 'IsHTMLDDA', 'tail-call-optimization',
  'immutable-arraybuffer', 'joint-iteration', 'await-dictionary', 'error-stack-accessor',
  'nonextensible-applies-to-private']);
const KNOWN = path.join(__dirname, 'known-failures.txt');

function argument(name, otherwise) {
  const i = process.argv.indexOf('--' + name);

  return i < 0 ? otherwise : process.argv[i + 1];
}
const flag = (name) => process.argv.includes('--' + name);
const root = path.resolve(argument('test262', process.env.TEST262 || ''));
const smew = path.resolve(argument('smew', process.env.SMEW || 'build/smew'));

/* ---- What a test says about itself ---- */

function list(yaml, key) {
  const inline = new RegExp(`^${key}:\\s*\\[([^\\]]*)\\]`, 'm').exec(yaml);
  if (inline) return inline[1].split(',').map((s) => s.trim()).filter(Boolean);
  const lines = new RegExp(`^${key}:\\s*\\n((?:[ \\t]*-.*\\n?)+)`, 'm').exec(yaml);
  return lines ? lines[1].split('\n').map((s) => s.replace(/^\s*-\s*/, '').trim()).filter(Boolean) : [];
}

function readTest(id) {
  const text = fs.readFileSync(path.join(root, 'test', id), 'utf8').replace(/\r\n/g, '\n');
  const yaml = (/\/\*---\n?([\s\S]*?)---\*\//.exec(text) || ['', ''])[1];
  const negative = /^negative:\s*\n((?:[ \t]+.*\n?)+)/m.exec(yaml);
  const type = negative && /type:\s*(\S+)/.exec(negative[1]);

  return {
    id,
    text: fs.readFileSync(path.join(root, 'test', id), 'utf8'),
    flags: list(yaml, 'flags'),
    includes: list(yaml, 'includes'),
    features: list(yaml, 'features'),
    negative: type && type[1],
  };
}

function isLeftOut(test) {
  return test.features.some((f) => LEFT_OUT.has(f)) || test.flags.includes('CanBlockIsFalse') ||
    test.includes.includes('atomicsHelper.js') ||
    /\$262\.(agent|AbstractModuleSource|IsHTMLDDA|gc)/.test(test.text);
}

/* ---- Which ---- */

function* walk(dir) {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const at = path.join(dir, entry.name);

    if (entry.isDirectory()) yield* walk(at);
    else if (entry.name.endsWith('.js') && !entry.name.includes('_FIXTURE')) yield at;
  }
}

function choose() {
  const filter = new RegExp(argument('filter', '')), seed = argument('seed', '1');
  const want = Number(argument('sample', Infinity));
  const rank = (id) => crypto.createHash('sha1').update(seed + id).digest('hex');
  let ids = [];

  for (const part of ['built-ins', 'language', 'annexB']) {
    const base = path.join(root, 'test', part);
    if (fs.existsSync(base)) ids.push(...walk(base));
  }
  ids = ids.map((file) => path.relative(path.join(root, 'test'), file)).filter((id) => filter.test(id));
  if (argument('ids')) ids = fs.readFileSync(argument('ids'), 'utf8').split('\n').filter(Boolean);
  if (want !== Infinity)
    ids = ids.map((id) => [rank(id), id]).sort((a, b) => (a[0] < b[0] ? -1 : 1)).map((p) => p[1]);
  const chosen = [];
  for (const id of ids.slice(Number(argument('from', 0)))) {
    if (chosen.length >= want) break;
    const test = readTest(id);
    if (!isLeftOut(test)) chosen.push(test);
  }
  return chosen;
}

/* ---- Running one ---- */

const temp = fs.mkdtempSync(path.join(os.tmpdir(), 'conformance-'));
process.on('exit', () => fs.rmSync(temp, { recursive: true, force: true }));
const harness = new Map();
function include(name) {
  if (!harness.has(name))
    harness.set(name, fs.readFileSync(path.join(root, 'harness', name), 'utf8'));
  return harness.get(name);
}

function textOf(test, strict) {
  if (test.flags.includes('raw')) return test.text;
  const isAsync = test.flags.includes('async');
  const names = new Set(['assert.js', 'sta.js', ...(isAsync ? ['doneprintHandle.js'] : []), ...test.includes]);
  const head = (strict ? '"use strict";\n' : '') +
    (test.flags.includes('module') ? 'var print = (...v) => console.log(...v.map(String));\n' : '');
  const end = test.negative || isAsync ? '' : '\n;print("reached the end");\n';

  return head + [...names].map(include).join('\n') + '\n' + test.text + end;
}

function runProgram(args, cwd) {
  return new Promise((resolve) => {
    const child = spawn(smew, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '', err = '', late = false;
    const timer = setTimeout(() => { late = true; child.kill('SIGKILL'); }, 20000);

    child.stdout.on('data', (d) => { out += d; });
    child.stderr.on('data', (d) => { err += d; });
    child.on('close', (status, signal) => { clearTimeout(timer); resolve({ out, err, status, signal, late }); });
  });
}

function verdict(test, r) {
  const all = r.out + r.err;

  if (r.late) return 'too late';
  if (r.signal) return 'signal ' + r.signal;
  if (/AddressSanitizer|runtime error:/.test(r.err)) return 'sanitizer: ' + r.err.slice(0, 300);
  if (test.negative)
    return r.status !== 0 && all.includes(test.negative) ? '' : 'no ' + test.negative + ': ' + r.err.slice(0, 150);
  if (test.flags.includes('async'))
    return r.out.includes('Test262:AsyncTestComplete') ? '' : (all || 'never done').slice(0, 250);
  return r.status === 0 && (test.flags.includes('raw') || r.out.includes('reached the end')) ? '' : r.err.slice(0, 250) || 'no end';
}

let serial = 0;
async function runOnce(test, strict) {
  const dir = path.join(temp, String(serial++)), isModule = test.flags.includes('module');
  const from = path.dirname(path.join(root, 'test', test.id)), file = path.join(dir, path.basename(test.id));

  fs.mkdirSync(dir);
  fs.writeFileSync(path.join(dir, 'package.json'), '{"type":"module"}');
  if (/_FIXTURE|\.json|import/.test(test.text)) {
    for (const name of fs.readdirSync(from))
      if (name.includes('_FIXTURE') || !name.endsWith('.js') || test.text.includes(`'./${name}'`))
        fs.cpSync(path.join(from, name), path.join(dir, name), { recursive: true });
  }
  fs.writeFileSync(file, textOf(test, strict));
  const r = await runProgram(isModule ? [file] : [path.join(__dirname, 'host.js'), file], dir);
  fs.rmSync(dir, { recursive: true, force: true });
  return verdict(test, r);
}

async function run(test) {
  const has = (name) => test.flags.includes(name);
  let modes = [false, true];

  if (has('module') || has('raw') || has('noStrict')) modes = [false];
  else if (has('onlyStrict')) modes = [true];
  else if (!flag('both')) modes = [false];
  for (const strict of modes) {
    const why = await runOnce(test, strict);
    if (why) return (strict ? 'strict: ' : '') + why.replace(/\s+/g, ' ').trim();
  }
  return '';
}

/* ---- Known failures: "## feature" and an id a line ---- */

function readKnown() {
  const known = new Set();

  for (const line of fs.existsSync(KNOWN) ? fs.readFileSync(KNOWN, 'utf8').split('\n') : [])
    if (line && !line.startsWith('#')) known.add(line);
  return known;
}

/* Takes `gone` out of the list, and headings that nothing is left under. */
function shrink(gone) {
  const kept = [];

  for (const line of fs.readFileSync(KNOWN, 'utf8').split('\n')) {
    if (gone.has(line)) continue;
    if (line.startsWith('## ')) {
      while (kept.at(-1) === '') kept.pop();
      if (kept.at(-1).startsWith('## ')) kept.pop();
      else kept.push('');
    }
    kept.push(line);
  }
  fs.writeFileSync(KNOWN, kept.join('\n'));
}

function share(results, ofKey) {
  const groups = new Map();

  for (const r of results) {
    const g = groups.get(ofKey(r)) || [0, 0];
    g[0] += !r.why;
    g[1]++;
    groups.set(ofKey(r), g);
  }
  for (const [key, [ok, n]] of [...groups].sort())
    console.log(`# ${key}: ${ok}/${n} = ${(100 * ok / n).toFixed(2)} %`);
}

async function main() {
  const tests = choose(), results = [], known = readKnown();
  let next = 0;

  await Promise.all(Array.from({ length: Number(argument('jobs', 2)) }, async () => {
    while (next < tests.length) {
      const test = tests[next++];
      results.push({ id: test.id, features: test.features, why: await run(test) });
    }
  }));
  results.sort((a, b) => (a.id < b.id ? -1 : 1));
  const fresh = results.filter((r) => r.why && !known.has(r.id));
  const gone = results.filter((r) => !r.why && known.has(r.id));
  if (flag('list')) results.forEach((r) => r.why && console.log(`# ${r.id} | ${r.why.slice(0, 160)}`));
  fresh.forEach((r) => console.log(`FAIL ${r.id}: ${r.why.slice(0, 200)}`));
  if (flag('shrink')) shrink(new Set(gone.map((r) => r.id)));
  else gone.forEach((r) => console.log(`FAIL ${r.id} passes now: take it out of known-failures.txt (--shrink)`));
  if (argument('out')) fs.writeFileSync(argument('out'), JSON.stringify(results, null, 1));
  share(results, (r) => r.id.split(path.sep)[0]);
  share(results, () => 'test262');
  const bad = fresh.length + (flag('shrink') ? 0 : gone.length);
  console.log(`test262: ${results.length - bad} passed, ${bad} failed, 0 skipped`);
  process.exit(bad ? 1 : 0);
}
main();
