// Rest parameters, spread in calls, arrays and objects.
const show = (x) => console.log(JSON.stringify(x));
function f(a, ...r) { return [a, r, r.length, Array.isArray(r)]; }
show([f(), f(1), f(1, 2), f(1, 2, 3)]); // expect: [[null,[],0,true],[1,[],0,true],[1,[2],1,true],[1,[2,3],2,true]]
console.log(f.length, ((...x) => x).length, ((a, b = 1, ...c) => 0).length, (function (a, b, ...c) {}).length, f.toString().slice(0, 21)); // expect: 1 0 1 2 function f(a, ...r) {
show([f.call(null, 1, 2), f.apply(null, [1, 2, 3]), f.bind(null, 1)(4, 5), [7].map((...x) => x.length), Reflect.apply(f, null, [9, 8])]);
// expect: [[1,[2],1,true],[1,[2,3],2,true],[1,[4,5],2,true],[3],[9,[8],1,true]]
function g(a, ...[b, ...{ length }]) { return [a, b, length]; }
show(g(1, 2, 3, 4)); // expect: [1,2,2]
function both(a, ...r) { arguments[0] = 'x'; return [arguments.length, a, r, arguments[1]]; }
show(both(1, 2, 3)); // expect: [3,1,[2,3],2]
function arrows(...r) { return (() => [arguments.length, r.length])(); }
show(arrows(1, 2)); // expect: [2,2]
function evals(...r) { return eval('[arguments.length, r.length]'); }
show(evals(1, 2, 3)); // expect: [3,3]
function captured(...r) { return () => r.push(1) && r; }
const c1 = captured(1), c2 = captured(2);
show([c1(), c1(), c2()]); // expect: [[1,1,1],[1,1,1],[2,1]]
class K { constructor(...r) { this.r = r; } m(...r) { return [this.r.length, ...r]; } static s(...r) { return r.length; } get [f(1, 2)[1]]() { return 1; } }
class D extends K { constructor(...r) { super(...r, 'd'); } m(...r) { return super.m(...r); } }
show([new K(1, 2).r, new D(1).r, new D().m(3, 4), K.s(1, 2, 3), new K(...[5, 6]).r]); // expect: [[1,2],[1,"d"],[1,3,4],3,[5,6]]
function* gen(...r) { yield* r; } async function as(...r) { return r; }
show([...gen(1, 2)]); // expect: [1,2]
const many = Array.from({ length: 300 }, (_, i) => i);
as(3, 4).then(show);
show([f(...many)[2], Math.max(...many), ((...r) => r.length)(...many, ...many)]); // expect: [299,299,600]
// Garbage while arguments are gathered.
let deep = 0; const down = (n, ...r) => (n === 0 ? r.length : down(n - 1, ...r, n)); show(down(50)); // expect: 50
let total = 0; for (let i = 0; i < 30000; i++) total += ((...r) => r.length + r[0].a)({ a: i % 3 }, { b: [i] }); show(total); // expect: 90000
// Spread of holes, of iterables, of things that change while they are spread.
show([[...[1, , 3]], Math.max(...[1, , 3]) + '', [...'añ😀'], [...new Set([1, 2, 2])], f(...new Map([[1, 2]]))]);
// expect: [[1,null,3],"NaN",["a","ñ","😀"],[1,2],[[1,2],[],0,true]]
const [, ...holes] = [0, 1, , 3]; console.log(1 in holes, 1 in [...[1, , 3]], 3 in [0, ...[1, , 3], , 2].slice(0)); // expect: true true true
const shared = [1, 2]; const grow = (...r) => { shared.push(9); return r; }; show([grow(...shared), grow(...shared), shared]); // expect: [[1,2],[1,2,9],[1,2,9,9]]
Array.prototype[Symbol.iterator] = ((old) => function* () { yield 'own'; })(Array.prototype[Symbol.iterator]);
show([[...[1, 2]].length, f(...[1, 2])[0]]); // expect: [1,"own"]
// expect: [3,4]
