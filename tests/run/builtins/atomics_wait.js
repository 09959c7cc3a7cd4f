// Atomics.waitAsync: promises that notify settles, in the order of waiting, or their time.
const a = new Int32Array(new SharedArrayBuffer(16));
const big = new BigInt64Array(new SharedArrayBuffer(16));
const shown = [], all = [], alive = setInterval(() => {}, 1000);
const show = (name, p) => all.push(p.then((v) => shown.push(name + ' ' + v)));
const later = Atomics.waitAsync(a, 1, 0);
console.log(later.async, later.value instanceof Promise, Object.keys(later));
show('first', Atomics.waitAsync(a, 0, 0).value);
show('second', Atomics.waitAsync(a, 0, 0, 100000).value);
show('third', Atomics.waitAsync(a, 0, 0).value);
show('big', Atomics.waitAsync(big, 1, 0n).value);
console.log(JSON.stringify(Atomics.waitAsync(a, 0, 7)), JSON.stringify(Atomics.waitAsync(a, 0, 0, 0)));
console.log(Atomics.notify(a, 0, 2), Atomics.notify(a, 3), Atomics.notify(a, 0), Atomics.notify(a, 0));
console.log(Atomics.notify(big, 0), Atomics.notify(big, 1));
show('late', Atomics.waitAsync(a, 2, 0, 1).value);
for (const f of [() => Atomics.waitAsync(new Int32Array(4), 9, 0), () => Atomics.waitAsync(a, 4, 0),
  () => Atomics.waitAsync(new Uint8Array(4), 0, 0)])
  try { f(); } catch (e) { console.log(e.constructor.name); }
Promise.all(all).then(() => {
  clearInterval(alive);
  console.log(shown.filter((t) => !t.startsWith('late')).join('\n'));
  console.log(shown.find((t) => t.startsWith('late')));
});
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
