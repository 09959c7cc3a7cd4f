// Scripts in this context: global variables, lexical ones that stay, errors with their place.
const vm = require('vm');

console.log(vm.runInThisContext('var made = 1 + 1; made'), global.made); // expect: 2 2
vm.runInThisContext('let kept = 5; const fixed = 6;');
console.log(vm.runInThisContext('kept + fixed'), global.kept); // expect: 11 undefined
try {
  vm.runInThisContext('let kept = 7;');
} catch (err) {
  console.log(err.name, err.message); // expect: SyntaxError Identifier 'kept' has already been declared
}
const script = new vm.Script('times = (typeof times === "undefined" ? 0 : times) + 1', 'counting.js');
script.runInThisContext();
console.log(script.runInThisContext()); // expect: 2
try {
  new vm.Script('\nlet = ;', { filename: 'bad.js', lineOffset: 3 });
} catch (err) {
  console.log(err instanceof SyntaxError, err.stack.split('\n')[0]); // expect: true bad.js:5
}
try {
  vm.runInThisContext('for (;;);', { timeout: 10 });
} catch (err) {
  console.log(err.code, err.message); // expect: ERR_SCRIPT_EXECUTION_TIMEOUT Script execution timed out after 10ms
}
console.log(vm.compileFunction('return a + b', ['a', 'b'])(1, 2)); // expect: 3
console.log(vm.runInThisContext(5)); // expect: 5
// Patterns without a name, alone and before others.
vm.runInThisContext('let [,] = function* () { yield 1; }(); let [, ,] = [1]; const {} = 1; let [[]] = [[]], behind = 3;');
console.log(vm.runInThisContext('behind'), global.behind); // expect: 3 undefined
