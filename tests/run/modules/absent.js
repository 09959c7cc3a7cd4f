// Modules of Node's that aren't here yet fail by name, caught and uncaught.
// node: it has them
for (const name of ['http', 'node:http', 'stream/web', 'node:test', 'node:nothing', 'nothing']) {
  try {
    require(name);
    console.log('loaded', name);
  } catch (err) {
    console.log(err.code, err.message.split('\n')[0]);
  }
}
// expect: MODULE_NOT_FOUND Node's module 'http' isn't in smew yet
// expect: ERR_UNKNOWN_BUILTIN_MODULE Node's module 'http' isn't in smew yet
// expect: MODULE_NOT_FOUND Node's module 'stream/web' isn't in smew yet
// expect: ERR_UNKNOWN_BUILTIN_MODULE Node's module 'test' isn't in smew yet
// expect: ERR_UNKNOWN_BUILTIN_MODULE No such built-in module: node:nothing
// expect: MODULE_NOT_FOUND Cannot find module 'nothing'
try { require.resolve('crypto'); } catch (err) { console.log(err.message); } // expect: Node's module 'crypto' isn't in smew yet
console.log(require('module').isBuiltin('crypto'), require('module').isBuiltin('fs')); // expect: false true
import('stream').catch((err) => console.log(err.message)) // expect: Node's module 'stream' isn't in smew yet
  .then(() => import('node:net')).catch((err) => console.log(err.message)); // expect: Node's module 'net' isn't in smew yet
