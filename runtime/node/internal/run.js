// internal/run: what the runtime starts with: a file, a text, a preloaded module.
var loader = require('internal/modules/cjs');

exports.runMain = loader.runMain;
exports.checkFile = loader.checkFile;
exports.preload = loader.preload;

// If so, its syntax decides.
function mayBeModule(text) {
  return /\b(import|export|await)\b/.test(text);
}

exports.runText = function (text, name, print, type) {
  var result, module = type === 'module' ||
    type === undefined && mayBeModule(text) && internalBinding('modules').isModuleText(text);
  if (module) {
    if (print) {
      throw require('internal/errors').make('ERR_EVAL_ESM_CANNOT_PRINT');
    }
    require('internal/modules/esm').runText(text);
    return;
  }
  result = loader.runText(text, name);
  if (print) console.log(result);
};

exports.loadEnv = function (path) {
  var text, values;
  try {
    text = internalBinding('modules').readSource(path);
  } catch (err) {
    internalBinding('process').writeFd(2, process.argv0 + ': ' + path + ': not found\n');
    process.reallyExit(9);
  }
  values = require('internal/util/dotenv').parse(text);
  Object.keys(values).forEach(function (key) {
    if (process.env[key] === undefined) process.env[key] = values[key];
  });
};

// An error that nobody caught, as text.
exports.describe = function (error) {
  if (error !== null && (typeof error === 'object' || typeof error === 'function')) {
    return require('internal/util/inspect').inspect(error);
  }
  return String(error) + '\n(Use `' + process.release.name +
    ' --trace-uncaught ...` to show where the exception was thrown)';
};
