// Ticks, microtasks, timers and immediates in Node's order.
console.log('start');
setTimeout(function () { console.log('timeout'); }, 0);
setTimeout(function () {
  console.log('timeout 5');
  setImmediate(function () { console.log('immediate of timeout'); });
  process.nextTick(function () { console.log('tick of timeout'); });
  queueMicrotask(function () { console.log('microtask of timeout'); });
}, 5);
queueMicrotask(function () {
  console.log('microtask');
  process.nextTick(function () { console.log('tick of microtask'); });
  queueMicrotask(function () { console.log('microtask of microtask'); });
});
process.nextTick(function (a, b) {
  console.log('tick', a, b);
  process.nextTick(function () { console.log('tick of tick'); });
  queueMicrotask(function () { console.log('microtask of tick'); });
}, 1, 'two');
console.log('end');
// expect: start
// expect: end
// expect: tick 1 two
// expect: tick of tick
// expect: microtask
// expect: microtask of tick
// expect: microtask of microtask
// expect: tick of microtask
// expect: timeout
// expect: timeout 5
// expect: tick of timeout
// expect: microtask of timeout
// expect: immediate of timeout
