// What a new function has: its properties, in order, and their attributes (graft/closure.c).
'use strict';
const show = (f) => Object.getOwnPropertyNames(f).map((k) => {
  const d = Object.getOwnPropertyDescriptor(f, k);
  const value = k === 'prototype' ? (d.value.constructor === f ? 'own' : 'other') : JSON.stringify(d.value);
  return `${k}=${value}:${['writable', 'enumerable', 'configurable'].map((a) => +d[a]).join('')}`;
}).join(' ');
function declared(a, b) { return a + b; }
const named = function self(n) { return n ? self(n - 1) : self.length; };
const many = function (a, b, c, d, e, f, g, h, i, j) { return [a, b, c, d, e, f, g, h, i, j]; };
console.log(show(declared));
console.log(named(2), named.prototype.constructor === named, named.name);
console.log(show(many));
console.log(show((a) => a), show((a, b = 1, c) => c), show((...r) => r));
console.log(show({ m(a) { return a; } }.m), show(async (a) => a), (function () {}).name === '');
const { get } = Object.getOwnPropertyDescriptor({ get x() { return 1; } }, 'x');
console.log(show(get));
// Each evaluation makes another one, with a scope and a prototype of its own.
const made = [1, 2, 3].map((i) => function () { return i; });
console.log(made.map((f) => f()).join(), new Set(made.map((f) => f.prototype)).size);
console.log(Object.getOwnPropertyNames(made[0].prototype).join(), Object.getPrototypeOf(made[0].prototype) === Object.prototype,
  Object.keys(made[0].prototype).length, new made[1]() instanceof made[1], new made[1]() instanceof made[0]);
made[0].extra = 1;
delete made[0].length;
console.log(Object.keys(made[0]).join(), made[0].length, 'length' in made[0]);
// More properties than fit behind each other.
for (let i = 0; i < 20; i++) made[1]['p' + i] = i;
console.log(Object.keys(made[1]).length, made[1].p19, made[1].length, made[1]());

// expect: length=2:001 name="declared":001 prototype=own:100
// expect: 1 true self
// expect: length=10:001 name="many":001 prototype=own:100
// expect: length=1:001 name="":001 length=1:001 name="":001 length=0:001 name="":001
// expect: length=1:001 name="m":001 length=1:001 name="":001 true
// expect: length=0:001 name="get x":001
// expect: 1,2,3 3
// expect: constructor true 0 true false
// expect: extra 0 true
// expect: 20 19 0 2
