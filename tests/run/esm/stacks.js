// Calls of what is imported, and of what stands behind `?.` or `#`, are shown where V8 shows them.
import other, { thrower as c } from './files/thrower.js';
import * as ns from './files/thrower.js';

function t(f) { try { f(); } catch (e) { console.log(e.stack.split('\n')[2].replace(/.*[/\\]|\)$/g, '')); } }
t(() => c());
t(() => other(1));
t(() => 1 + c /* ( */ (2));
t(() => c
  ());
t(() => ns.thrower());
t(() => ns?.thrower());
t(() => ns['thrower'](1));
t(() => new c());
t(() => c(...[1]));
t(() => { class A { #p = c; f() { this.#p(); } } new A().f(); });
// expect: stacks.js:6:9
// expect: stacks.js:7:9
// expect: stacks.js:8:13
// expect: stacks.js:9:9
// expect: stacks.js:11:12
// expect: stacks.js:12:13
// expect: stacks.js:13:22
// expect: stacks.js:14:9
// expect: stacks.js:15:9
// expect: stacks.js:16:42
