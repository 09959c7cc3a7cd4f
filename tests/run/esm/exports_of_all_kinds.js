// Each form of export, and names that need care.
import d, { arrow, C, gen, asyncF, x, y, rest, v, renamed, 'a string' as str, ns, deflt, def2 } from './files/kinds.mjs';
console.log(d.name, arrow.name, new C().m(), [...gen()].join(), await asyncF()); // expect: default arrow m 1,2 async
console.log(x, y, rest.join(), v, renamed, str, ns.Zed, deflt, def2.name); // expect: 1 2 3,4 var r text 3 not passed on by a star K
