// cjs.js: the CommonJS loader: class Module, require, the main program. What path a request
// means is decided in C (runtime/modules); the hooks that users put on Module stand here.
var binding = internalBinding('modules')
var builtinNames = require.builtinNames()

var conditions = ['node', 'require', 'module-sync']
var WRAPPER_PARAMS = 'exports, require, module, __filename, __dirname'
var wrapper = ['(function (' + WRAPPER_PARAMS + ') { ', '\n});']
var moduleParentCache = []

function dirname (path) {
  var i = path.lastIndexOf('/')
  return i > 0 ? path.slice(0, i) : i === 0 ? '/' : '.'
}

function codedError (code, message) {
  var err = new Error(message)
  err.code = code
  return err
}

function argError (name, expected, value) {
  var errors = require('internal/errors')
  return new errors.codes.ERR_INVALID_ARG_TYPE(name, expected, value)
}

function Module (id, parent) {
  this.id = id === undefined ? '' : id
  this.path = dirname(this.id)
  this.exports = {}
  moduleParentCache.push(this)
  Object.defineProperty(this, 'parent', { value: parent, writable: true, configurable: true, enumerable: false })
  this.filename = null
  this.loaded = false
  this.children = []
  if (parent && parent.children) parent.children.push(this)
}

Module._cache = Object.create(null)
Module._pathCache = Object.create(null)
Module._extensions = Object.create(null)
Module.globalPaths = []
Module.Module = Module
Module.builtinModules = builtinNames.slice()
Module.wrap = function (script) { return Module.wrapper[0] + script + Module.wrapper[1] }
Module.wrapper = wrapper

// ---- resolving ----

function extensionNames () {
  return Object.keys(Module._extensions)
}

function builtinName (request) {
  var name = request.slice(0, 5) === 'node:' ? request.slice(5) : request
  return binding.isBuiltin(name) ? name : null
}

Module.isBuiltin = function (request) {
  return typeof request === 'string' && builtinName(request) !== null
}

Module._nodeModulePaths = function (from) {
  return nodeModulePaths(require('path').resolve(from))
}

// Of an absolute, normalised folder.
function nodeModulePaths (from) {
  var paths = []
  for (;;) {
    if (from.slice(from.lastIndexOf('/') + 1) !== 'node_modules') paths.push((from === '/' ? '' : from) + '/node_modules')
    if (from === '/') return paths
    from = dirname(from)
  }
}

Module._initPaths = function () {
  var home = process.env.HOME
  var paths = [require('path').resolve(process.execPath, '..', '..', 'lib', 'node')]
  if (home) paths = [home + '/.node_modules', home + '/.node_libraries'].concat(paths)
  if (process.env.NODE_PATH) paths = process.env.NODE_PATH.split(':').filter(Boolean).concat(paths)
  Module.globalPaths = paths
}

Module._resolveLookupPaths = function (request, parent) {
  if (builtinName(request) !== null) return null
  if (request.charAt(0) !== '.' || (request.length > 1 && request.charAt(1) !== '.' && request.charAt(1) !== '/')) {
    return (parent && parent.paths ? parent.paths.slice() : []).concat(Module.globalPaths)
  }
  return [parent && parent.filename ? dirname(parent.filename) : '.']
}

Module._findPath = function (request, paths) {
  if (request.charAt(0) === '/') paths = ['']
  return binding.resolveIn(request, paths || [], conditions, extensionNames()) || false
}

function requireStack (parent) {
  var stack = []
  for (var m = parent; m; m = m.parent) {
    stack.push(m.filename || m.id)
    if (stack.length > 100) break
  }
  return stack
}

function notFound (request, parent) {
  var stack = requireStack(parent)
  var message = "Cannot find module '" + request + "'"
  if (stack.length > 0) message += '\nRequire stack:\n- ' + stack.join('\n- ')
  var err = codedError('MODULE_NOT_FOUND', message)
  err.requireStack = stack
  return err
}

function resolveWithPaths (request, parent, paths) {
  if (!Array.isArray(paths)) throw argError('options.paths', 'Array', paths)
  var relative = /^\.{1,2}(\/|$)/.test(request)
  for (var i = 0; i < paths.length; i++) {
    var found
    if (relative) {
      found = binding.resolve(request, require('path').resolve(paths[i]), conditions, extensionNames())
    } else {
      found = binding.resolveIn(request, Module._nodeModulePaths(paths[i]), conditions, extensionNames())
    }
    if (found) return found
  }
  throw notFound(request, parent)
}

Module._resolveFilename = function (request, parent, isMain, options) {
  if (builtinName(request) !== null) return request
  if (options && typeof options === 'object' && options.paths !== undefined) return resolveWithPaths(request, parent, options.paths)
  var dir = parent && parent.filename ? dirname(parent.filename) : parent && parent.paths && parent.paths[0] ? dirname(parent.paths[0]) : process.cwd()
  var found
  // A module that was made by hand and given paths of its own is looked up there.
  if (parent && !parent.filename && parent.paths && !/^(\.{0,2}\/|\.{1,2}$|#)/.test(request)) {
    found = binding.resolveIn(request, parent.paths, conditions, extensionNames())
  } else {
    found = binding.resolve(request, dir, conditions, extensionNames())
  }
  if (!found) throw notFound(request, parent)
  return found
}

// ---- loading ----

function loadBuiltin (name) {
  return require(name)
}

Module._load = function (request, parent, isMain) {
  var builtin = builtinName(request)
  var filename
  if (builtin !== null && Module._resolveFilename === originalResolveFilename) {
    if (request.length !== builtin.length || !Module._cache[request]) return loadBuiltin(builtin)
  }
  if (request.slice(0, 5) === 'node:' && builtin === null) {
    throw codedError('ERR_UNKNOWN_BUILTIN_MODULE', 'No such built-in module: ' + request)
  }
  filename = Module._resolveFilename(request, parent, isMain)
  var cached = Module._cache[filename]
  if (cached !== undefined) {
    if (parent && parent.children && parent.children.indexOf(cached) < 0) parent.children.push(cached)
    return cached.exports
  }
  builtin = builtinName(filename)
  if (builtin !== null) return loadBuiltin(builtin)
  var module = new Module(filename, parent)
  if (isMain) {
    process.mainModule = module
    module.id = '.'
  }
  Module._cache[filename] = module
  var ok = false
  try {
    module.load(filename)
    ok = true
  } finally {
    if (!ok) {
      delete Module._cache[filename]
      if (parent && parent.children) {
        var i = parent.children.indexOf(module)
        if (i >= 0) parent.children.splice(i, 1)
      }
    }
  }
  return module.exports
}

function extensionOf (filename) {
  var base = filename.slice(filename.lastIndexOf('/') + 1)
  var from = 0
  var i
  // The longest registered one: ".test.js" before ".js".
  while ((i = base.indexOf('.', from)) >= 0) {
    from = i + 1
    if (i === 0) continue
    var ext = base.slice(i)
    if (Module._extensions[ext]) return ext
  }
  return '.js'
}

Module.prototype.load = function (filename) {
  this.filename = filename
  this.path = dirname(filename)
  this.paths = nodeModulePaths(this.path)
  Module._extensions[extensionOf(filename)](this, filename)
  this.loaded = true
}

Module.prototype.require = function (id) {
  if (typeof id !== 'string') throw argError('id', 'string', id)
  if (id === '') {
    var errors = require('internal/errors')
    throw new errors.codes.ERR_INVALID_ARG_VALUE('id', id, 'must be a non-empty string')
  }
  return Module._load(id, this, false)
}

Module.prototype._compile = function (content, filename) {
  var fn
  if (Module.wrap !== originalWrap || Module.wrapper !== wrapper) fn = binding.runScript(Module.wrap(content), filename)
  else fn = binding.compileFunction(content, filename, WRAPPER_PARAMS)
  return fn.call(this.exports, this.exports, makeRequire(this), this, filename, dirname(filename))
}

Module._extensions['.js'] = function (module, filename) {
  if (binding.packageType(dirname(filename)) === 'module') throw esmError(module, filename)
  module._compile(binding.readSource(filename), filename)
}
Module._extensions['.json'] = function (module, filename) {
  var content = binding.readSource(filename)
  try {
    module.exports = JSON.parse(content)
  } catch (err) {
    err.message = filename + ': ' + err.message
    throw err
  }
}
Module._extensions['.node'] = function (module, filename) {
  throw codedError('ERR_DLOPEN_FAILED', 'native addons are not supported: ' + filename)
}

function esmError (module, filename) {
  return codedError('ERR_REQUIRE_ESM', 'require() of ES Module ' + filename +
    (module.parent && module.parent.filename ? ' from ' + module.parent.filename : '') + ' not supported: modules are not there yet')
}

function makeRequire (module) {
  function require (id) { return module.require(id) }
  require.resolve = function (request, options) {
    if (typeof request !== 'string') throw argError('request', 'string', request)
    return Module._resolveFilename(request, module, false, options)
  }
  require.resolve.paths = function (request) {
    if (typeof request !== 'string') throw argError('request', 'string', request)
    return Module._resolveLookupPaths(request, module)
  }
  require.main = process.mainModule
  require.extensions = Module._extensions
  require.cache = Module._cache
  return require
}

Module.createRequire = function (filename) {
  var path = filename
  if (path && typeof path === 'object' && typeof path.href === 'string') path = path.href
  if (typeof path === 'string' && path.slice(0, 5) === 'file:') path = require('url').fileURLToPath(path)
  if (typeof path !== 'string' || path.charAt(0) !== '/') {
    var errors = require('internal/errors')
    throw new errors.codes.ERR_INVALID_ARG_VALUE('filename', filename, 'must be a file URL object, file URL string, or absolute path string')
  }
  var isDir = path.charAt(path.length - 1) === '/'
  var module = new Module(isDir ? path + 'noop.js' : path)
  module.filename = module.id
  module.paths = Module._nodeModulePaths(dirname(module.id))
  return makeRequire(module)
}
Module.syncBuiltinESMExports = function () {}
Module.findSourceMap = function () { return undefined }
Module.runMain = function () { exports.runMain(process.argv[1]) }

var originalResolveFilename = Module._resolveFilename
var originalWrap = Module.wrap

// ---- programs ----

exports.runMain = function (path) {
  var filename = binding.resolvePath(path, conditions, extensionNames())
  if (filename === null) {
    var full = require('path').resolve(path)
    var err = notFound(full, null)
    err.requireStack = []
    throw err
  }
  process.argv[1] = filename
  Module._load(filename, null, true)
}

// A text (-e, standard input): a script in the global scope, with require and the rest there.
exports.runText = function (text, name) {
  var module = new Module(name)
  module.filename = process.cwd() + '/' + name
  module.paths = nodeModulePaths(process.cwd())
  global.require = makeRequire(module)
  global.module = module
  global.exports = module.exports
  global.__filename = name
  global.__dirname = '.'
  return binding.runScript(text, name)
}

exports.checkFile = function (path) {
  var filename = binding.resolvePath(path, conditions, extensionNames())
  if (filename === null) throw notFound(require('path').resolve(path), null)
  binding.compileFunction(binding.readSource(filename), filename, WRAPPER_PARAMS)
}

exports.preload = function (request) {
  var module = new Module('internal/preload')
  module.paths = nodeModulePaths(process.cwd())
  module.filename = process.cwd() + '/internal-preload'
  module.require(request)
}

exports.Module = Module
