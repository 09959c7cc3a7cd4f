// yield* : values, throw and return go to the innermost generator and come back.
const log = (...a) => console.log(a.map((x) => JSON.stringify(x) ?? 'none').join(' '));
function* leaf(name) {
  try {
    const got = yield name + '1';
    log(name, 'got', got);
    yield name + '2';
    return name + 'r';
  } finally { log(name, 'finally'); }
}
function* middle() { const r = yield* leaf('a'); log('middle', r); return (yield* leaf('b')) + '!'; }
function* outer() { try { log('outer', yield* middle()); } catch (e) { log('caught', e.message || e); yield 'after'; } }

let g = outer();
log(g.next('lost'), g.next('x'), g.next(), g.next('y'), g.next(), g.next());
// expect: "a" "got" "x"
// expect: "a" "finally"
// expect: "middle" "ar"
// expect: "b" "got" "y"
// expect: "b" "finally"
// expect: "outer" "br!"
// expect: {"value":"a1","done":false} {"value":"a2","done":false} {"value":"b1","done":false} {"value":"b2","done":false} {"done":true} {"done":true}
g = outer();
g.next();
log(g.throw(new Error('in')), g.next());
// expect: "a" "finally"
// expect: "caught" "in"
// expect: {"value":"after","done":false} {"done":true}
g = outer();
g.next();
log(g.return('early'), g.next());
// expect: "a" "finally"
// expect: {"value":"early","done":true} {"done":true}

// Inner generators that resist, throw, or are used by others meanwhile.
function* stubborn() { for (;;) { try { yield 1; } catch (e) { yield 'no ' + e; } finally { yield 'still'; } } }
function* over(i) { return yield* i; }
g = over(over(stubborn()));
log(g.next().value, g.throw('e').value, g.next().value, g.next().value, g.return(5).value, g.next().value);
// expect: 1 "no e" "still" 1 "still" 5
function* bad() { yield 1; throw new Error('inner'); }
function* catches() { try { yield* over(bad()); } catch (e) { yield e.message; } }
log([...catches()]);
// expect: [1,"inner"]
const shared = leaf('s');
g = over(over(shared));
log(g.next().value, shared.next('own').value, g.next().value, g.next());
// expect: "s" "got" "own"
// expect: "s" "finally"
// expect: "s1" "s2" "sr" {"done":true}
const done = leaf('d');
done.next(); done.next(); 
g = over(done);
log(g.next(), done.return(1), g.next());
// expect: "d" "got" none
// expect: "d" "finally"
// expect: {"value":"dr","done":true} {"value":1,"done":true} {"done":true}
let self;
function* recursive() { yield 1; try { self.next(); } catch (e) { yield e.constructor.name; } }
self = over(recursive());
log(self.next().value, self.next().value, self.next().done);
// expect: 1 "TypeError" true

// Other iterables: own objects, arrays, strings, Maps; without throw; changed next.
const own = { [Symbol.iterator]() { let i = 0; return { next: (v) => ({ value: [i, v], done: i++ > 1 }), return(v) { log('closed', v); return { value: v, done: true }; } }; } };
g = over(own);
log(g.next('a').value, g.next('b').value);
// expect: [0,null] [1,"b"]
try { g.throw('t'); } catch (e) { log(e.constructor.name); }
// expect: "closed" none
// expect: "TypeError"
function* all() { yield* [1, 2]; yield* 'ab'; yield* new Map([[1, 2]]); yield* new Set([3]).values(); yield* over([4]); }
log([...all()]);
// expect: [1,2,"a","b",[1,2],3,4]
const changed = leaf('c');
changed.next = () => ({ value: 'mine', done: true });
log([...over(changed)], over(changed).next());
// expect: [] {"value":"mine","done":true}

// Deep, and unfinished.
function* deep(n) { if (n > 0) { yield n; yield* deep(n - 1); } }
let sum = 0;
for (const x of deep(200)) sum += x;
for (const x of deep(200)) { if (x === 100) break; sum -= x; }
log(sum);
// expect: 5050
async function* agen() { yield* over([1, 2]); yield* deep(2); }
(async () => { const l = []; for await (const x of agen()) l.push(x); log(l); })();
// expect: [1,2,2,1]
