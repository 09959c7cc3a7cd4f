// … and where it doesn't: the reason is an uncaught error.
// exit: 1
// error: Error: nobody handles this
// error: rejection_uncaught.js:6
setTimeout(function () { console.log('never'); }, 1000);
Promise.reject(new Error('nobody handles this'));
process.on('exit', function (code) { console.log('exit', code); });
// expect: exit 1
