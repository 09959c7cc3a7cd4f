// internal/process/more: the members of process that few programs need. process.c puts
// accessors in their place, which load this.
var binding = internalBinding('process');

function make(code, a, b, c, d) {
  return require('internal/errors').make(code, a, b, c, d);
}

// ---- warnings ----

var traceHintShown = false;

function hasOption(name) {
  return process.execArgv.indexOf(name) >= 0;
}

function showWarning(warning) {
  var deprecation = warning.name === 'DeprecationWarning';
  var text = '(' + process.release.name + ':' + process.pid + ') ';
  var trace = hasOption('--trace-warnings') || process.traceDeprecation === true && deprecation ||
    deprecation && hasOption('--trace-deprecation');
  if (hasOption('--no-warnings') || process.noDeprecation === true && deprecation) return;
  if (warning.code) text += '[' + warning.code + '] ';
  if (trace && warning.stack) {
    text += warning.stack;
  } else {
    text += typeof warning.toString === 'function'
      ? String(warning.toString()) : Error.prototype.toString.call(warning);
  }
  if (typeof warning.detail === 'string') text += '\n' + warning.detail;
  if (!trace && !traceHintShown) {
    traceHintShown = true;
    text += '\n(Use `' + process.release.name + ' ' +
      (deprecation ? '--trace-deprecation' : '--trace-warnings') +
      ' ...` to show where the warning was created)';
  }
  binding.writeFd(2, text + '\n');
}

function makeWarning(message, type, code, ctor, detail) {
  var warning = new Error(message);
  warning.name = String(type || 'Warning');
  if (code !== undefined) warning.code = code;
  if (detail !== undefined) warning.detail = detail;
  Error.captureStackTrace(warning, ctor || emitWarning);
  return warning;
}

function emitWarning(warning, type, code, ctor) {
  var detail;
  if (type !== null && typeof type === 'object' && !Array.isArray(type)) {
    ctor = type.ctor;
    code = type.code;
    if (typeof type.detail === 'string') detail = type.detail;
    type = type.type || 'Warning';
  } else if (typeof type === 'function') {
    ctor = type;
    code = '';
    type = 'Warning';
  }
  if (type !== undefined && typeof type !== 'string') throw make('ERR_INVALID_ARG_TYPE', 'type', 'string', type);
  if (typeof code === 'function') {
    ctor = code;
    code = undefined;
  } else if (code !== undefined && typeof code !== 'string') {
    throw make('ERR_INVALID_ARG_TYPE', 'code', 'string', code);
  }
  if (typeof warning === 'string') {
    warning = makeWarning(warning, type, code, ctor, detail);
  } else if (!(warning instanceof Error)) {
    throw make('ERR_INVALID_ARG_TYPE', 'warning', ['Error', 'string'], warning);
  }
  if (warning.name === 'DeprecationWarning') {
    if (process.noDeprecation) return;
    if (process.throwDeprecation) {
      process.nextTick(function () { throw warning; });
      return;
    }
  }
  process.nextTick(function () { process.emit('warning', warning); });
}
exports.emitWarning = emitWarning;

// Node counts its own listener among those of 'warning'.
process.on('warning', showWarning);

// ---- signals to others ----

exports.kill = function kill(pid, signal) {
  var rc, signals = require('internal/process/signals');
  if (pid != (pid | 0)) throw make('ERR_INVALID_ARG_TYPE', 'pid', 'number', pid); // eslint-disable-line eqeqeq
  if (typeof signal === 'number') {
    rc = binding.kill(pid | 0, signal);
  } else {
    signal = signal || 'SIGTERM';
    if (!signals.isSignal(signal)) throw make('ERR_UNKNOWN_SIGNAL', signal);
    rc = binding.kill(pid | 0, signals.numbers[signal]);
  }
  if (rc < 0) throw require('internal/errors').errnoException(rc, 'kill');
  return true;
};

// ---- users and groups ----

function identity(kind, call) {
  return function (id) {
    var rc;
    if (typeof id === 'number') {
      require('internal/validators').validateUint32(id, 'id');
    } else if (typeof id !== 'string') {
      throw make('ERR_INVALID_ARG_TYPE', 'id', ['number', 'string'], id);
    }
    rc = binding.setId(call, id);
    if (rc === 1) throw make('ERR_UNKNOWN_CREDENTIAL', kind, id);
    if (rc < 0) throw require('internal/errors').errnoException(rc, call);
  };
}
exports.setuid = identity('User', 'setuid');
exports.seteuid = identity('User', 'seteuid');
exports.setgid = identity('Group', 'setgid');
exports.setegid = identity('Group', 'setegid');
exports.getgroups = binding.getGroups;
exports.setgroups = function setgroups(groups) {
  var rc;
  require('internal/validators').validateArray(groups, 'groups');
  rc = binding.setGroups(groups);
  if (rc > 0) throw make('ERR_UNKNOWN_CREDENTIAL', 'Group', groups[rc - 1]);
  if (rc < 0) throw require('internal/errors').errnoException(rc, 'setgroups');
};
exports.initgroups = function initgroups(user, extraGroup) {
  var rc;
  if (typeof user !== 'number' && typeof user !== 'string') throw make('ERR_INVALID_ARG_TYPE', 'user', ['number', 'string'], user);
  if (typeof extraGroup !== 'number' && typeof extraGroup !== 'string') {
    throw make('ERR_INVALID_ARG_TYPE', 'extraGroup', ['number', 'string'], extraGroup);
  }
  rc = binding.initGroups(user, extraGroup);
  if (rc === 1) throw make('ERR_UNKNOWN_CREDENTIAL', 'User', user);
  if (rc === 2) throw make('ERR_UNKNOWN_CREDENTIAL', 'Group', extraGroup);
  if (rc < 0) throw require('internal/errors').errnoException(rc, 'initgroups');
};

// ---- what the process is and uses ----

exports.release = { name: 'node', lts: 'Iron' };
exports.config = { target_defaults: { cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }, variables: {} };
exports.features = {
  inspector: false, debug: false, uv: true, ipv6: true,
  tls_alpn: false, tls_sni: false, tls_ocsp: false, tls: false, cached_builtins: true
};
exports.allowedNodeEnvironmentFlags = undefined;
exports.resourceUsage = function resourceUsage() {
  var names = ['userCPUTime', 'systemCPUTime', 'maxRSS', 'sharedMemorySize', 'unsharedDataSize',
    'unsharedStackSize', 'minorPageFault', 'majorPageFault', 'swappedOut', 'fsRead', 'fsWrite',
    'ipcSent', 'ipcReceived', 'signalsCount', 'voluntaryContextSwitches',
    'involuntaryContextSwitches'];
  var values = binding.resourceUsage();
  var out = {};
  names.forEach(function (name, i) { out[name] = values[i]; });
  return out;
};
exports.getActiveResourcesInfo = function getActiveResourcesInfo() {
  return binding.activeResources();
};
exports.constrainedMemory = function constrainedMemory() { return binding.memoryLimit(0); };
exports.availableMemory = function availableMemory() { return binding.memoryLimit(1); };

var uncaught = require('internal/process/uncaught');
exports.setUncaughtExceptionCaptureCallback = uncaught.setCapture;
exports.hasUncaughtExceptionCaptureCallback = uncaught.hasCapture;

exports.setSourceMapsEnabled = function setSourceMapsEnabled(value) {
  require('internal/validators').validateBoolean(value, 'val');
};

exports.getBuiltinModule = function getBuiltinModule(id) {
  require('internal/validators').validateString(id, 'id');
  var Module = require('internal/modules/cjs').Module;
  return Module.isBuiltin(id) ? Module._load(id) : undefined;
};

exports.loadEnvFile = function loadEnvFile(path) {
  var text = require('fs').readFileSync(path === undefined ? '.env' : path, 'utf8');
  var values = require('util').parseEnv(text);
  Object.keys(values).forEach(function (key) {
    if (process.env[key] === undefined) process.env[key] = values[key];
  });
};

exports.dlopen = function dlopen(module, filename) {
  if (module === null || module === undefined) throw new TypeError('Cannot convert undefined or null to object');
  var err = new Error('native addons are not supported: ' + filename);
  err.code = 'ERR_DLOPEN_FAILED';
  throw err;
};

exports.assert = function assert(value, message) {
  if (!value) throw make('ERR_ASSERTION', message === undefined ? 'assertion error' : message);
};
exports.openStdin = function openStdin() {
  process.stdin.resume();
  return process.stdin;
};
