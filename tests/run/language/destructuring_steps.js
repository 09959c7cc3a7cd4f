/* Array patterns take their values one by one, and close what is left open. */
function mk(log, n = 5, ret = {}) { let i = 0; return { [Symbol.iterator]() { return this; }, next() { log.push('next'); return { value: i++, done: i > n }; }, return() { log.push('return'); return ret; } }; }
const log = [];
const o = { set a(v) { log.push('a=' + v); }, get b() { log.push('get b'); return this; }, set c(v) { log.push('c=' + v); } };
[o.a, o.b.c] = mk(log); console.log(log.join());
log.length = 0; [, o.a, ...o.c] = mk(log); console.log(log.join());
log.length = 0; try { [o.a, (() => { throw new Error('x'); })().y] = mk(log); } catch (e) { console.log(e.message); } console.log(log.join());
log.length = 0; { const [x = log.push('d'), [y = log.push('e')] = mk(log)] = mk(log, 0); console.log(x, y); } console.log(log.join());
log.length = 0; function f([a = log.push('p'), b]) { return [a, b]; } console.log(f(mk(log, 2)).join(), f([undefined, 4]).join(), log.join());
log.length = 0; for (const [a = log.push('q')] of [mk(log), [1]]) console.log(a); console.log(log.join());
log.length = 0; function* g() { [{}[yield 1], o.a] = mk(log); } { const it = g(); it.next(); console.log(it.return(7)); } console.log(log.join());
log.length = 0; if (1) [o.a] = mk(log)
else [o.c] = mk(log)
console.log(log.join());
log.length = 0; try { throw mk(log) } catch ([z = log.push('z')]) { console.log(z); } console.log(log.join());
class A { constructor() { [this.x, this.y = 2] = new Set([1]); } } console.log(new A());
var q = [...'ab'].map(([c = 'x', d = c + 1]) => c + d); console.log(q);
let arr = [1, 2, 3]; [arr[1], arr[0]] = arr; console.log(arr); console.log(eval('[o.zz] = [5]'));
// expect: next,a=0,get b,next,c=1,return
// expect: next,next,a=1,next,next,next,next,c=2,3,4
// expect: x
// expect: next,a=0,return
// expect: 2 0
// expect: next,d,next,return
// expect: 0,1 4,4 next,next,return,p
// expect: 0
// expect: 1
// expect: next,return
// expect: { value: 7, done: true }
// expect: return
// expect: next,a=0,return
// expect: 0
// expect: next,return
// expect: A { x: 1, y: 2 }
// expect: [ 'aa1', 'bb1' ]
// expect: [ 1, 1, 3 ]
// expect: [ 5 ]
