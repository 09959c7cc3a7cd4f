// Errors have a stack of their own; it becomes text, header and all, when somebody first looks.
const names = (e) => Object.getOwnPropertyNames(e).join();
const first = (e) => e.stack.split('\n')[0];
class Coded extends Error { constructor(m) { super(m); this.name = 'Coded'; this.code = 1; } }
const thrown = (f) => { try { f(); } catch (e) { return e; } };
console.log(names(new Error('a')), names(new Coded('b')), names(thrown(() => null.x))); // expect: stack,message stack,message,name,code stack,message
console.log(names(new AggregateError([], 'c')), names(structuredClone(new Error('d')))); // expect: stack,message,errors stack,message
console.log('stack' in Error.prototype, Object.hasOwn(Object.create(new Error('e')), 'stack')); // expect: false false
const later = new Error('before'); later.message = 'after'; later.name = 'Late';
console.log(first(new Coded('b')), first(later)); // expect: Coded: b Late: after
later.message = 'never'; console.log(first(later)); // expect: Late: after
const plain = { message: 'x' }; Error.captureStackTrace(plain); plain.name = 'Plain'; console.log(first(plain)); // expect: Plain: x
const derived = Object.create(new Error('proto')); console.log(first(derived), names(derived) === ''); // expect: Error: proto true
const frozen = Object.freeze(new Error('f')); console.log(first(frozen), Object.isFrozen(frozen)); // expect: Error: f true
console.log(JSON.stringify(new Error('j'), ['stack', 'message']).slice(0, 18)); // expect: {"stack":"Error: j
const e = new Error('set'); e.stack = 5; console.log(e.stack, names(e)); delete e.stack; console.log(e.stack); // expect: 5 stack,message
// expect: undefined
// Text that eval can't compile is shown only where nobody catches the error.
console.log(first(thrown(() => eval('('))), '|', first(thrown(() => Function('b c')))); // expect: SyntaxError: Unexpected end of input | SyntaxError: Unexpected identifier 'c'
process.on('exit', () => { process.exitCode = 0; });
// error: <anonymous_script>:2
// error: b c
// error: SyntaxError: Unexpected identifier 'c'
eval('\nb c');
