/* shrink.js SEED SMEW: the program of a seed on which Node and smew differ, without the
 * lines that the difference doesn't need; prints it and what both make of it. */
'use strict';
const fs = require('fs');
const os = require('os');
const path = require('path');
const { spawnSync } = require('child_process');
const { generate } = require('./program.js');
const { run } = require('./run.js');

process.on('unhandledRejection', () => {});

const [seed, smew] = process.argv.slice(2);
const main = path.join(__dirname, 'main.js');
const file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'shrink-')), 'program.js');

function output() {
  const r = spawnSync(smew, [main, '--file', file], { encoding: 'utf8', timeout: 2000 });
  return r.signal ? 'signal ' + r.signal : r.stdout.trim() || r.stderr.slice(0, 200);
}

function differs(lines) {
  fs.writeFileSync(file, lines.join('\n'));
  const node = run(lines.join('\n'));
  /* What doesn't parse any more shows nothing. */
  return !node.includes('! SyntaxError') && node !== output();
}

let lines = generate(Number(seed)).split('\n');
if (!differs(lines)) {
  console.log('seed ' + seed + ': no difference');
  process.exit(0);
}
for (let size = lines.length >> 1; size >= 1;) {
  let smaller = false;

  for (let at = 0; at + size <= lines.length;) {
    /* Without burning fuel it might not end. */
    if (size === 1 && lines[at] === 'burn();') { at++; continue; }
    const rest = [...lines.slice(0, at), ...lines.slice(at + size)];
    if (differs(rest)) {
      lines = rest;
      smaller = true;
    } else {
      at += size;
    }
  }
  if (!smaller || size === 1) size = smaller ? size : size >> 1;
  /* A block goes with both of its ends. */
  for (let a = 0; size === 0 && a < lines.length; a++) {
    if (!/\{$/.test(lines[a])) continue;
    for (let b = a + 1; b < lines.length; b++) {
      const rest = lines.filter((_, i) => i !== a && i !== b);
      if (lines[b] === '}' && differs(rest)) {
        lines = rest;
        size = 1;
        break;
      }
    }
  }
}
differs(lines);
console.log(lines.join('\n') + '\n// Node: ' + run(lines.join('\n')) + '\n// smew: ' + output());
fs.rmSync(path.dirname(file), { recursive: true });
