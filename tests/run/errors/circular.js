/* A circle in what JSON.stringify gets is shown as a way. */
const t = (f) => { try { f(); } catch (e) { console.log(e.message); } };
var a = {}; a.a = a; t(() => JSON.stringify(a));
var b = { b: {} }; b.b.c = b; t(() => JSON.stringify(b, null, 2));
var c = []; c[0] = { x: c }; t(() => JSON.stringify(c));
class K { constructor() { this.m = { n: [1, { o: { p: null } }] }; this.m.n[1].o.p = this; } } t(() => JSON.stringify({ z: 1, k: new K }));
var e = { n: Object.create(null) }; e.n.back = e; t(() => JSON.stringify(e)); t(() => JSON.stringify({ deep: { e } }));
var f = { g: { h: { i: { j: { k: {} } } } } }; f.g.h.i.j.k.l = f.g; t(() => JSON.stringify(f));
// expect: Converting circular structure to JSON
// expect:     --> starting at object with constructor 'Object'
// expect:     --- property 'a' closes the circle
// expect: Converting circular structure to JSON
// expect:     --> starting at object with constructor 'Object'
// expect:     |     property 'b' -> object with constructor 'Object'
// expect:     --- property 'c' closes the circle
// expect: Converting circular structure to JSON
// expect:     --> starting at object with constructor 'Array'
// expect:     |     index 0 -> object with constructor 'Object'
// expect:     --- property 'x' closes the circle
// expect: Converting circular structure to JSON
// expect:     --> starting at object with constructor 'K'
// expect:     |     property 'm' -> object with constructor 'Object'
// expect:     |     property 'n' -> object with constructor 'Array'
// expect:     |     ...
// expect:     |     property 'o' -> object with constructor 'Object'
// expect:     --- property 'p' closes the circle
// expect: Converting circular structure to JSON
// expect:     --> starting at object with constructor 'Object'
// expect:     |     property 'n' -> object with constructor 'Object'
// expect:     --- property 'back' closes the circle
// expect: Converting circular structure to JSON
// expect:     --> starting at object with constructor 'Object'
// expect:     |     property 'n' -> object with constructor 'Object'
// expect:     --- property 'back' closes the circle
// expect: Converting circular structure to JSON
// expect:     --> starting at object with constructor 'Object'
// expect:     |     property 'h' -> object with constructor 'Object'
// expect:     |     property 'i' -> object with constructor 'Object'
// expect:     |     ...
// expect:     |     property 'k' -> object with constructor 'Object'
// expect:     --- property 'l' closes the circle
