// CommonJS from modules: module.exports is the default, names by what its text shows.
import cjs, { named, viaDefine } from './files/names.cjs';
import * as all from './files/names.cjs';
import { createRequire } from 'node:module';

console.log(cjs.named, named, viaDefine); // expect: 1 1 2
console.log(Object.keys(all).join()); // expect: default,named,passedOn,viaDefine
console.log(all.default === cjs); // expect: true
const require = createRequire(import.meta.url);
console.log(require('./files/names.cjs') === cjs); // expect: true
const counter = require('./files/counter.mjs');
console.log(counter.count); // expect: 0
console.log(require('./files/with_default.mjs').default); // expect: the default
try {
  require('./files/slow.mjs');
} catch (err) {
  console.log(err.code); // expect: ERR_REQUIRE_ASYNC_MODULE
}
