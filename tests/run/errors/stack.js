// A stack is the error's text and a line for each frame.
function inner() { return new Error('message'); }
function outer() { return inner(); }
var lines = outer().stack.split('\n');
console.log(lines[0]); // expect: Error: message
console.log(/^    at inner \(.*stack\.js:2:\d+\)$/.test(lines[1])); // expect: true
console.log(/^    at outer \(.*stack\.js:3:\d+\)$/.test(lines[2])); // expect: true
console.log(/^    at Object\.<anonymous> \(.*stack\.js:4:\d+\)$/.test(lines[3])); // expect: true
var e = new RangeError('r');
console.log(e.stack.split('\n')[0], Object.keys(e).length, 'stack' in e); // expect: RangeError: r 0 true
e.message = 'changed';
console.log(e.stack.split('\n')[0]); // expect: RangeError: r
e.stack = 'own';
console.log(e.stack); // expect: own
console.log(new Error().stack.split('\n')[0], new Error('').stack.split('\n')[0]); // expect: Error Error
function Custom() {}
Custom.prototype = Object.create(Error.prototype);
console.log(new Custom().stack); // expect: undefined
function Named(m) { this.message = m; Error.captureStackTrace(this, Named); }
Named.prototype = Object.create(Error.prototype);
Named.prototype.name = 'Named';
console.log(new Named('hi').stack.split('\n')[0]); // expect: Named: hi
