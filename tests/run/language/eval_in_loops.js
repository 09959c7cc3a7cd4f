// A direct eval inside a closure sees the variables that the loop's turn had.
let hs = [];
const all = () => { console.log(hs.map((f) => f()).join()); hs = []; };
for (let [a, b = 2] of [[1], [2, 9]]) { b = b + 1; hs.push(() => eval('b')); }
all();
for (let i = 0; i < 3; i++) hs.push(() => eval('i'));
all();
for (let i = 0; i < 4; i++) { let k = i * 2; hs.push(() => eval('i+k')); i++; }
all();
for (const k in { a: 1, b: 2 }) { class Z { m() { return eval('k'); } } hs.push(() => new Z().m()); }
all();
let w = 0;
while (w < 2) { let z = w++; hs.push(() => eval('z')); }
all();
(function () { for (var i = 0; i < 3; i++) { const q = i; hs.push(() => eval('q+i')); if (i === 1) return; } })();
all();
function* gg() { for (const x of [1, 2]) { const q = x; yield () => eval('q+x'); } }
hs = [...gg()];
all();
for (let i = 0; i < 3; i++) { try { if (i === 1) continue; hs.push(function () { return eval('i++'), i; }); } finally { hs.push(() => eval('i')); } }
all();
// expect: 3,10
// expect: 0,1,2
// expect: 1,7
// expect: a,b
// expect: 0,1
// expect: 1,2
// expect: 2,4
// expect: 1,1,1,3,3
