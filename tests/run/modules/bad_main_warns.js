process.on('warning', function (w) { console.log(w.name, w.code, w.message.split(__dirname).join('')); });
console.log(require('./pkgs/node_modules/badmain'));
// expect: badmain/index.js
// expect: DeprecationWarning DEP0128 Invalid 'main' field in '/pkgs/node_modules/badmain/package.json' of 'gone.js'. Please either fix that or report it to the module author
