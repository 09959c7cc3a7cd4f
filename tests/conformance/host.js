/* host.js: what test262 asks of its host, on top of `vm`: `print`, `$262`, and the test as
 * a script of the global scope. Run as `smew host.js TEST.js`; an error that the test
 * throws is printed as "uncaught NAME: MESSAGE" with exit code 1. */
'use strict';
const vm = require('vm');
const fs = require('fs');

function hostOf(global, evalScript) {
  return {
    global,
    evalScript,
    createRealm() {
      const context = vm.createContext({});
      const inner = vm.runInContext('this', context);

      inner.$262 = hostOf(inner, (text) => vm.runInContext(text, context));
      return inner.$262;
    },
    detachArrayBuffer(buffer) { structuredClone(buffer, { transfer: [buffer] }); },
    gc() { throw new Error('no way to collect from here'); },
  };
}

function hide(name, value) {
  Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
}

function fail(error) {
  const isObject = error !== null && typeof error === 'object';
  let name = typeof error;

  try {
    if (isObject) name = error.constructor.name || error.name;
  } catch { /* a hostile constructor: the type says enough */ }
  let message = '';
  try {
    message = String(isObject ? error.message : error);
  } catch { /* nor can it be shown */ }
  process.stderr.write(`uncaught ${name}: ${message}\n`);
  process.exit(1);
}

/* Without iterating: a test may have taken Array.prototype[Symbol.iterator] away. */
hide('print', function print() {
  let line = '';

  for (let i = 0; i < arguments.length; i++) line += (i > 0 ? ' ' : '') + String(arguments[i]);
  process.stdout.write(line + '\n');
});
hide('$262', hostOf(globalThis, (text) => vm.runInThisContext(text)));
void [process.stdout, process.stderr]; /* a test may take Object away */
process.on('uncaughtException', fail);
process.on('unhandledRejection', () => {});
const filename = process.argv[2];
const loader = vm.constants && vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
try {
  vm.runInThisContext(fs.readFileSync(filename, 'utf8'),
    loader ? { filename, importModuleDynamically: loader } : { filename });
} catch (error) {
  fail(error);
}
