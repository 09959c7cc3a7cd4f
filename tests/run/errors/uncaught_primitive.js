throw 'text';
// exit: 1
// error: uncaught_primitive.js:1
// error: throw 'text';
// error: text
// error: (Use `node --trace-uncaught ...` to show where the exception was thrown)
