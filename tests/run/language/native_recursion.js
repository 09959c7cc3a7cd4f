// language/native_recursion: recursion through natives that call functions ends with a RangeError, in every build.
function told(name, recurse) {
  let depth = 0;
  const enter = () => { depth++; };
  try { recurse(enter); console.log(name, 'ended'); } catch (e) { console.log(name, e instanceof RangeError && e.message, depth > 20); }
}
told('map', (enter) => { const f = () => { enter(); [1].map(f); }; f(); });
told('sort', (enter) => { const f = () => { enter(); [1, 2].sort(f); }; f(); });
told('forEach', (enter) => { const m = new Map([[1, 1]]); const f = () => { enter(); m.forEach(f); }; f(); });
told('replace', (enter) => { const f = () => { enter(); return 'a'.replace(/a/, f); }; f(); });
told('getter', (enter) => { const o = { get x() { enter(); return this.x; } }; return o.x; });
told('conversion', (enter) => { const o = { [Symbol.toPrimitive]() { enter(); return +o; } }; return +o; });
told('proxy', (enter) => { const p = new Proxy({}, { get() { enter(); return p.x; } }); return p.x; });
told('construct', (enter) => { function F() { enter(); Reflect.construct(F, []); } new F(); });
told('iterator', (enter) => { const o = { [Symbol.iterator]() { enter(); return [...o]; } }; [...o]; });
told('reviver', (enter) => { const f = () => { enter(); JSON.parse('[1]', f); }; f(); });
told('toJSON', (enter) => { const o = { toJSON() { enter(); return JSON.stringify(o); } }; JSON.stringify(o); });
// expect: map Maximum call stack size exceeded true
// expect: sort Maximum call stack size exceeded true
// expect: forEach Maximum call stack size exceeded true
// expect: replace Maximum call stack size exceeded true
// expect: getter Maximum call stack size exceeded true
// expect: conversion Maximum call stack size exceeded true
// expect: proxy Maximum call stack size exceeded true
// expect: construct Maximum call stack size exceeded true
// expect: iterator Maximum call stack size exceeded true
// expect: reviver Maximum call stack size exceeded true
// expect: toJSON Maximum call stack size exceeded true
