var Module = require('module');
console.log(Module.wrap('x'), Module.wrapper.length); // expect: (function (exports, require, module, __filename, __dirname) { x
// expect: }); 2
console.log(Module._nodeModulePaths('/a/node_modules/b').join()); // expect: /a/node_modules/b/node_modules,/a/node_modules,/node_modules
console.log(require.resolve.paths('path'), require.resolve.paths('./x').join() === __dirname); // expect: null true
console.log(require.resolve.paths('x')[0] === __dirname + '/node_modules'); // expect: true
console.log(require.resolve('path'), require.resolve('node:path')); // expect: path node:path
console.log(Module.isBuiltin('path'), Module.isBuiltin('node:path'), Module.isBuiltin('./path')); // expect: true true false
console.log(Module.builtinModules.indexOf('path') >= 0, Module.Module === Module, Module.length); // expect: true true 0
console.log(Object.keys(Module._extensions).join(), Module._extensions === require.extensions); // expect: .js,.json,.node true
console.log(Module._resolveFilename('./module_class', module) === __filename); // expect: true
console.log(Module._findPath('./module_class', [__dirname]) === __filename, Module._findPath('./gone', [__dirname])); // expect: true false
var m = new Module('made', module);
console.log(m.id, m.path, m.filename, m.loaded, m.children.length); // expect: made . null false 0
m._compile('module.exports = [__filename, typeof require, this === exports]', '/made/up.js');
console.log(m.exports.join()); // expect: /made/up.js,function,true
