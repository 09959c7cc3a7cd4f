// Calls, `new`, rest arguments, call() and apply(), iteration and generators are done by the
// executor itself where compiled code does them (engine/graft/call.c and what it includes), by
// the engine's own functions where natives do: seeded random functions must not tell the one
// from the other.
let seed = 12345;
const int = (n) => (seed = (seed * 16807) % 2147483647) % n;
const pick = (list) => list[int(list.length)];

function show(v) {
  if (v === globalThis) return 'global';
  if (typeof v === 'function') return 'fn ' + v.name;
  if (typeof v === 'bigint') return v + 'n';
  if (typeof v !== 'object' || v === null) return Object.is(v, -0) ? '-0' : typeof v === 'string' ? `"${v}"` : String(v);
  if (v instanceof Error) return v.name;
  const tag = Object.prototype.toString.call(v).slice(8, -1);
  if (Array.isArray(v)) return `[${Array.from(v, show)}]`;
  return `${tag}{${Object.keys(v).map((k) => k + ':' + show(v[k]))}}`;
}
const attempt = (f) => { try { return show(f()); } catch (e) { return '! ' + show(e); } };

// ---- Functions of every shape ----

const names = ['a', 'b', 'c', 'd'];
function functionText(kind) {
  const n = int(5), params = names.slice(0, n), has = new Set(params);
  const rest = int(3) === 0, complex = int(3) === 0, strict = !rest && !complex && int(2) === 0;
  const list = params.map((p) => (complex && int(2) ? `${p} = ${pick(['7', '"x"', 'arguments.length'])}` : p));
  if (rest) list.push('...r');
  const terms = [...params, 'arguments.length', 'arguments[0]', 'arguments[2]', 'this', 'typeof this', 'new.target === undefined'];
  if (rest) terms.push('r', 'r.length', 'r[1]');
  const body = [];
  if (strict) body.push('"use strict";');
  for (let i = int(4); i > 0; i--) {
    body.push(pick([
      () => (n ? `${pick(params)} = ${pick(['1', '"s"', 'arguments.length', 'void 0'])};` : ''),
      () => (strict || complex || rest ? '' : `arguments[${int(3)}] = ${int(9)};`),
      () => `var v${i} = () => [${pick(terms)}, ${pick(terms)}]; v${i} = v${i}();`,
      () => `if (depth < 3) { depth++; try { return [self(${params.join()}), ${pick(terms)}]; } finally { depth--; } }`,
      () => `for (var i${i} = 0; i${i} < ${int(3)}; i${i}++) { if (i${i} === 1) return [i${i}, ${pick(terms)}]; }`,
      () => `try { if (${int(3)} === 0) throw new TypeError('t'); } catch (e) { return ${pick(terms)}; }`,
      () => (rest ? 'r.push(1); r = [...r, 2];' : ''),
    ])());
  }
  if (kind === 'constructor') body.push(`this.x = [${terms.slice(0, 3).join()}];`, pick(['', '', 'return { own: 1 };', 'return 5;', 'return [1];']));
  else body.push(`return [${Array.from({ length: 1 + int(4) }, () => pick(terms)).join()}];`);
  has.clear();
  return `(function self(${list.join(', ')}) { ${body.join(' ')} })`;
}
const make = (text) => new Function('depth', `return ${text};`)(0);
const values = [undefined, null, 1, 'text', true, { k: 1 }, [1, 2], 5n, -0, 1.5];
const someArguments = () => Array.from({ length: int(7) }, () => pick(values));

// ---- The ways ----

let bad = 0, compared = 0;
function compare(what, text, ways) {
  const answers = ways.map(attempt);
  compared++;
  if (answers.every((a) => a === answers[0])) return;
  if (bad++ < 5) console.log(what, text, answers);
}

for (let round = 0; round < 400; round++) {
  const text = functionText('function'), f = make(text), a = someArguments(), self = pick([undefined, null, 4, 's', { s: 1 }]);
  compare('call', text, [
    () => Reflect.apply(f, self, a), () => f.call(self, ...a), () => f.apply(self, a), () => Function.prototype.call.call(f, self, ...a),
    () => [0].map(() => 0) && f.apply(self, [...a]), () => f.bind(self)(...a), () => f.bind(self, ...a)(),
    () => { switch (a.length) { case 0: return f.call(self); case 1: return f.call(self, a[0]); case 2: return f.call(self, a[0], a[1]);
      case 3: return f.call(self, a[0], a[1], a[2]); case 4: return f.call(self, a[0], a[1], a[2], a[3]);
      case 5: return f.call(self, a[0], a[1], a[2], a[3], a[4]); default: return f.call(self, a[0], a[1], a[2], a[3], a[4], a[5]); } },
  ]);
  compare('plain call', text, [
    () => Reflect.apply(f, undefined, a), () => f(...a),
    () => { switch (a.length) { case 0: return f(); case 1: return f(a[0]); case 2: return f(a[0], a[1]); case 3: return f(a[0], a[1], a[2]);
      case 4: return f(a[0], a[1], a[2], a[3]); case 5: return f(a[0], a[1], a[2], a[3], a[4]); default: return f(a[0], a[1], a[2], a[3], a[4], a[5]); } },
  ]);
  const o = { f }, direct = () => { switch (a.length) { case 0: return o.f(); case 1: return o.f(a[0]); case 2: return o.f(a[0], a[1]); default: return o.f(...a); } };
  compare('method', text, [() => Reflect.apply(f, o, a), direct, () => o['f'](...a), () => o?.f(...a)]);
}
for (let round = 0; round < 300; round++) {
  const text = functionText('constructor'), F = make(text), a = someArguments();
  compare('new', text, [
    () => Reflect.construct(F, a), () => new F(...a), () => new (F.bind(null))(...a), () => new (F.bind(null, ...a))(),
    () => { switch (a.length) { case 0: return new F(); case 1: return new F(a[0]); case 2: return new F(a[0], a[1]); case 3: return new F(a[0], a[1], a[2]);
      default: return new F(...a); } },
  ]);
  class Base { constructor(...r) { this.base = r; this.nt = new.target.name; } }
  class Middle extends Base { field = this.base.length; constructor(x, ...r) { super(...r, x); } }
  class Leaf extends Middle { #p = a.length; get p() { return this.#p; } }
  const Odd = class Leaf extends F { z = 1; };
  compare('class', text, [() => Reflect.construct(Leaf, a), () => new Leaf(...a), () => new Leaf(...a, ...[])]);
  compare('class p', text, [() => Reflect.construct(Leaf, a).p, () => new Leaf(...a).p]);
  compare('extends', text, [() => Reflect.construct(Odd, a), () => new Odd(...a)]);
}

// ---- Generators ----

function generatorText() {
  const body = [];
  for (let i = 1 + int(5); i > 0; i--)
    body.push(pick([
      `got.push(yield ${int(9)});`, `try { got.push(yield 't'); } catch (e) { got.push(e); } finally { got.push('f'); }`,
      `got.push(yield* [1, 2]);`, `got.push(yield* inner());`, `for (const x of inner()) { yield x; if (x === 2) break; }`,
      `if (got.length > ${int(4)}) return ${int(5)};`, `try { yield 1; } finally { yield 'cleanup'; }`, `[...inner()].forEach((x) => got.push(x));`,
      `if (got.length === 3) throw 'thrown';`,
    ]));
  return `(function* (...r) { ${body.join(' ')} return r; })`;
}
function* inner() { try { const x = yield 1; yield [x]; yield 2; } finally { log.push('inner left'); } return 'in'; }
let log = [];
const steps = () => Array.from({ length: 2 + int(9) }, () => [pick(['next', 'next', 'next', 'next', 'throw', 'return']), pick(values)]);
for (let round = 0; round < 400; round++) {
  const text = generatorText(), plan = steps();
  const G = new Function('inner', 'got', `return ${text};`);
  const drive = (step) => () => {
    const got = [], out = [];
    log = [];
    const g = G(inner, got)(1, 2);
    for (const [how, value] of plan) { try { const r = step(g, how, value); out.push([r.value, r.done]); } catch (e) { out.push(['threw', e]); } }
    return [out, got, log];
  };
  const proto = Object.getPrototypeOf(Object.getPrototypeOf(G(inner, [])()));
  compare('generator', text, [
    drive((g, how, v) => Reflect.apply(g[how], g, [v])), drive((g, how, v) => g[how](v)), drive((g, how, v) => proto[how].call(g, v)),
    drive((g, how, v) => (how === 'next' ? g.next(v) : how === 'throw' ? g.throw(v) : g.return(v))),
    drive((g, how, v) => [v].map((x) => g[how](x))[0]),
  ]);
  const collect = (fn) => () => { const got = []; log = []; let out; try { out = fn(G(inner, got)(3)); } catch (e) { out = ['threw', e]; } return [out, got, log]; };
  compare('for-of', text, [
    collect((g) => Array.from(g)), collect((g) => [...g]), collect((g) => { const r = []; for (const x of g) r.push(x); return r; }),
    collect((g) => { const r = []; for (const x of { [Symbol.iterator]: () => ({ next: () => g.next() }) }) r.push(x); return r; }),
    collect((g) => { const [...r] = g; return r; }), collect((g) => ((...r) => r)(...g)), collect((g) => [...(function* () { yield* g; })()]),
  ]);
  const first = (fn) => collect((g) => [fn(g), g.next().done]);
  compare('leaving', text, [
    first((g) => { const [x] = g; return x; }), first((g) => { for (const x of g) return x; }), first((g) => { let y; for (const x of g) { y = x; break; } return y; }),
  ]);
}
console.log(bad, compared > 3000);
// expect: 0 true
