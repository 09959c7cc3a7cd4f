process.on('uncaughtException', function () { throw new Error('from the handler'); });
process.on('exit', function () { console.log('never'); });
throw new Error('original');
// exit: 7
// error: Error: from the handler
