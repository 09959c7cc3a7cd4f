process.on('exit', function () { throw new Error('in exit'); });
// exit: 1
// error: Error: in exit
