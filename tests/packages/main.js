/* main.js: packages of a folder under Node and under smew: the same outputs?
 *
 *   node main.js --folder DIR [--smew PROGRAM] [--only NAME,NAME] [--jobs 2] [--show 3] [--shrink]
 *
 * Each package of list.txt goes through probe.js, each program of programs/ runs as it is.
 * known.txt says of how many lines a package's outputs may differ, and why: it may only
 * shrink (--shrink writes the smaller numbers). */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawn } = require('child_process');

function argument(name, otherwise) {
  const i = process.argv.indexOf('--' + name);

  return i < 0 ? otherwise : process.argv[i + 1];
}
const folder = path.resolve(argument('folder', process.env.PACKAGES || 'build/packages'));
const smew = path.resolve(argument('smew', process.env.SMEW || 'build/smew'));
const shown = Number(argument('show', 3)), only = argument('only') && argument('only').split(',');
const KNOWN = path.join(__dirname, 'known.txt');

function names() {
  return fs.readFileSync(path.join(__dirname, 'list.txt'), 'utf8').split('\n')
    .filter((l) => l && !l.startsWith('#')).map((l) => l.replace(/(.)@.*/, '$1'))
    .filter((n) => !only || only.includes(n));
}

function readKnown() {
  const known = new Map();

  for (const line of fs.existsSync(KNOWN) ? fs.readFileSync(KNOWN, 'utf8').split('\n') : []) {
    const [, name, n, why] = /^(\S+) (\d+)\s*(.*)$/.exec(line) || [];
    if (name) known.set(name, { n: Number(n), why });
  }
  return known;
}

function run(engine, args, seconds) {
  return new Promise((resolve) => {
    const child = spawn(engine, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, TZ: 'UTC', NO_COLOR: '1' } });
    let out = '', err = '', late = false;
    const timer = setTimeout(() => { late = true; child.kill('SIGKILL'); }, seconds * 1000);

    child.stdout.on('data', (d) => { out += d; });
    child.stderr.on('data', (d) => { err += d; });
    child.on('close', (status, signal) => { clearTimeout(timer); resolve({ lines: out.split('\n'), err, status, signal, late }); });
  });
}

/* The lines in which they differ: [ node, smew ] each. Where Node was stopped its last line
 * is none, and what smew says further on doesn't count; nor what it hadn't come to when it
 * was stopped too. */
function differences(node, other) {
  const lines = node.late ? node.lines.slice(0, -1) : node.lines, all = [];
  const n = !node.late ? Math.max(lines.length, other.lines.length)
    : other.late ? Math.min(lines.length, other.lines.length - 1) : lines.length;

  for (let i = 0; i < n; i++)
    if (lines[i] !== other.lines[i] && !missing(other.lines[i] || '')) all.push([lines[i], other.lines[i]]);
  return all;
}

/* Node's module that smew hasn't got yet, where the text complains about one. */
function missing(text) {
  const m = /Node's module '([^']+)' isn't in smew yet/.exec(text);

  return m && m[1];
}

/* What differs is compared once more: where the reader is late, process.stdout of Node may
 * fall behind what a program writes by fs.writeSync. */
async function compare(what, args, known) {
  const first = await compareOnce(what, args), allowed = known.get(what) || { n: 0 };

  return first.skip || first.all.length <= allowed.n ? first : compareOnce(what, args);
}

async function compareOnce(what, args) {
  const [node, other] = await Promise.all([run(process.execPath, args, 30), run(smew, args, 90)]);
  const lacks = other.lines[0].startsWith('fails') && missing(other.lines[0]);

  if (node.err && !node.lines[0]) return { what, skip: 'Node cannot run it: ' + node.err.split('\n')[4] };
  if (lacks) return { what, skip: `needs Node's module '${lacks}'` };
  const all = differences(node, other);
  if (other.signal && !other.late) all.push(['', 'ended by ' + other.signal]);
  return { what, all, calls: node.lines.length - 1 };
}

/* Says what came of one comparison, and counts it. */
function report(r, known, count) {
  if (r.skip) { console.log(`SKIP ${r.what}: ${r.skip}`); count.skipped++; return; }
  const allowed = known.get(r.what) || { n: 0, why: '' };
  count.lines += r.calls;
  if (r.all.length === 0) count.same++;
  if (r.all.length <= allowed.n) {
    count.passed++;
    console.log(`ok ${r.what}: ${r.calls} lines${r.all.length ? `, ${r.all.length} differ (${allowed.why})` : ''}`);
  } else {
    count.failed++;
    console.log(`FAIL ${r.what}: ${r.all.length} of ${r.calls} lines differ`);
    for (const [a, b] of r.all.slice(0, shown)) console.log(`#   node: ${String(a).slice(0, 300)}\n#   smew: ${String(b).slice(0, 300)}`);
  }
  if (r.all.length < allowed.n) known.set(r.what, { n: r.all.length, why: allowed.why });
}

async function main() {
  const known = readKnown(), jobs = [], count = { passed: 0, failed: 0, skipped: 0, lines: 0, same: 0 };
  const programs = path.join(__dirname, 'programs');
  let next = 0;

  for (const name of names()) {
    if (fs.existsSync(path.join(folder, 'node_modules', name)))
      jobs.push([name, [path.join(__dirname, 'probe.js'), folder, name]]);
    else report({ what: name, skip: 'not installed' }, known, count);
  }
  for (const file of fs.existsSync(programs) ? fs.readdirSync(programs).sort() : [])
    if (!only || only.includes(file)) jobs.push([file, [path.join(programs, file), folder]]);
  await Promise.all(Array.from({ length: Number(argument('jobs', os.cpus().length > 2 ? 2 : 1)) }, async () => {
    while (next < jobs.length) report(await compare(...jobs[next++], known), known, count);
  }));
  if (process.argv.includes('--shrink'))
    fs.writeFileSync(KNOWN, fs.readFileSync(KNOWN, 'utf8').split('\n').filter((l) => l.startsWith('#')).join('\n') + '\n' +
      [...known].filter(([, k]) => k.n > 0).map(([name, k]) => `${name} ${k.n} ${k.why}`.trim()).join('\n') + '\n');
  console.log(`# ${count.same} of ${count.passed + count.failed} print the same under both; ${count.lines} lines compared`);
  console.log(`packages: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  process.exit(count.failed ? 1 : 0);
}
main();
