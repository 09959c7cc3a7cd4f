// process.exitCode is what the program ends with; 'exit' may still change it.
process.on('exit', function (code) {
  console.log('exit', code, process.exitCode);
  process.exitCode = 5;
});
process.exitCode = 3;
// exit: 5
// expect: exit 3 3
