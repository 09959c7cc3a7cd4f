// 'beforeExit' may give the program more to do, then it comes again.
var n = 0;
process.on('beforeExit', function (code) {
  console.log('beforeExit', code, ++n);
  if (n < 3) setTimeout(function () { console.log('more'); }, 1);
});
// expect: beforeExit 0 1
// expect: more
// expect: beforeExit 0 2
// expect: more
// expect: beforeExit 0 3
