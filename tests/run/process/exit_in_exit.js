process.on('exit', function () {
  console.log('first');
  process.exit(4);
});
process.on('exit', function () { console.log('never'); });
// exit: 4
// expect: first
