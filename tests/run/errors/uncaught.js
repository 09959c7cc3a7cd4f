function thrower() {
  throw new TypeError('nobody catches this');
}
process.on('exit', function (code) { console.log('exit', code); });
setTimeout(function () { console.log('never'); }, 1);
thrower();
// exit: 1
// expect: exit 1
// error: uncaught.js:2
// error:   throw new TypeError('nobody catches this');
// error:   ^
// error: TypeError: nobody catches this
// error:     at thrower (
// error:     at Object.<anonymous> (
// error: v20.
