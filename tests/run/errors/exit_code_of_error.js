process.on('exit', function (code) {
  console.log(code);
  process.exitCode = 42;
});
throw new Error('x');
// exit: 42
// expect: 1
// error: Error: x
