process.on('exit', function (code) {
  console.log('exit', code);
  setTimeout(function () { console.log('never'); }, 0);
  process.nextTick(function () { console.log('never'); });
});
setTimeout(function () { console.log('never'); }, 0);
process.exit(7);
console.log('never');
// exit: 7
// expect: exit 7
