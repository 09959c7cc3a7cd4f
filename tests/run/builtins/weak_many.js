// A hundred thousand watches of one object, tokens that are targets, garbage in circles: the time stays linear and the memory small.
const log = (...a) => console.log(...a);
const registry = new FinalizationRegistry(() => { throw new Error('nothing of these dies') });
const one = {}, token = {}, keep = [];
for (let i = 0; i < 100000; i++) registry.register(one, i, token);
log(registry.unregister(token), registry.unregister(token));
for (let i = 0; i < 100000; i++) { const o = { i }; keep.push(o); registry.register(o, 'held', o) }
log(keep.every((o) => registry.unregister(o)), keep.some((o) => registry.unregister(o)));
const symbol = Symbol('token');
registry.register(one, 1, symbol); registry.register(one, 2, symbol); registry.register(one, 3);
log(registry.unregister(symbol), registry.unregister(symbol));
const other = new FinalizationRegistry(() => {});
registry.register(one, 1, token); other.register(one, 1, token);
log(other.unregister(token), registry.unregister(token), other.unregister(token));
const ref = new WeakRef(one); let same = 0;
for (let i = 0; i < 300000; i++) same += ref.deref() === one;
log(same, new WeakRef(one) !== ref);
for (let i = 0; i < 100000; i++) new WeakRef(keep[i]).deref();

// What only refers to itself is collected long before it is hundreds of megabytes.
let most = 0;
for (let round = 0; round < 10; round++) {
    for (let i = 0; i < 30000; i++) { const a = { text: 'x' + i }, f = function () { return a }; a.f = f }
    for (let i = 0; i < 3000; i++) { const g = (function* () { yield g })(); g.next() }
    most = Math.max(most, process.memoryUsage().heapUsed);
}
log(most < 150e6);
// expect: true false
// expect: true false
// expect: true false
// expect: true true false
// expect: 300000 true
// expect: true
