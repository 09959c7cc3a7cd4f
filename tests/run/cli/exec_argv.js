// flags: --no-warnings --trace-uncaught
console.log(process.execArgv.join()); // expect: --no-warnings,--trace-uncaught
process.emitWarning('silent');
