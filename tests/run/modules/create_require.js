var Module = require('module');
var load = Module.createRequire(__dirname + '/pkgs/anything.js');
console.log(load('./both'), load('dependency')); // expect: both.js dependency
console.log(Module.createRequire(__dirname + '/pkgs/')('./dirindex')); // expect: dirindex/index.js
['x', './x', 3, undefined].forEach(function (bad) {
  try {
    Module.createRequire(bad);
  } catch (err) {
    console.log(err.code, err.message);
  }
});
// expect: ERR_INVALID_ARG_VALUE The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received 'x'
// expect: ERR_INVALID_ARG_VALUE The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received './x'
// expect: ERR_INVALID_ARG_VALUE The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received 3
// expect: ERR_INVALID_ARG_VALUE The argument 'filename' must be a file URL object, file URL string, or absolute path string. Received undefined
