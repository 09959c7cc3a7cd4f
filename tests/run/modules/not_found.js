function show(load) {
  try {
    load();
  } catch (err) {
    console.log(err.code, JSON.stringify(err.message.split(__dirname).join('')));
    console.log(Object.keys(err).join(), (err.requireStack || []).length);
  }
}
show(function () { require('nowhere'); });
// expect: MODULE_NOT_FOUND "Cannot find module 'nowhere'\nRequire stack:\n- /not_found.js"
// expect: code,requireStack 1
show(function () { require('./nowhere'); });
// expect: MODULE_NOT_FOUND "Cannot find module './nowhere'\nRequire stack:\n- /not_found.js"
// expect: code,requireStack 1
show(function () { require('./pkgs/node_modules/gone'); });
// expect: MODULE_NOT_FOUND "Cannot find module '/pkgs/node_modules/gone/gone.js'. Please verify that the package.json has a valid \"main\" entry"
// expect: code,path,requestPath 0
try {
  require('./pkgs/node_modules/broken');
} catch (err) {
  // What follows is the JSON parser's.
  console.log(err.name, err.message.split(__dirname).join('').slice(0, 53), Object.keys(err).join());
}
// expect: SyntaxError Error parsing /pkgs/node_modules/broken/package.json: path
show(function () { require('module').createRequire(__dirname + '/pkgs/x.js')('exported/missing'); });
// expect: MODULE_NOT_FOUND "Cannot find module '/pkgs/node_modules/exported/missing.js'"
// expect: code,path 0
show(function () { require('node:nowhere'); });
// expect: ERR_UNKNOWN_BUILTIN_MODULE "No such built-in module: node:nowhere"
// expect: code 0
show(function () { require(''); });
// expect: ERR_INVALID_ARG_VALUE "The argument 'id' must be a non-empty string. Received ''"
// expect: code 0
show(function () { require(7); });
// expect: ERR_INVALID_ARG_TYPE "The \"id\" argument must be of type string. Received type number (7)"
// expect: code 0
show(function () { require.resolve('nowhere', { paths: ['/'] }); });
// expect: MODULE_NOT_FOUND "Cannot find module 'nowhere'\nRequire stack:\n- /not_found.js"
// expect: code,requireStack 1
