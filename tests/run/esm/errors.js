// What goes wrong has Node's codes.
const tries = ['./files/nope.mjs', 'no-such-package', './files/', 'node:nope', './files/data.json',
  'http://127.0.0.1/x.mjs', './files/odd.xyz', './files/asks_too_much.mjs', './files/bad_syntax.mjs'];
for (const what of tries) {
  try {
    await import(what);
  } catch (err) {
    console.log(what, err.name, err.code);
  }
}
// expect: ./files/nope.mjs Error ERR_MODULE_NOT_FOUND
// expect: no-such-package Error ERR_MODULE_NOT_FOUND
// expect: ./files/ Error ERR_UNSUPPORTED_DIR_IMPORT
// expect: node:nope Error ERR_UNKNOWN_BUILTIN_MODULE
// expect: ./files/data.json TypeError ERR_IMPORT_ASSERTION_TYPE_MISSING
// expect: http://127.0.0.1/x.mjs Error ERR_UNSUPPORTED_ESM_URL_SCHEME
// expect: ./files/odd.xyz TypeError ERR_UNKNOWN_FILE_EXTENSION
// expect: ./files/asks_too_much.mjs SyntaxError undefined
// expect: ./files/bad_syntax.mjs SyntaxError undefined
