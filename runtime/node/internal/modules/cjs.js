// internal/modules/cjs: the CommonJS loader: class Module, require, the main program. What
// path a request means is decided in C (runtime/modules); the hooks that users put on Module
// stand here, under the names that Node gives them.
//
// Life of require('./a') in a module m: makeRequire's require → m.require → Module._load →
// Module._resolveFilename (binding.resolve) → new Module, Module._cache → load →
// Module._extensions['.js'] → _compile (binding.compileFunction) → the module's function.
var binding = internalBinding('modules');

var NODE_CONDITIONS = ['node', 'require', 'module-sync'];
var PARAMETERS = 'exports, require, module, __filename, __dirname';
var wrapper = ['(function (' + PARAMETERS + ') { ', '\n});'];
var builtins = Object.create(null);

require.builtinNames().forEach(function (name) { builtins[name] = true; });

var allConditions = null;

// Asked for when first needed: this module is loaded when smew is built.
function conditions() {
  if (allConditions === null) allConditions = NODE_CONDITIONS.concat(binding.userConditions());
  return allConditions;
}

function make(code, a, b, c) {
  return require('internal/errors').make(code, a, b, c);
}

function dirname(path) {
  var i = path.lastIndexOf('/');
  return i > 0 ? path.slice(0, i) : i === 0 ? '/' : '.';
}

function hide(object, name, value) {
  Object.defineProperty(object, name, { value: value, writable: true, configurable: true, enumerable: false });
}

function codedError(code, message) {
  var err = new Error(message);
  err.code = code;
  return err;
}

function Module(id, parent) {
  this.id = id === undefined ? '' : id;
  this.path = dirname(this.id);
  this.exports = {};
  hide(this, 'parent', parent);
  this.filename = null;
  this.loaded = false;
  this.children = [];
  if (parent && parent.children) parent.children.push(this);
}
Object.defineProperty(Module, 'length', { value: 0, configurable: true });

Module._cache = Object.create(null);
Module._pathCache = Object.create(null);
Module._extensions = Object.create(null);
Module.globalPaths = [];
Module.Module = Module;
Module.builtinModules = require.builtinNames();
Module.wrapper = wrapper;
Module.wrap = function wrap(script) { return Module.wrapper[0] + script + Module.wrapper[1]; };
Module._debug = function _debug() {};
// 0: a file, 1: a folder, negative: neither.
Module._stat = function _stat(filename) { return binding.stat(filename); };
Module.prototype.isPreloading = false;

// ---- resolving ----

function extensionNames() { return Object.keys(Module._extensions); }

// The builtin module that a request names, or null. Some are only there with "node:".
function builtinName(request) {
  if (builtins[request] === true) return binding.isPrefixOnly(request) ? null : request;
  if (request.slice(0, 5) !== 'node:') return null;
  request = request.slice(5);
  return builtins[request] === true ? request : null;
}

Module.isBuiltin = function isBuiltin(request) {
  return typeof request === 'string' && builtinName(request) !== null;
};

// Of an absolute, normalised folder.
function nodeModulePaths(from) {
  var paths = [];
  for (;;) {
    if (from.slice(from.lastIndexOf('/') + 1) !== 'node_modules') {
      paths.push((from === '/' ? '' : from) + '/node_modules');
    }
    if (from === '/') return paths;
    from = dirname(from);
  }
}

Module._nodeModulePaths = function _nodeModulePaths(from) {
  return nodeModulePaths(require('path').resolve(from));
};

Module._initPaths = function _initPaths() {
  Module.globalPaths = binding.globalPaths();
};

// Before anything is looked up: a module of Node's that isn't here is no package.
function checkAbsent(request) {
  var c = request.charCodeAt(0), err;
  // What begins with a lower-case letter or "_".
  if (c < 95 || c > 122) return;
  err = require('internal/modules/absent').errorFor(request, Module.isBuiltin);
  if (err !== null) throw err;
}

function isRelative(request) {
  var c = request.charAt(1);
  return request.charAt(0) === '.' &&
    (request.length === 1 || c === '/' || c === '.' && (request.length === 2 || request.charAt(2) === '/'));
}

Module._resolveLookupPaths = function _resolveLookupPaths(request, parent) {
  if (builtinName(request) !== null) return null;
  if (!isRelative(request)) {
    return (parent && parent.paths ? parent.paths.slice() : []).concat(Module.globalPaths);
  }
  return [parent && parent.filename ? dirname(parent.filename) : '.'];
};

Module._findPath = function _findPath(request, paths) {
  if (request.charAt(0) === '/') paths = [''];
  return binding.resolveIn(request, paths || [], conditions(), extensionNames()) || false;
};

function requireStack(parent) {
  var stack = [], m;
  for (m = parent; m; m = m.parent) {
    stack.push(m.filename || m.id);
    if (stack.length > 1000) break;
  }
  return stack;
}

function notFound(request, parent) {
  var stack = requireStack(parent), err;
  var message = "Cannot find module '" + request + "'";
  if (stack.length > 0) message += '\nRequire stack:\n- ' + stack.join('\n- ');
  err = codedError('MODULE_NOT_FOUND', message);
  err.requireStack = stack;
  return err;
}

function resolveWithPaths(request, parent, paths) {
  var i, found;
  if (!Array.isArray(paths)) throw make('ERR_INVALID_ARG_VALUE', 'options.paths', paths);
  for (i = 0; i < paths.length; i++) {
    found = isRelative(request) || request.charAt(0) === '/'
      ? binding.resolve(request, require('path').resolve(paths[i]), conditions(), extensionNames())
      : binding.resolveIn(request, Module._nodeModulePaths(paths[i]), conditions(), extensionNames());
    if (found) return found;
  }
  throw notFound(request, parent);
}

// The folder that a request counts from.
function folderOf(parent) {
  if (parent && parent.filename) return dirname(parent.filename);
  if (parent && parent.paths && parent.paths[0]) return dirname(parent.paths[0]);
  return process.cwd();
}

Module._resolveFilename = function _resolveFilename(request, parent, isMain, options) {
  var found;
  if (builtinName(request) !== null) return request;
  checkAbsent(request);
  if (options !== null && typeof options === 'object' && options.paths !== undefined) {
    return resolveWithPaths(request, parent, options.paths);
  }
  // A module that was made by hand and given paths of its own is looked up there.
  if (parent && !parent.filename && parent.paths && !isRelative(request) && !/^[/#]/.test(request)) {
    found = binding.resolveIn(request, parent.paths, conditions(), extensionNames());
  } else {
    found = binding.resolve(request, folderOf(parent), conditions(), extensionNames());
  }
  if (!found) throw notFound(request, parent);
  return found;
};
var originalResolveFilename = Module._resolveFilename;

// ---- loading ----

function adopt(parent, child) {
  if (parent && parent.children && parent.children.indexOf(child) < 0) parent.children.push(child);
}

function disown(filename, module, parent) {
  var i;
  delete Module._cache[filename];
  if (!parent || !parent.children) return;
  i = parent.children.indexOf(module);
  if (i >= 0) parent.children.splice(i, 1);
}

Module._load = function _load(request, parent, isMain) {
  var builtin = builtinName(request), filename, cached, module, ok = false;
  if (builtin === null && request.slice(0, 5) === 'node:') {
    checkAbsent(request);
    throw make('ERR_UNKNOWN_BUILTIN_MODULE', request);
  }
  // A builtin can be replaced by a hook on the resolver, or by name in the cache, not with "node:".
  if (builtin !== null && Module._resolveFilename === originalResolveFilename &&
      (request !== builtin || Module._cache[request] === undefined)) return require(builtin);
  filename = Module._resolveFilename(request, parent, isMain);
  cached = Module._cache[filename];
  if (cached !== undefined) {
    adopt(parent, cached);
    return cached.exports;
  }
  builtin = builtinName(filename);
  if (builtin !== null) return require(builtin);
  module = new Module(filename, parent);
  if (isMain) {
    process.mainModule = module;
    module.id = '.';
  }
  Module._cache[filename] = module;
  try {
    module.load(filename);
    ok = true;
  } finally {
    if (!ok) disown(filename, module, parent);
  }
  return module.exports;
};

// The longest registered one: ".test.js" before ".js".
function extensionOf(filename) {
  var base = filename.slice(filename.lastIndexOf('/') + 1), from = 0, i, ext;
  while ((i = base.indexOf('.', from)) >= 0) {
    from = i + 1;
    if (i === 0) continue;
    ext = base.slice(i);
    if (Module._extensions[ext]) return ext;
  }
  return '.js';
}

Module.prototype.load = function load(filename) {
  this.filename = filename;
  this.path = dirname(filename);
  this.paths = nodeModulePaths(this.path);
  Module._extensions[extensionOf(filename)](this, filename);
  this.loaded = true;
};

Module.prototype.require = function require(id) {
  if (typeof id !== 'string') throw make('ERR_INVALID_ARG_TYPE', 'id', 'string', id);
  if (id === '') throw make('ERR_INVALID_ARG_VALUE', 'id', id, 'must be a non-empty string');
  return Module._load(id, this, false);
};

Module.prototype._compile = function _compile(content, filename) {
  var fn = arguments[2];
  if (fn !== undefined) {
    // Compiled already, to see whether it can be.
  } else if (Module.wrap !== originalWrap || Module.wrapper !== wrapper) {
    fn = binding.runScript(Module.wrap(content), filename);
  } else {
    fn = binding.compileFunction(content, filename, PARAMETERS);
  }
  return fn.call(this.exports, this.exports, makeRequire(this), this, filename, dirname(filename));
};
var originalWrap = Module.wrap;

// By its name and its package.
function isModuleFile(filename) {
  var name = filename.slice(filename.lastIndexOf('/') + 1), end = name.slice(-4);
  if (end === '.mjs' || end === '.mts') return true;
  end = name.slice(-3);
  return (end === '.js' || end === '.ts' || name.indexOf('.') < 0) && binding.packageType(dirname(filename)) === 'module';
}

function esm() { return require('internal/modules/esm'); }

// A file without a kind of its own that is no CommonJS may be a module by its syntax.
function compileAny(module, text, filename) {
  var fn;
  try {
    if (Module.wrap === originalWrap && Module.wrapper === wrapper) {
      fn = binding.compileFunction(text, filename, PARAMETERS);
    }
  } catch (err) {
    if (!(err instanceof SyntaxError) || !binding.isModuleText(text)) throw err;
    return esm();
  }
  module._compile(text, filename, fn);
  return null;
}

Module._extensions['.js'] = function (module, filename) {
  var end = filename.slice(-4), type, text;
  if (end === '.mjs' || end === '.mts') type = 'module';
  else if (end === '.cjs' || end === '.cts') type = 'commonjs';
  else type = binding.packageType(dirname(filename));
  if (type !== 'module') text = binding.readSource(filename);
  if (type === 'commonjs') {
    module._compile(text, filename);
  } else if (type === 'module' || compileAny(module, text, filename) !== null) {
    if (process.mainModule === module) {
      process.mainModule = undefined;
      esm().runFile(filename);
    } else {
      module.exports = esm().requireModule(filename);
    }
  }
};
// TypeScript is loaded under its whole name only: a request without one doesn't find it.
['.ts', '.cts', '.mts'].forEach(function (ext) {
  Object.defineProperty(Module._extensions, ext, { value: Module._extensions['.js'], writable: true, configurable: true });
});
Object.defineProperty(Module, 'stripTypeScriptTypes', {
  value: function stripTypeScriptTypes(code, options) {
    var validators = require('internal/validators');
    validators.validateString(code, 'code');
    if (options !== undefined) {
      validators.validateObject(options, 'options');
      validators.validateOneOf(options.mode === undefined ? 'strip' : options.mode, 'options.mode', ['strip']);
    }
    return binding.stripTypes(code, options && options.sourceUrl || '');
  },
  writable: true,
  configurable: true
});
Module._extensions['.json'] = function (module, filename) {
  var content = binding.readSource(filename);
  try {
    module.exports = JSON.parse(content);
  } catch (err) {
    err.message = filename + ': ' + err.message;
    throw err;
  }
};
Module._extensions['.node'] = function (module, filename) {
  return process.dlopen(module, filename);
};

function makeRequire(module) {
  function require(id) { return module.require(id); }
  require.resolve = function resolve(request, options) {
    if (typeof request !== 'string') throw make('ERR_INVALID_ARG_TYPE', 'request', 'string', request);
    return Module._resolveFilename(request, module, false, options);
  };
  require.resolve.paths = function paths(request) {
    if (typeof request !== 'string') throw make('ERR_INVALID_ARG_TYPE', 'request', 'string', request);
    return Module._resolveLookupPaths(request, module);
  };
  require.main = process.mainModule;
  require.extensions = Module._extensions;
  require.cache = Module._cache;
  return require;
}

Module.createRequire = function createRequire(filename) {
  var path = filename, module;
  if (path !== null && typeof path === 'object' && typeof path.href === 'string') path = path.href;
  if (typeof path === 'string' && path.slice(0, 5) === 'file:') path = require('url').fileURLToPath(path);
  if (typeof path !== 'string' || path.charAt(0) !== '/') {
    throw make('ERR_INVALID_ARG_VALUE', 'filename', filename,
      'must be a file URL object, file URL string, or absolute path string');
  }
  module = new Module(path.charAt(path.length - 1) === '/' ? path + 'noop.js' : path);
  module.filename = module.id;
  module.paths = Module._nodeModulePaths(dirname(module.id));
  return makeRequire(module);
};
Module.syncBuiltinESMExports = function syncBuiltinESMExports() { esm().syncBuiltins(); };
Module.findSourceMap = function findSourceMap() {};
Module.register = function register() { throw make('ERR_EUNSUPPORTED', 'module.register'); };
Module._readPackage = function _readPackage(path) { return binding.readPackage(path); };
Module._preloadModules = function _preloadModules(requests) {
  var parent;
  if (!Array.isArray(requests)) return;
  parent = new Module('internal/preload', null);
  parent.paths = nodeModulePaths(process.cwd());
  requests.forEach(function (request) { parent.require(request); });
};
Module.runMain = function runMain(main) { exports.runMain(main === undefined ? process.argv[1] : main); };

// ---- programs ----

exports.Module = Module;

function resolveMain(path) {
  var filename = binding.resolvePath(path, conditions(), extensionNames()), err;
  if (filename !== null) return filename;
  err = notFound(require('path').resolve(path), null);
  err.requireStack = [];
  throw err;
}

exports.runMain = function (path) {
  var filename;
  Module.globalPaths = binding.globalPaths();
  filename = resolveMain(path);
  process.argv[1] = filename;
  if (isModuleFile(filename)) {
    esm().runFile(filename);
  } else {
    Module._load(filename, null, true);
  }
};

// A text (-e, standard input): a script in the global scope, with require and the rest there.
exports.runText = function (text, name) {
  var module = new Module(name), values;
  Module.globalPaths = binding.globalPaths();
  module.filename = process.cwd() + '/' + name;
  module.paths = nodeModulePaths(process.cwd());
  values = {
    require: makeRequire(module), module: module, exports: module.exports, __filename: name, __dirname: '.'
  };
  Object.keys(values).forEach(function (key) { global[key] = values[key]; });
  return binding.runScript(text, name);
};

exports.checkFile = function (path) {
  var filename = resolveMain(path), text = binding.readSource(filename);
  if (isModuleFile(filename) || binding.isModuleText(text)) binding.compileModule(text, esm().urlOf(filename));
  else binding.compileFunction(text, filename, PARAMETERS);
};

exports.preload = function (request) {
  Module.prototype.isPreloading = true;
  try {
    Module._preloadModules([request]);
  } finally {
    Module.prototype.isPreloading = false;
  }
};
