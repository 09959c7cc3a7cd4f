// vm.js: the builtin module `vm`: texts run here or in a context, a realm of its own.
//
// A context's global variables are properties of the object that createContext was given;
// behind them stand the realm's own globals. `this` and globalThis there are a view of
// both. What is assigned without a declaration lands in the realm's own globals first and
// is moved when the run ends.
var binding = internalBinding('vm');
var validators = require('internal/validators');

var contexts = new WeakMap(); // sandbox → { realm, view, global }
// What the engine has, and a context of Node's hasn't.
var ENGINE_GLOBALS = ['performance', 'TextEncoder', 'TextDecoder'];
var kinds = ['timeout', 'lineOffset', 'columnOffset'];

function make(code, a, b, c) { return require('internal/errors').make(code, a, b, c); }

// ---- contexts ----

// The sandbox first, then the realm's own globals.
function view(sandbox, global) {
  return new Proxy(sandbox, {
    get: function (target, key) { return key in target ? target[key] : global[key]; },
    set: function (target, key, value) {
      target[key] = value;
      return true;
    },
    has: function (target, key) { return key in target || key in global; },
    deleteProperty: function (target, key) {
      return Reflect.deleteProperty(target, key) && Reflect.deleteProperty(global, key);
    },
    getOwnPropertyDescriptor: function (target, key) {
      var found = Reflect.getOwnPropertyDescriptor(target, key);
      if (found !== undefined) return found;
      found = Reflect.getOwnPropertyDescriptor(global, key);
      // A property that the proxy's target lacks can only be shown as a configurable one.
      if (found !== undefined) found.configurable = true;
      return found;
    },
    defineProperty: function (target, key, descriptor) {
      return Reflect.defineProperty(target, key, descriptor);
    },
    ownKeys: function (target) {
      var keys = Reflect.ownKeys(target);
      Reflect.ownKeys(global).forEach(function (key) {
        if (keys.indexOf(key) < 0) keys.push(key);
      });
      return keys;
    },
    getPrototypeOf: function (target) { return Object.getPrototypeOf(global); }
  });
}

function isContext(object) {
  validators.validateObject(object, 'object', { allowFunction: true });
  return contexts.has(object);
}

function createContext(sandbox, options) {
  var context;
  if (sandbox === undefined) sandbox = {};
  if (isContext(sandbox)) return sandbox;
  if (options !== undefined) {
    validators.validateObject(options, 'options');
    if (options.name !== undefined) validators.validateString(options.name, 'options.name');
    if (options.origin !== undefined) validators.validateString(options.origin, 'options.origin');
  }
  context = { realm: binding.makeRealm(sandbox) };
  context.global = binding.realmGlobal(context.realm);
  ENGINE_GLOBALS.forEach(function (name) { delete context.global[name]; });
  context.view = view(sandbox, context.global);
  Object.defineProperty(context.global, 'globalThis',
    { value: context.view, writable: true, configurable: true, enumerable: false });
  contexts.set(sandbox, context);
  return sandbox;
}

function contextOf(sandbox) {
  var context;
  validators.validateObject(sandbox, 'contextifiedObject', { allowFunction: true });
  context = contexts.get(sandbox);
  if (context === undefined) throw make('ERR_INVALID_ARG_TYPE', 'contextifiedObject', 'vm.Context', sandbox);
  return context;
}

// ---- texts ----

function checkOptions(options, name) {
  if (typeof options === 'string') options = { filename: options };
  if (options === undefined) options = {};
  validators.validateObject(options, 'options');
  if (options.filename !== undefined) validators.validateString(options.filename, 'options.filename');
  kinds.forEach(function (key) {
    if (options[key] === undefined) return;
    if (key === 'timeout') validators.validateUint32(options[key], 'options.timeout', true);
    else validators.validateInt32(options[key], 'options.' + key);
  });
  return options;
}

// A text that begins on another line than the first.
function shifted(code, options) {
  var lines = options.lineOffset || 0;
  return lines > 0 ? new Array(lines + 1).join('\n') + code : code;
}

function runHere(code, filename, timeout) {
  return binding.run(null, code, filename, undefined, timeout);
}

function runThere(sandbox, code, filename, timeout) {
  var context = contextOf(sandbox);
  try {
    return binding.run(context.realm, code, filename, context.view, timeout);
  } finally {
    Object.keys(context.global).forEach(function (key) {
      sandbox[key] = context.global[key];
      delete context.global[key];
    });
  }
}

function Script(code, options) {
  if (!(this instanceof Script)) throw new TypeError("Class constructor Script cannot be invoked without 'new'");
  code = String(code);
  options = checkOptions(options);
  if (options.cachedData !== undefined || options.produceCachedData) {
    throw make('ERR_EUNSUPPORTED', 'vm.Script with cached data');
  }
  require('internal/define')(this, '_text', shifted(code, options));
  require('internal/define')(this, '_filename', options.filename === undefined ? 'evalmachine.<anonymous>' : options.filename);
  binding.checkScript(this._text, this._filename);
  this.cachedDataRejected = undefined;
  this.sourceMapURL = (/\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(code) || [])[1];
}
Object.defineProperty(Script, 'length', { value: 1, configurable: true });

function timeoutOf(options) {
  checkOptions(options);
  return options === undefined || typeof options === 'string' ? undefined : options.timeout;
}

function method(name, fn) {
  Object.defineProperty(Script.prototype, name, { value: fn, writable: true, configurable: true });
}

method('runInThisContext', function runInThisContext(options) {
  return runHere(this._text, this._filename, timeoutOf(options));
});
method('runInContext', function runInContext(contextifiedObject, options) {
  return runThere(contextifiedObject, this._text, this._filename, timeoutOf(options));
});
method('runInNewContext', function runInNewContext(contextObject, options) {
  return this.runInContext(createContext(contextObject), options);
});
method('createCachedData', function createCachedData() {
  throw make('ERR_EUNSUPPORTED', 'vm.Script.createCachedData');
});

function run(code, options, how) {
  options = checkOptions(options);
  return how(shifted(String(code), options), options.filename === undefined ? 'evalmachine.<anonymous>' : options.filename,
    options.timeout);
}

function runInThisContext(code, options) {
  return run(code, options, runHere);
}

function runInContext(code, contextifiedObject, options) {
  contextOf(contextifiedObject);
  return run(code, options, function (text, filename, timeout) {
    return runThere(contextifiedObject, text, filename, timeout);
  });
}

function runInNewContext(code, contextObject, options) {
  if (typeof options === 'string') options = { filename: options };
  return runInContext(code, createContext(contextObject), options);
}

function compileFunction(code, params, options) {
  var context = null;
  validators.validateString(code, 'code');
  if (params !== undefined) {
    if (!Array.isArray(params)) throw make('ERR_INVALID_ARG_TYPE', 'params', 'Array', params);
    params.forEach(function (param, i) { validators.validateString(param, 'params[' + i + ']'); });
  }
  options = checkOptions(options);
  if (options.parsingContext !== undefined) context = contextOf(options.parsingContext).realm;
  if (options.contextExtensions !== undefined && options.contextExtensions.length > 0) {
    throw make('ERR_EUNSUPPORTED', 'vm.compileFunction with contextExtensions');
  }
  return binding.compileFunction(context, shifted(code, options), options.filename || '', (params || []).join(', '));
}

function constant(name) { return Symbol(name); }

exports.Script = Script;
exports.createContext = createContext;
exports.createScript = function createScript(code, options) { return new Script(code, options); };
exports.runInContext = runInContext;
exports.runInNewContext = runInNewContext;
exports.runInThisContext = runInThisContext;
exports.isContext = isContext;
exports.compileFunction = compileFunction;
exports.measureMemory = function measureMemory() { throw make('ERR_EUNSUPPORTED', 'vm.measureMemory'); };
exports.constants = Object.freeze(Object.create(null, {
  USE_MAIN_CONTEXT_DEFAULT_LOADER: { value: constant('vm_dynamic_import_main_context_default'), enumerable: true }
}));
