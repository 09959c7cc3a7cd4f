// Atomics.waitAsync: promises that notify settles, in the order of waiting, or their time.
const a = new Int32Array(new SharedArrayBuffer(16));
const big = new BigInt64Array(new SharedArrayBuffer(16));
const shown = [];
const show = (name) => (v) => shown.push(name + ' ' + v);
const later = Atomics.waitAsync(a, 1, 0);
console.log(later.async, later.value instanceof Promise, Object.keys(later));
later.value.then(show('later'));
Atomics.waitAsync(a, 0, 0).value.then(show('first'));
Atomics.waitAsync(a, 0, 0, 100000).value.then(show('second'));
Atomics.waitAsync(a, 0, 0).value.then(show('third'));
Atomics.waitAsync(big, 1, 0n).value.then(show('big'));
console.log(JSON.stringify(Atomics.waitAsync(a, 0, 7)), JSON.stringify(Atomics.waitAsync(a, 0, 0, 0)));
console.log(Atomics.notify(a, 0, 2), Atomics.notify(a, 3), Atomics.notify(a, 0), Atomics.notify(a, 0));
console.log(Atomics.notify(big, 0), Atomics.notify(big, 1));
Atomics.waitAsync(a, 2, 0, 1).value.then(show('late'));
for (const f of [() => Atomics.waitAsync(new Int32Array(4), 9, 0), () => Atomics.waitAsync(a, 4, 0),
  () => Atomics.waitAsync(new Uint8Array(4), 0, 0)])
  try { f(); } catch (e) { console.log(e.constructor.name); }
setTimeout(() => console.log(shown.join('\n')), 60);
// expect: true true [ 'async', 'value' ]
// expect: {"async":false,"value":"not-equal"} {"async":false,"value":"timed-out"}
// expect: 2 0 1 0
// expect: 0 1
// expect: TypeError
// expect: RangeError
// expect: TypeError
// expect: first ok
// expect: second ok
// expect: third ok
// expect: big ok
// expect: late timed-out
