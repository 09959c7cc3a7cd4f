function deep(n) { return n === 0 ? new Error('d').stack : deep(n - 1); }
function frames(s) { return s.split('\n').length - 1; }
console.log(Error.stackTraceLimit, frames(deep(50))); // expect: 10 10
Error.stackTraceLimit = 3;
console.log(frames(deep(50))); // expect: 3
Error.stackTraceLimit = 30;
console.log(frames(deep(50))); // expect: 30
Error.stackTraceLimit = 0;
console.log(deep(5)); // expect: Error: d
