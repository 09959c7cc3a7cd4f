// What users put on Module: extensions, _load, _resolveFilename, wrap, the cache.
var Module = require('module');
require.extensions['.thing'] = function (m, filename) {
  m.exports = 'thing ' + filename.slice(__dirname.length);
};
console.log(require('./pkgs/custom')); // expect: thing /pkgs/custom.thing
var load = Module._load;
Module._load = function (request, parent, isMain) {
  if (request === 'virtual') return { virtual: true };
  return load.apply(this, arguments);
};
console.log(require('virtual').virtual); // expect: true
Module._load = load;
var resolve = Module._resolveFilename;
Module._resolveFilename = function (request, parent, isMain, options) {
  return resolve.call(this, request === 'renamed' ? './pkgs/both' : request, parent, isMain, options);
};
console.log(require('renamed')); // expect: both.js
console.log(require('path') === require('node:path')); // expect: true
Module._resolveFilename = resolve;
var js = require.extensions['.js'];
require.extensions['.js'] = function (m, filename) {
  var compile = m._compile;
  m._compile = function (text, name) { return compile.call(this, text.replace('noext', 'changed'), name); };
  js(m, filename);
};
console.log(require('./pkgs/noext')); // expect: changed
require.extensions['.js'] = js;
require.cache[__dirname + '/fake.js'] = { exports: 'from the cache' };
require.cache[require.resolve('./pkgs/dirindex')] = { exports: 'replaced' };
console.log(require('./pkgs/dirindex')); // expect: replaced
delete require.cache[require.resolve('./pkgs/dirindex')];
console.log(require('./pkgs/dirindex')); // expect: dirindex/index.js
var wrap = Module.wrap;
Module.wrap = function (script) { return wrap('var injected = 42; ' + script); };
var m = new Module('x');
m._compile('module.exports = injected', '/x.js');
console.log(m.exports); // expect: 42
