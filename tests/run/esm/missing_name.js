// exit: 1
// error: missing_name.js:6
// error: import { nothing } from './files/counter.mjs';
// error:          ^^^^^^^
// error: SyntaxError: The requested module './files/counter.mjs' does not provide an export named 'nothing'
import { nothing } from './files/counter.mjs';
