var Module = require('module');
console.log(Object.keys(module).join()); // expect: id,path,exports,filename,loaded,children,paths
console.log(module.id, module.filename === __filename, module.path === __dirname, module.loaded); // expect: . true true false
console.log(module instanceof Module, require.main === module, process.mainModule === module); // expect: true true true
console.log(module.parent, this === exports, exports === module.exports); // expect: null true true
console.log(module.paths[0] === __dirname + '/node_modules', module.paths[module.paths.length - 1]); // expect: true /node_modules
console.log(arguments.length, typeof arguments[1], arguments[3] === __filename); // expect: 5 function true
require('./pkgs/both');
console.log(module.children.length, module.children[0].id === __dirname + '/pkgs/both.js', module.children[0].loaded); // expect: 1 true true
console.log(module.children[0].parent === module, require.cache[__dirname + '/pkgs/both.js'] === module.children[0]); // expect: true true
console.log(Object.keys(require).join(), require.length, require.name); // expect: resolve,main,extensions,cache 1 require
setTimeout(function () { console.log(module.loaded); }, 1); // expect: true
