/* show.js: a value as one line of text, the same under every engine: what programs see of
 * it, by means that are ECMAScript's alone. */
'use strict';

const MAX_DEPTH = 4, MAX_KEYS = 40;
const tagOf = Object.prototype.toString;

function className(value) {
  try {
    const proto = Object.getPrototypeOf(value);
    if (proto === null) return 'null';
    const d = Object.getOwnPropertyDescriptor(proto, 'constructor');
    const f = d && d.value;
    return typeof f === 'function' && typeof f.name === 'string' ? f.name : '?';
  } catch { return '!'; }
}

function number(n) {
  return Object.is(n, -0) ? '-0' : String(n);
}

/* Results of Math.exp and its kin differ in the last bit between libraries. */
function rounded(n) {
  return Number.isInteger(n) || !Number.isFinite(n) ? number(n) : String(Number(n.toPrecision(13)));
}

function primitive(value) {
  switch (typeof value) {
    case 'string': return JSON.stringify(value);
    case 'number': return rounded(value);
    case 'bigint': return value + 'n';
    case 'symbol': return String(value);
    default: return String(value);
  }
}

function message(e) {
  let text;
  try { text = String(e.message); } catch { text = '!'; }
  return text.replace(/\n[\s\S]*/, '').slice(0, 200);
}

function properties(value, state, depth, skip) {
  const out = [];
  let keys;

  try { keys = Reflect.ownKeys(value).filter((k) => !skip || !skip(k)); } catch { return ['!']; }
  for (const key of keys.slice(0, MAX_KEYS)) {
    const d = Object.getOwnPropertyDescriptor(value, key);
    if (!d || (!d.enumerable && !state.shape)) continue;
    const label = typeof key === 'symbol' ? `[${String(key)}]` : key;
    out.push(label + (d.enumerable ? ':' : '~') + (d.get || d.set ? '<accessor>' : one(d.value, state, depth - 1)));
  }
  if (keys.length > MAX_KEYS) out.push(`…${keys.length}`);
  return out;
}

/* Functions of the host's modules: written in JavaScript under one engine, in C under the
 * other. */
const hosts = new Set();
/* Accessors stay unasked: one host may not have yet what stands behind them. */
const ownValues = (o) => Reflect.ownKeys(o).map((k) => Object.getOwnPropertyDescriptor(o, k).value);
for (const name of ['assert', 'buffer', 'events', 'fs', 'os', 'path', 'punycode', 'querystring', 'string_decoder', 'timers', 'url', 'util']) {
  const all = require(name);
  for (const found of [all, ...ownValues(all)]) {
    if (typeof found === 'function') hosts.add(found);
    if (typeof found === 'object' && found !== null)
      for (const inner of ownValues(found)) if (typeof inner === 'function') hosts.add(inner);
  }
}

function isNative(f) {
  return hosts.has(f) || /\{ \[native code\] \}$/.test(Function.prototype.toString.call(f));
}

function functionText(f, state, depth) {
  /* Which of the newest statics a built-in has differs between engines. */
  if (isNative(f)) return `<native ${String(f.name)}>`;
  const head = `<${state.shape && depth === MAX_DEPTH ? 'exports ' : ''}function ${String(f.name)}/${f.length}>`;
  const own = properties(f, state, Math.min(depth, 2), (k) => ['length', 'name', 'prototype', 'arguments', 'caller'].includes(k));

  return own.length ? `${head}{${own.join(',')}}` : head;
}

function indexed(k) {
  return typeof k === 'string' && (/^\d+$/.test(k) || k === 'length');
}

function object(value, state, depth) {
  const name = value instanceof Error && typeof value.name === 'string' ? value.name : className(value), tag = tagOf.call(value).slice(8, -1);
  const own = (skip) => properties(value, state, depth, skip).join(',');

  if (value instanceof Error || tag === 'Error') return `<${name} ${message(value)}>`;
  if (Array.isArray(value)) {
    const items = [];
    for (let i = 0; i < value.length && i < MAX_KEYS; i++) items.push(i in value ? one(value[i], state, depth - 1) : '');
    const rest = own(indexed);
    return `[${items.join(',')}${value.length > MAX_KEYS ? ',…' + value.length : ''}]${rest && '{' + rest + '}'}`;
  }
  if (tag === 'Date') return `<Date ${Number.isNaN(+value) ? 'invalid' : Date.prototype.toISOString.call(value)}>`;
  if (tag === 'RegExp') return `<RegExp ${String(value)}>`;
  if (tag === 'Promise') return '<Promise>';
  if (value instanceof Map) return `<Map ${[...value].slice(0, MAX_KEYS).map(([k, v]) => one(k, state, depth - 1) + '=>' + one(v, state, depth - 1)).join(',')}>`;
  if (value instanceof Set) return `<Set ${[...value].slice(0, MAX_KEYS).map((v) => one(v, state, depth - 1)).join(',')}>`;
  if (ArrayBuffer.isView(value)) return `<${name} ${value.byteLength} ${tag === 'DataView' ? '' : Array.prototype.slice.call(value, 0, 32).map(primitive).join(',')}>`;
  return `${name === 'Object' ? '' : name}{${own(tag === 'String' || tag === 'Arguments' ? indexed : undefined)}}`;
}

function one(value, state, depth) {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return primitive(value);
  if (state.seen.includes(value)) return '<circle>';
  if (depth < 0) return typeof value === 'function' ? '<function>' : '<…>';
  state.seen.push(value);
  let text;
  try {
    text = typeof value === 'function' ? functionText(value, state, depth) : object(value, state, depth);
  } catch (e) {
    text = `<hostile ${e && e.name}>`;
  }
  state.seen.pop();
  return text;
}

/* { shape: true }: what isn't enumerable as well. */
function show(value, options) {
  return one(value, { seen: [], shape: !!(options && options.shape) }, MAX_DEPTH);
}

module.exports = { show };
