// let, const and blocks: scopes, shadowing, closures in loops, use before declaration.
let a = 1;
{ let a = 2; { let a = 3; console.log(a) } console.log(a) }
console.log(a);
const fs = [];
for (let i = 0; i < 3; i++) fs.push(() => i);
for (const k of ['x', 'y']) fs.push(() => k);
for (let k in { p: 1, q: 2 }) fs.push(() => k);
console.log(fs.map((f) => f()));
const gs = [];
for (let i = 0, j = 10; i < 6; i++, j--) { if (i === 1) continue; if (i === 4) break; gs.push(() => i + ':' + j); i += 0; }
console.log(gs.map((f) => f()));
const hs = [];
for (let i = 0; i < 4; i++) { hs.push(() => i); i++; hs.push(() => i); }
console.log(hs.map((f) => f()));
function find(list, want) { for (const x of list) { const probe = () => x === want; if (probe()) return x; } return 'none'; }
console.log(find([1, 2, 3], 2), find([1], 9));
outer: for (let i = 0; i < 3; i++) { for (let j = 0; j < 3; j++) { fs.push(() => i * j); if (j === 1) continue outer; if (i === 2) break outer; console.log(i, j); } }
let n = 0;
while (n < 3) { const m = n; fs.push(() => m); n++; if (m === 1) break; }
do { let q = n; gs.push(() => q); n++; } while (n < 4);
console.log(fs.slice(-2).map((f) => f()), gs.slice(-2).map((f) => f()));
try { early; let early = 1; } catch (e) { console.log(e.name, e.message) }
try { (() => later)(); let later = 1; } catch (e) { console.log(e.name, e.message) }
try { typeof inside; let inside; } catch (e) { console.log(e.name, e.message) }
function hoisted() { return value; }
try { hoisted() } catch (e) { console.log(e.message) }
const value = 5;
console.log(hoisted());
const c = 1;
try { c = 2 } catch (e) { console.log(e.name, e.message) }
try { c++ } catch (e) { console.log(e.message) }
try { for (const z = 0; z < 2; z++) console.log('once') } catch (e) { console.log(e.message) }
switch (2) { case 1: let s1 = 1; break; case 2: let s2 = 2; console.log(s2); break; }
{ function inBlock() { return 'block' } console.log(inBlock()) }
console.log(typeof inBlock);
if (true) { function branch() { return 1 } } else { function branch() { return 2 } }
console.log(branch());
for (var v = 0; v < 2; v++) { let fresh; console.log(fresh); fresh = v; }
let { length } = 'abc', second = length * 2;
console.log(length, second);
(function () { let x = 'outer'; { console.log(typeof y1); let x = 'inner'; var y1 = x } console.log(x, y1) })();
try { throw 1 } catch (e) { let f = e; { let e = 2; f += e } console.log(f, e) }
for (let i = 0, fns = []; i < 2; fns.push(() => i), i++) if (i === 1) console.log(fns.length, fns[0]());
