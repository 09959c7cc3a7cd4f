// An error in a timer leaves the others running.
process.on('uncaughtException', function (e) { console.log('caught', e.message); });
setTimeout(function () { throw new Error('one'); }, 1);
setTimeout(function () {
  console.log('two');
  setTimeout(function () { throw new Error('three'); }, 1);
  setTimeout(function () {
    console.log('four');
    setImmediate(function () { throw new Error('immediate'); });
    setImmediate(function () { console.log('next immediate'); });
  }, 1);
}, 1);
process.nextTick(function () { throw new Error('tick'); });
process.nextTick(function () { console.log('next tick'); });
queueMicrotask(function () { throw new Error('microtask'); });
queueMicrotask(function () { console.log('next microtask'); });
process.on('exit', function () { console.log('exit'); });
// node: it runs the rest of the ticks after the first error in the next turn of the loop
// expect: caught tick
// expect: next tick
// expect: caught microtask
// expect: next microtask
// expect: caught one
// expect: two
// expect: caught three
// expect: four
// expect: caught immediate
// expect: next immediate
// expect: exit
