// Rejections that nobody handles, where the program listens.
process.on('unhandledRejection', function (reason, promise) {
  console.log('unhandled', reason && reason.message || reason, promise instanceof Promise);
});
process.on('rejectionHandled', function (promise) { console.log('handled', promise === late); });
var late = Promise.reject(new Error('late'));
setTimeout(function () { late.catch(function () { console.log('caught'); }); }, 5);
Promise.reject('soon').catch(function () { console.log('no report'); });
var p = Promise.reject('in a microtask');
queueMicrotask(function () { p.catch(function () { console.log('in time'); }); });
new Promise(function (resolve, reject) { reject('derived'); }).then(function () {});
process.on('exit', function (code) { console.log('exit', code); });
// expect: no report
// expect: in time
// expect: unhandled late true
// expect: unhandled derived true
// expect: caught
// expect: handled true
// expect: exit 0
