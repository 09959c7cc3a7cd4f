console.log(process.hasUncaughtExceptionCaptureCallback()); // expect: false
process.setUncaughtExceptionCaptureCallback(function (e) { console.log('captured', e.message); });
console.log(process.hasUncaughtExceptionCaptureCallback()); // expect: true
process.on('uncaughtException', function () { console.log('never'); });
setTimeout(function () {
  process.setUncaughtExceptionCaptureCallback(null);
  console.log(process.hasUncaughtExceptionCaptureCallback());
}, 5);
throw new Error('x');
// expect: captured x
// expect: false
