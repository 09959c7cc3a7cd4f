// What handlers get, in order; the program goes on.
process.on('uncaughtExceptionMonitor', function (e, origin) { console.log('monitor', e.message, origin); });
process.on('uncaughtException', function (e, origin) {
  console.log('handler', e.message, origin);
  if (e.message === 'first') setTimeout(function () { throw new Error('second'); }, 1);
});
process.on('exit', function (code) { console.log('exit', code); });
throw new Error('first');
// expect: monitor first uncaughtException
// expect: handler first uncaughtException
// expect: monitor second uncaughtException
// expect: handler second uncaughtException
// expect: exit 0
