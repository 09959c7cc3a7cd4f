/* program.js: random programs, the same ones for a seed everywhere. What they do ends (all
 * loops and calls take from one supply of fuel), and what they log depends on nothing but
 * the language: no clock, no messages of errors, no texts of functions. */
'use strict';

const numbers = require('../kit/random.js');

class Writer {
  constructor(seed) {
    this.next = numbers((seed * 2654435761) >>> 0).random;
    this.lines = [];
    this.depth = 0;
    this.names = 0;
    this.scopes = [[]]; /* names in reach, each with how it may be used */
    this.inside = { generator: false, async: false, loop: 0, labels: [], fn: 0, method: false };
  }

  int(n) { return Math.floor(this.next() * n); }
  pick(list) { return list[this.int(list.length)]; }
  chance(p) { return this.next() < p; }
  line(text) { this.lines.push(text); }

  /* ---- Names ---- */

  declare(kind) {
    const name = (this.chance(0.15) && this.names > 2 ? 'v' + this.int(this.names) : 'v' + this.names++);
    const scope = this.scopes[this.scopes.length - 1];

    if (scope.some((v) => v.name === name)) return this.declare(kind);
    scope.push({ name, kind });
    return name;
  }

  visible(test) {
    const seen = new Set(), out = [];

    for (let i = this.scopes.length - 1; i >= 0; i--)
      for (const v of this.scopes[i]) {
        if (!seen.has(v.name) && test(v)) out.push(v.name);
        seen.add(v.name);
      }
    return out;
  }

  name() {
    const all = this.visible(() => true);
    return all.length ? this.pick(all) : '0';
  }

  target() {
    const all = this.visible((v) => v.kind !== 'const');
    const r = this.int(6);

    if (r < 4 && all.length) return this.pick(all);
    if (r === 4) return `box[${this.expr(1)}]`;
    return `box.${this.pick(['a', 'b', 'c'])}`;
  }

  /* ---- Expressions ---- */

  literal() {
    return this.pick([() => String(this.int(10)), () => this.pick(['-1', '0.5', '1e3', '-0', 'NaN', '0x1F', '7n', '-2n', '1_000']),
      () => this.pick(['"a"', '"12"', '""', '`t`', '"\\u{1F600}z"']), () => this.pick(['true', 'false', 'null', 'undefined']),
      () => `[${this.list(2, 1)}]`, () => `{ ${this.pick(['a', 'b', '"c"', '[1 + 1]'])}: ${this.int(9)} }`])();
  }

  object(d) {
    const parts = [];

    for (let n = this.int(4); n > 0; n--)
      parts.push(this.pick([() => `a: ${this.expr(d)}`, () => `[${this.expr(d)}]: ${this.expr(d)}`, () => `...${this.expr(d)}`,
        () => `get b() { return ${this.own(() => this.expr(d))}; }`, () => `m(${'x'}) { return ${this.own(() => this.expr(d))}; }`,
        () => (this.visible(() => true).length ? this.name() : 'c: 1'), () => `set c(x) { log("set", x); }`])());
    return `({ ${parts.join(', ')} })`;
  }

  list(n, d) {
    const parts = [];

    for (let i = this.int(n + 1); i > 0; i--)
      parts.push(this.chance(0.15) ? `...iter(${this.expr(d)})` : this.expr(d));
    return parts.join(', ');
  }

  /* What is written in a function of its own: no yield, no jumps. */
  own(fn, more = {}) {
    const saved = this.inside;

    this.inside = { generator: false, async: false, loop: 0, labels: [], fn: saved.fn + 1, method: false, ...more };
    const text = fn();
    this.inside = saved;
    return text;
  }

  lambda(d) {
    this.scopes.push([]);
    const params = this.params(d);
    const text = this.own(() => this.pick([
      () => `((${params}) => (burn(), ${this.expr(d)}))`,
      () => `(function (${params}) { burn(); return ${this.expr(d)}; })`,
      () => `(function self(${params}) { burn(); return typeof self + ${this.expr(d)}; })`]))();
    this.scopes.pop();
    return text;
  }

  params(d) {
    const out = [];

    for (let n = this.int(3); n > 0; n--)
      out.push(this.pick([() => this.declare('let'), () => `${this.declare('let')} = ${this.expr(d)}`,
        () => `[${this.declare('let')}, ${this.declare('let')} = ${this.expr(0)}] = [1]`,
        () => `{ a: ${this.declare('let')} = 5, ...${this.declare('let')} } = {}`])());
    if (this.chance(0.2)) out.push(`...${this.declare('let')}`);
    return out.join(', ');
  }

  expr(d) {
    if (d <= 0) return this.chance(0.6) ? this.name() : this.wrap(this.literal());
    const e = () => this.expr(d - 1);

    return this.pick([
      () => this.name(), () => this.wrap(this.literal()),
      () => `(${e()} ${this.pick(['+', '-', '*', '/', '%', '|', '&', '^', '<<', '>>', '>>>'])} ${e()})`,
      () => `(${e()} ${this.pick(['<', '>', '<=', '>=', '==', '!=', '===', '!=='])} ${e()})`,
      () => `(${e()} ${this.pick(['&&', '||', '??'])} ${e()})`,
      () => `(${this.pick(['-', '+', '~', '!', 'typeof ', 'void '])}${e()})`,
      () => `(${e()} ? ${e()} : ${e()})`, () => `(${e()}, ${e()})`,
      () => `(${this.target()} ${this.pick(['=', '+=', '-=', '*=', '??=', '||=', '&&=', '|='])} ${e()})`,
      () => `(${this.chance(0.5) ? this.target() + this.pick(['++', '--']) : this.pick(['++', '--']) + this.target()})`,
      () => `${this.wrap(e())}?.${this.pick(['a', 'length', 'm?.(1)', '[0]', 'a?.b'])}`,
      () => `prop(${e()}, ${e()})`, () => `call(${e()}, ${this.list(2, d - 1) || '1'})`,
      () => `\`<\${text(${e()})}|\${text(${e()})}>\``, () => `tag\`a\${${e()}}b\${${e()}}\``,
      () => `[${this.list(3, d - 1)}]`, () => this.object(d - 1), () => this.lambda(d - 1),
      () => `(([${this.target()}, ${this.target()} = ${e()}] = iter(${e()})))`,
      () => `(({ a: ${this.target()} = ${e()}, ...${this.target()} } = obj(${e()})))`,
      () => `(delete box.${this.pick(['a', 'b'])})`, () => `("${this.pick(['a', 'b'])}" in box)`,
      () => `(new K(${e()}).${this.pick(['x', 'get', 'z'])})`, () => `K.${this.pick(['s', 'make(1)?.x', 'n'])}`,
      () => (this.inside.generator ? `(yield ${e()})` : e()), () => (this.inside.async ? `(await ${e()})` : e()),
      () => `[...gen(${e()})].length`, () => `text(${e()})`,
      () => (this.inside.fn > 0 && !this.inside.method ? 'typeof this' : e()),
      () => `eval(${JSON.stringify(this.chance(0.5) ? '1 + 1' : this.name())})`,
    ])();
  }

  wrap(text) { return /^[{-]/.test(text) ? `(${text})` : text; }

  /* ---- Statements ---- */

  body(n, fn) {
    this.scopes.push([]);
    this.depth++;
    if (fn) fn();
    for (let i = 1 + this.int(n); i > 0; i--) this.statement();
    this.depth--;
    this.scopes.pop();
  }

  block(head, n = 3, fn) {
    this.line(head + ' {');
    this.line('burn();');
    this.body(n, fn);
    this.line('}');
  }

  loop(head, label, fn) {
    this.inside.loop++;
    if (label) this.inside.labels.push(label);
    this.block((label ? label + ': ' : '') + head, 3, fn);
    if (label) this.inside.labels.pop();
    this.inside.loop--;
  }

  loops() {
    const label = this.chance(0.3) ? 'l' + this.names++ : '', i = 'i' + this.names++;
    const scoped = (v, kind) => () => this.scopes[this.scopes.length - 1].push({ name: v, kind });

    this.pick([
      () => this.loop(`for (let ${i} = 0; ${i} < ${1 + this.int(4)}; ${i}++)`, label, scoped(i, 'const')),
      () => this.loop(`for (const ${i} of iter(${this.expr(2)}))`, label, scoped(i, 'const')),
      () => this.loop(`for (let [${i}, ${i}b = 2] of pairs(${this.expr(1)}))`, label, () => { scoped(i, 'let')(); scoped(i + 'b', 'let')(); }),
      () => this.loop(`for (const ${i} in obj(${this.expr(2)}))`, label, scoped(i, 'const')),
      () => this.loop(`for (let ${i} = 0, ${i}f = () => ${i}; ${i} < 2; ${i}++)`, label, scoped(i + 'f', 'let')),
      () => { this.line(`let ${i} = 0;`); this.loop(`while (${i}++ < 3)`, label); },
      () => this.loop(`for (const ${i} of gen(${this.expr(1)}))`, label, scoped(i, 'const')),
    ])();
  }

  jump() {
    const { loop, labels, fn } = this.inside, ways = [];

    if (loop) ways.push('break;', 'continue;');
    if (labels.length) ways.push(`break ${this.pick(labels)};`, `continue ${this.pick(labels)};`);
    if (fn) ways.push(`return ${this.expr(1)};`);
    ways.push(`throw ${this.expr(1)};`);
    this.line(`if (${this.expr(1)}) ${this.pick(ways)}`);
  }

  tries() {
    const kind = this.int(3), name = 'e' + this.names++;

    this.block('try', 3);
    if (kind !== 1) {
      if (this.chance(0.3)) this.block('catch', 2);
      else this.block(`catch (${name})`, 2, () => { this.line(`log("caught", kind(${name}));`); });
    }
    if (kind !== 0) this.block('finally', 2);
  }

  switches() {
    this.line(`switch (${this.expr(2)}) {`);
    this.scopes.push([]);
    for (let n = 1 + this.int(3), def = this.int(3); n >= 0; n--) {
      this.line(n === def ? 'default:' : `case ${this.expr(1)}:`);
      this.line('burn();');
      const loop = this.inside.loop;
      this.block('', 2);
      this.inside.loop = loop;
      if (this.chance(0.5)) this.line('break;');
    }
    this.scopes.pop();
    this.line('}');
  }

  functions() {
    const kind = this.pick(['function', 'function', 'function*', 'async function', 'arrow']);
    const name = 'f' + this.names++;
    const inner = { generator: kind === 'function*', async: kind === 'async function' };

    this.scopes.push([]);
    const params = this.params(1);
    const scope = this.scopes.pop();
    this.own(() => this.block(kind === 'arrow' ? `const ${name} = (${params}) =>` : `${kind} ${name}(${params})`, 3,
      () => this.scopes[this.scopes.length - 1].push(...scope)), inner);
    if (kind === 'arrow') this.line(';');
    this.scopes[this.scopes.length - 1].push({ name, kind: 'const' });
    if (inner.generator) this.line(`log(drain(${name}, ${this.list(2, 1) || 1}));`);
    else this.line(`log(call(${name}, ${this.list(2, 1) || 1}));`);
  }

  classes() {
    const name = 'C' + this.names++;

    this.own(() => {
      this.line(`class ${name} extends K {`);
      this.line(`#p = ${this.expr(1)}; static q = ${this.expr(1)}; r = ${this.expr(1)};`);
      this.line(`static #s = 1; static t() { return ++${name}.#s; }`);
      this.block(`${this.pick(['m', '[`m`]', 'get m', 'static m'])}()`, 2, () => {});
      this.line(`get p() { return this.#p; } set p(v) { this.#p = v; }`);
      if (this.chance(0.5)) this.line(`constructor(x) { super(x); log("made", show(this)); }`);
      if (this.chance(0.4)) this.line(`static { log("static", ${this.expr(1)}); }`);
      this.line('}');
    }, { method: true });
    this.scopes[this.scopes.length - 1].push({ name, kind: 'const' });
    this.line(`log(call(() => { const o = new ${name}(1); o.p = 2; return [o.p, o.r, ${name}.t(), o.get?.(), Object.keys(o)]; }));`);
  }

  statement() {
    if (this.depth > 4 || this.lines.length > 90) {
      this.line(`log(${this.expr(2)});`);
      return;
    }
    this.pick([
      () => this.line(`log(${this.expr(3)});`), () => this.line(`log(${this.expr(3)});`),
      () => { const e = this.expr(3); this.line(`${this.pick(['let', 'var'])} ${this.declare('let')} = ${e};`); },
      () => { const e = this.expr(2); this.line(`const ${this.declare('const')} = ${e};`); },
      () => { const e = this.expr(2); this.line(`let [${this.declare('let')} = 1, ...${this.declare('let')}] = iter(${e});`); },
      () => { const e = this.expr(2); this.line(`let { a: ${this.declare('let')} = ${this.expr(1)}, length: ${this.declare('let')} } = obj(${e});`); },
      () => this.line(`${this.target()} = ${this.expr(3)};`),
      () => { this.block(`if (${this.expr(2)})`); if (this.chance(0.5)) this.block('else'); },
      () => this.loops(), () => this.loops(), () => this.jump(), () => this.tries(), () => this.switches(),
      () => this.functions(), () => this.functions(), () => this.classes(),
      () => this.line(`hold(() => ${this.own(() => this.expr(2))});`),
    ])();
  }
}

/* The text of the program of a seed, a body of a function of (log). */
exports.generate = (seed) => {
  const w = new Writer(seed);

  if (w.chance(0.3)) w.line('"use strict";');
  for (let i = 4 + w.int(6); i > 0; i--) w.statement();
  return w.lines.join('\n');
};
