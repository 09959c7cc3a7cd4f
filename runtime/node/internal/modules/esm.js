// internal/modules/esm: the loader of ECMAScript modules: what a specifier means, which
// kind of module stands there, import() and import.meta. Records and linking are in
// esm_link, running in esm_run.
//
// Life of `import './a.mjs'` in a module m: load(m) reads and compiles m → resolve gives
// the URL → load(that) → once all are there, linking.link and running.evaluate.
var binding = internalBinding('modules');
var linking = require('internal/modules/esm_link');
var running = require('internal/modules/esm_run');
var cjs = require('internal/modules/cjs');
var Module = cjs.Module;

var conditions = ['node', 'import', 'module-sync'].concat(binding.userConditions());
var records = Object.create(null); // by URL; JSON's by URL and a mark
var KINDS = { '.mjs': 'module', '.cjs': 'commonjs', '.json': 'json', '.mts': 'module', '.cts': 'commonjs' };
var SAFE = /^[A-Za-z0-9\/._~@+=,$!&'()*:;-]*$/;

function coded(Class, code, message) {
  var err = new Class(message);
  require('internal/define')(err, 'stack', err.stack.replace(/^\w+/, Class.name + ' [' + code + ']'));
  err.code = code;
  return err;
}

// ---- URLs and paths ----

function urlOf(path) {
  if (SAFE.test(path)) return 'file://' + path;
  return require('url').pathToFileURL(path).href;
}

function pathOf(url) {
  var path = url.slice(7);
  if (url.slice(0, 8) === 'file:///' && SAFE.test(path)) return path;
  return require('url').fileURLToPath(url);
}

function dirname(path) {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

// What messages call the importing module.
function shownBase(parent) {
  return parent.slice(0, 5) === 'file:' ? pathOf(parent) : parent;
}

// A stack's name of a file as a URL: functions of CommonJS and scripts call import() too.
function asURL(name) {
  if (/^(file|data|node):/.test(name)) return name;
  if (name.charAt(0) === '/') return urlOf(name);
  return urlOf(process.cwd() + '/' + (name.charAt(0) === '[' ? '[eval1]' : ''));
}

// ---- resolving ----

function notFound(path, parent) {
  var err = coded(Error, 'ERR_MODULE_NOT_FOUND',
    "Cannot find module '" + path + "' imported from " + shownBase(parent));
  err.url = urlOf(path);
  return err;
}

function resolveFile(url, parent) {
  var path, kind, err, bare = url.replace(/[?#].*$/, '');
  if (/%2f|%5c/i.test(bare)) {
    throw coded(TypeError, 'ERR_INVALID_MODULE_SPECIFIER', 'Invalid module "' + bare +
      '" must not include encoded "/" or "\\" characters imported from ' + shownBase(parent));
  }
  path = pathOf(bare);
  kind = path.charAt(path.length - 1) === '/' ? 1 : binding.stat(path);
  if (kind === 1) {
    err = coded(Error, 'ERR_UNSUPPORTED_DIR_IMPORT', "Directory import '" + path +
      "' is not supported resolving ES modules imported from " + shownBase(parent));
    err.url = url;
    throw err;
  }
  if (kind !== 0) throw notFound(path, parent);
  return urlOf(binding.realPath(path)) + url.slice(bare.length);
}

function checkAbsent(specifier) {
  var err = require('internal/modules/absent').errorFor(specifier, Module.isBuiltin);
  if (err !== null) throw err;
}

function packageName(specifier) {
  var parts = specifier.split('/');
  return specifier.charAt(0) === '@' ? parts.slice(0, 2).join('/') : parts[0];
}

function resolvePackage(specifier, parent) {
  var dir = parent.slice(0, 5) === 'file:' ? dirname(pathOf(parent)) : process.cwd(), found, name = packageName(specifier);
  if (/^[^@#].*|^@[^/]+\/./.test(specifier) === false && specifier.charAt(0) !== '#' || /[\\%]/.test(name)) {
    throw coded(TypeError, 'ERR_INVALID_MODULE_SPECIFIER', 'Invalid module "' + specifier +
      '" is not a valid package name imported from ' + shownBase(parent));
  }
  checkAbsent(specifier);
  found = binding.resolve(specifier, dir, conditions, []);
  if (found === null) {
    if (specifier !== name && (found = binding.findPackage(name, dir)) !== null) {
      throw notFound(found + specifier.slice(name.length), parent);
    }
    throw coded(Error, 'ERR_MODULE_NOT_FOUND', "Cannot find package '" + name + "' imported from " + shownBase(parent));
  }
  if (found.charAt(0) !== '/') return resolve(found, parent);
  return urlOf(found);
}

// The URL that a specifier means in the module `parent` (a URL).
function resolve(specifier, parent) {
  var url, c = specifier.charAt(0);
  if (Module.isBuiltin(specifier)) return specifier.slice(0, 5) === 'node:' ? specifier : 'node:' + specifier;
  if (c === '/' || c === '.' && /^\.\.?(\/|$)/.test(specifier)) {
    if (parent.slice(0, 8) !== 'file:///') {
      throw coded(TypeError, 'ERR_UNSUPPORTED_RESOLVE_REQUEST',
        'Failed to resolve module specifier "' + specifier + '" from "' + parent + '": Invalid relative URL or base scheme is not hierarchical.');
    }
    if (SAFE.test(specifier) && SAFE.test(parent)) {
      url = 'file://' + binding.joinPath(c === '/' ? '/' : dirname(parent.slice(7)), specifier);
    } else {
      url = new URL(specifier, parent).href;
    }
    return resolveFile(url, parent);
  }
  if (c === '#') return resolvePackage(specifier, parent);
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(specifier)) return resolveURL(specifier, parent);
  return resolvePackage(specifier, parent);
}

function resolveURL(specifier, parent) {
  var url = new URL(specifier);
  if (url.protocol === 'node:') checkAbsent(specifier);
  if (url.protocol === 'node:') throw coded(Error, 'ERR_UNKNOWN_BUILTIN_MODULE', 'No such built-in module: ' + specifier);
  if (url.protocol === 'data:') return url.href;
  if (url.protocol === 'file:') return resolveFile(url.href, parent);
  throw coded(Error, 'ERR_UNSUPPORTED_ESM_URL_SCHEME',
    'Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol \'' + url.protocol + '\'');
}

// ---- kinds ----

function extension(path) {
  var base = path.slice(path.lastIndexOf('/') + 1), dot = base.lastIndexOf('.');
  return dot > 0 ? base.slice(dot) : '';
}

// 'module', 'commonjs', 'json'; '' where only the text can tell.
function kindOfFile(path) {
  var ext = extension(path), kind = KINDS[ext], type;
  if (kind !== undefined) return kind;
  if (ext !== '.js' && ext !== '' && ext !== '.ts') {
    throw coded(TypeError, 'ERR_UNKNOWN_FILE_EXTENSION', 'Unknown file extension "' + ext + '" for ' + path);
  }
  type = binding.packageType(dirname(path));
  return type;
}

function checkAttributes(url, kind, attributes) {
  var keys = Object.keys(attributes || {}), type = attributes && attributes.type, i;
  for (i = 0; i < keys.length; i++) {
    if (keys[i] !== 'type') {
      throw coded(TypeError, 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
        'Import attribute "' + keys[i] + '" with value "' + attributes[keys[i]] + '" is not supported');
    }
  }
  if (type !== undefined && type !== 'json') {
    throw coded(TypeError, 'ERR_IMPORT_ATTRIBUTE_UNSUPPORTED',
      'Import attribute "type" with value "' + type + '" is not supported');
  }
  if (kind === 'json' && type === undefined) {
    throw coded(TypeError, 'ERR_IMPORT_ASSERTION_TYPE_MISSING',
      'Module "' + url + '" needs an import attribute of type "json"');
  }
  if (kind !== 'json' && type === 'json') {
    throw coded(TypeError, 'ERR_IMPORT_ASSERTION_TYPE_FAILED', 'Module "' + url + '" is not of type "json"');
  }
}

// ---- records ----

// A builtin's getters are asked when their name is used: what they load may be large.
function builtin(url) {
  var value = require(url.slice(5)), names = [], record;
  if (value !== null && (typeof value === 'object' || typeof value === 'function')) {
    names = Object.keys(value).filter(function (name) { return name !== 'default'; });
  }
  record = linking.synthetic(url, names.concat('default'), function () {
    var out = Object.create(null);
    names.forEach(function (name) {
      if (!isGetter(value, name)) out[name] = value[name];
    });
    out.default = value;
    return out;
  });
  names.forEach(function (name) {
    if (isGetter(value, name)) linking.makeLazy(record, name, function () { return value[name]; });
  });
  record.copies = []; // who holds its values, since they may change
  return record;
}

function isGetter(object, name) {
  return Object.getOwnPropertyDescriptor(object, name).get !== undefined;
}

exports.syncBuiltins = function () {
  Object.keys(records).forEach(function (url) {
    var value;
    if (url.slice(0, 5) !== 'node:') return;
    value = require(url.slice(5));
    Object.keys(records[url].locals).forEach(function (name) {
      if (name !== 'default') records[url].set(name, value[name]);
    });
  });
};

// The names that a CommonJS module's text says it exports, with those of what it re-exports.
function namesOf(path, text, seen) {
  var found = binding.commonjsNames(text), names = found[0];
  seen[path] = true;
  found[1].forEach(function (request) {
    var file;
    try {
      file = Module._resolveFilename(request, moduleAt(path));
      if (seen[file] || file.charAt(0) !== '/' || !/\.c?[jt]s$/.test(file)) return;
      names = names.concat(namesOf(file, binding.readSource(file), seen));
    } catch (err) {
      // What can't be found has no names.
    }
  });
  return names;
}

function moduleAt(path) {
  var module = new Module(path);
  module.filename = path;
  module.paths = Module._nodeModulePaths(dirname(path));
  return module;
}

function commonjsRecord(url, path, text) {
  var names = Object.create(null), record;
  if (text !== null) namesOf(path, text, Object.create(null)).forEach(function (name) { names[name] = true; });
  names.default = true;
  names = Object.keys(names);
  record = linking.synthetic(url, names, function () {
    var exported = loadCommonJS(path), out = Object.create(null);
    names.forEach(function (name) {
      if (name === 'default') {
        out[name] = exported;
      } else if (exported !== null && exported !== undefined) {
        try {
          out[name] = exported[name];
        } catch (err) {
          out[name] = undefined;
        }
      }
    });
    if (exported !== null && exported !== undefined && exported.__esModule && names.indexOf('__esModule') < 0) {
      out.__esModule = undefined;
    }
    return out;
  });
  record.isCommonJS = true;
  return record;
}

function loadCommonJS(path) {
  var cached = Module._cache[path];
  return cached !== undefined ? cached.exports : Module._load(path, undefined, false);
}

function jsonRecord(url, path) {
  return linking.synthetic(url, ['default'], function () {
    var text = path === null ? dataText(url) : binding.readSource(path), cached;
    if (path !== null && (cached = Module._cache[path]) !== undefined && cached.loaded) return { default: cached.exports };
    try {
      return { default: JSON.parse(text) };
    } catch (err) {
      err.message = shownBase(url) + ': ' + err.message;
      throw err;
    }
  });
}

function makeMeta(url) {
  var meta = Object.create(null), path;
  if (url.slice(0, 8) === 'file:///') {
    path = pathOf(url.replace(/[?#].*$/, ''));
    meta.dirname = dirname(path);
    meta.filename = path;
  }
  meta.resolve = function resolve(specifier) {
    if (typeof specifier !== 'string') specifier = String(specifier);
    return resolveLoose(specifier, url);
  };
  meta.url = url;
  return meta;
}

// import.meta.resolve gives files that aren't there, too.
function resolveLoose(specifier, parent) {
  try {
    return resolve(specifier, parent);
  } catch (err) {
    if ((err.code === 'ERR_MODULE_NOT_FOUND' || err.code === 'ERR_UNSUPPORTED_DIR_IMPORT') && err.url) {
      return err.url;
    }
    throw err;
  }
}

function textRecord(url, text) {
  var record = new linking.Record(url);
  linking.fill(record, binding.compileModule(text, url));
  if (text.indexOf('meta') >= 0) record.meta = makeMeta(url);
  return record;
}

function dataText(url) {
  var comma = url.indexOf(','), body = url.slice(comma + 1).replace(/#.*$/, '');
  if (/;base64$/i.test(url.slice(5, comma))) return Buffer.from(decodeURIComponent(body), 'base64').toString();
  return decodeURIComponent(body);
}

function dataRecord(url, attributes) {
  var type = /^data:([^,;]*)/.exec(url)[1].trim().toLowerCase();
  if (type === 'text/javascript' || type === 'application/javascript') {
    checkAttributes(url, 'module', attributes);
    return textRecord(url, dataText(url));
  }
  if (type === 'application/json') {
    checkAttributes(url, 'json', attributes);
    return jsonRecord(url, null);
  }
  throw coded(TypeError, 'ERR_UNKNOWN_MODULE_FORMAT', 'Unknown module format: ' + (type || null) + ' for URL ' + url);
}

function fileRecord(url, attributes) {
  var path = pathOf(url.replace(/[?#].*$/, '')), kind = kindOfFile(path), text;
  if (kind !== '') checkAttributes(url, kind, attributes);
  if (kind === 'json') return jsonRecord(url, path);
  text = binding.readSource(path);
  if (kind === '') {
    kind = binding.isModuleText(text) ? 'module' : 'commonjs';
    checkAttributes(url, kind, attributes);
  }
  return kind === 'module' ? textRecord(url, text) : commonjsRecord(url, path, text);
}

function newRecord(url, attributes) {
  var scheme = url.slice(0, 5);
  if (scheme === 'node:') {
    checkAttributes(url, 'builtin', attributes);
    return builtin(url);
  }
  return scheme === 'data:' ? dataRecord(url, attributes) : fileRecord(url, attributes);
}

// ---- loading ----

function find(url, attributes) {
  var key = attributes && attributes.type === 'json' ? 'json ' + url : url, record = records[key];
  if (record === undefined) {
    record = newRecord(url, attributes);
    records[key] = record;
  }
  return record;
}

// The records of all that it imports, and of what those import.
function loadDeps(root) {
  var work = [root], record, i, url;
  while (work.length > 0) {
    record = work.pop();
    if (record.loaded) continue;
    for (i = 0; i < record.requests.length; i += 2) {
      url = resolve(record.requests[i], record.url);
      record.deps[i / 2] = find(url, record.requests[i + 1] || undefined);
    }
    record.loaded = true;
    for (i = record.deps.length - 1; i >= 0; i--) if (!record.deps[i].loaded) work.push(record.deps[i]);
  }
}

function ready(record) {
  loadDeps(record);
  linking.link(record);
  return record;
}

// ---- import() ----

function attributesOf(options) {
  var attributes, out = {}, keys, i;
  if (options === undefined) return undefined;
  if (options === null || typeof options !== 'object' && typeof options !== 'function') {
    throw new TypeError('The second argument of import() must be an object');
  }
  attributes = options.with;
  if (attributes === undefined) attributes = options.assert;
  if (attributes === undefined) return undefined;
  if (attributes === null || typeof attributes !== 'object' && typeof attributes !== 'function') {
    throw new TypeError("The 'with' option must be an object");
  }
  keys = Object.keys(attributes);
  for (i = 0; i < keys.length; i++) {
    out[keys[i]] = attributes[keys[i]];
    if (typeof out[keys[i]] !== 'string') throw new TypeError('Import attribute value must be a string');
  }
  return out;
}

exports.dynamicImport = function (referrer, specifier, options) {
  var attributes;
  try {
    specifier = String(specifier);
    attributes = attributesOf(options);
  } catch (err) {
    return Promise.reject(err);
  }
  return Promise.resolve().then(function () {
    var record = ready(find(resolve(specifier, asURL(referrer)), attributes));
    return running.evaluate(record).then(function () { return linking.namespaceOf(record); });
  });
};

// ---- require() of a module ----

exports.requireModule = function (path) {
  var record = ready(find(urlOf(path), undefined)), ns;
  if (record.status === 'new' && running.hasAsync(record) || record.status === 'waiting') {
    throw coded(Error, 'ERR_REQUIRE_ASYNC_MODULE', 'require() cannot be used on an ESM graph with top-level await. ' +
      'Use import() instead. To see where the top-level await comes from, use --experimental-print-required-tla.');
  }
  if (record.status === 'evaluating') {
    throw coded(Error, 'ERR_REQUIRE_CYCLE_MODULE', 'Cannot require() ES Module ' + path +
      ' in a cycle. A cycle involving require(esm) is disallowed to maintain invariants mandated by the ECMAScript specification');
  }
  running.evaluateNow(record);
  ns = linking.namespaceOf(record);
  if ('module.exports' in ns) return ns['module.exports'];
  if (!('default' in ns) || '__esModule' in ns) return ns;
  return facade(record, ns);
};

// Transpiled code looks for __esModule before it takes `default`.
function facade(record, ns) {
  var names = Object.keys(ns).concat('__esModule'), wrapped;
  wrapped = linking.synthetic(record.url, names, function () {
    var out = Object.create(null);
    names.forEach(function (name) { out[name] = name === '__esModule' ? true : ns[name]; });
    return out;
  });
  wrapped.run();
  linking.settle(wrapped);
  return linking.namespaceOf(wrapped);
}

// ---- programs ----

var UNSETTLED = 13;

// The program itself: an error is uncaught, and ending before its time has an exit code.
function runMain(make) {
  var idle = false;
  // Nothing is left to do, and still it waits. process.exit() comes by without this.
  function beforeExit() { idle = true; }
  function atExit() {
    if (idle && !process.exitCode) process.exitCode = UNSETTLED;
  }
  function isOver() {
    process.removeListener('beforeExit', beforeExit);
    process.removeListener('exit', atExit);
  }
  process.on('beforeExit', beforeExit);
  process.on('exit', atExit);
  Promise.resolve().then(function () {
    return running.evaluate(ready(make()));
  }).then(isOver, function (err) {
    isOver();
    binding.throwUncaught(err);
  });
}

exports.runFile = function (path) {
  runMain(function () { return find(urlOf(path), undefined); });
};

exports.runText = function (text) {
  runMain(function () { return textRecord(urlOf(process.cwd() + '/[eval1]'), text); });
};

exports.urlOf = urlOf;
