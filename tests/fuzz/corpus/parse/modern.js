class A extends (B ?? C) { #x = 1; static { this.y = 2n ** 3n } get z() { return super.z?.[0]?.(...a) } async *g() { yield* await import('x') } }
for await (const { a = 1, ...rest } of [b, , ...c]) label: for (;;) break label
let [x, { y: [z] = [] }] = async (q, { w } = {}, ...r) => `t${q}${`n${w}`}`, re = /[/]\/(?<n>a)/dgimsuy
switch (x) { case 1: default: function f(a = new.target) { 'use strict' } } if (#x in y) a ||= b ??= c &&= d
