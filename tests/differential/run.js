/* run.js: what a program (program.js) finds around it, and what it logs when it runs. */
'use strict';

function show(v, depth = 0) {
  if (typeof v === 'string') return JSON.stringify(v);
  if (typeof v === 'bigint') return v + 'n';
  if (typeof v === 'symbol') return 'symbol';
  if (typeof v === 'function') return 'fn:' + v.name + '/' + v.length;
  if (typeof v !== 'object' || v === null) return Object.is(v, -0) ? '-0' : String(v);
  if (depth > 3) return '…';
  if (Array.isArray(v)) return '[' + Array.from(v, (e, i) => (i in v ? show(e, depth + 1) : '-')).join() + ']';
  if (v instanceof Promise) return 'promise';
  if (v instanceof Error) return v.name;
  const keys = Object.keys(v);
  return '{' + keys.map((k) => {
    const d = Object.getOwnPropertyDescriptor(v, k);
    return k + ':' + (d.get || d.set ? 'accessor' : show(d.value, depth + 1));
  }).join() + '}';
}

class Halt extends Error {}

/* What programs find around them. */
function world(lines) {
  let fuel = 300;
  const held = [];
  const burn = () => { if (--fuel < 0) throw new Halt(); };
  const kind = (e) => { if (e instanceof Halt) throw e; return e instanceof Error ? e.name : show(e); };
  const w = {
    log: (...values) => { burn(); lines.push(values.map((v) => show(v)).join(' ')); return values[0]; },
    burn, show, kind,
    box: { a: 1, b: 'x', c: [1, 2] },
    text: (v) => { const t = show(v); return t.length > 40 ? t.slice(0, 40) : t; },
    iter: (v) => (v != null && typeof v[Symbol.iterator] === 'function' ? (typeof v === 'string' ? [...v].slice(0, 3) : Array.isArray(v) ? v.slice(0, 4) : v) : [v, 2, 3]),
    pairs: (v) => [[v], [1, undefined], 'ab'],
    obj: (v) => (v == null ? { a: undefined, z: 1 } : v),
    prop: (o, k) => { burn(); return o == null ? k : typeof k === 'object' ? k : o[k]; },
    call: (f, ...args) => { burn(); return typeof f === 'function' && !/^class/.test(Function.prototype.toString.call(f)) && f.name !== 'K' && !/^C\d/.test(f.name) ? f(...args) : args.length; },
    tag: (s, ...v) => s.raw.join('_') + v.map((x) => typeof x).join(),
    *gen(v) { try { yield 1; yield v; return 2; } finally { lines.push('closed'); } },
    drain: (f, ...args) => { const r = [], g = f(...args); for (let i = 0; i < 5; i++) { burn(); const s = g.next(i); r.push(s.value); if (s.done) break; } return r; },
    hold: (f) => held.push(f),
    K: class K { static s = 's'; #x; constructor(x) { this.#x = x; this.z = 1; } get x() { return this.#x; } get() { return typeof this.#x; } static make(x) { return new this(x); } static get n() { return this.name; } },
  };
  w.finish = () => held.forEach((f) => { try { lines.push('held ' + show(f())); } catch (e) { lines.push('held! ' + kind(e)); } });
  return w;
}

/* What the program logs, and how it ends, in a line. */
exports.run = (text) => {
  const lines = [], w = world(lines), names = Object.keys(w);

  try {
    const result = new Function(...names, text)(...names.map((n) => w[n]));
    lines.push('= ' + show(result));
    w.finish();
  } catch (e) {
    lines.push(e instanceof Halt ? 'halt' : '! ' + (e instanceof Error ? e.name : show(e)));
  }
  /* What the program has left in the global object isn't there for the next one. */
  for (const name of Object.keys(globalThis)) if (/^[a-z]\d+/.test(name)) delete globalThis[name];
  return lines.join('|');
};
