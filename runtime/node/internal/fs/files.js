'use strict';
// internal/fs/files: whole files: readFile, writeFile, appendFile.

var binding = internalBinding('fs');
var utils = require('internal/fs/utils');
var validate = require('internal/validators');

function target(path) {
  return utils.isFd(path) ? path : utils.toPath(path);
}

function readOptions(options) {
  return utils.getOptions(options, { flag: 'r' });
}

// The native knows the encodings of buffer by name; "buffer" and none give a Buffer.
function encodingOf(options) {
  return options.encoding && options.encoding !== 'buffer' ? options.encoding : undefined;
}

exports.readFileSync = function readFileSync(path, options) {
  options = readOptions(options);
  return binding.readFile(target(path), utils.toFlags(options.flag), encodingOf(options));
};

// Ends with the signal's reason when it is aborted before the file is read.
function heedSignal(signal, callback) {
  var done = false;
  if (!signal) return callback;
  function abort() {
    if (done) return;
    done = true;
    callback(require('internal/errors').abortError(undefined, { cause: signal.reason }));
  }
  signal.addEventListener('abort', abort, { once: true });
  return function (err, data) {
    if (done) return;
    done = true;
    signal.removeEventListener('abort', abort);
    callback(err, data);
  };
}

function aborted(signal, callback) {
  if (!signal || !signal.aborted) return false;
  callback(require('internal/errors').abortError(undefined, { cause: signal.reason }));
  return true;
}

exports.readFile = function readFile(path, options, callback) {
  callback = utils.toCallback(callback || options);
  options = readOptions(options);
  if (aborted(options.signal, callback)) return;
  binding.readFile(target(path), utils.toFlags(options.flag), encodingOf(options),
    heedSignal(options.signal, callback));
};

// ---- writing ----

function writeOptions(options, flag) {
  options = utils.getOptions(options, { encoding: 'utf8', mode: 438, flag: flag, flush: false });
  if (options.flush !== undefined && options.flush !== null) {
    validate.validateBoolean(options.flush, 'options.flush');
  }
  if (!options.flag) options.flag = flag;
  return options;
}

function isUtf8(encoding) {
  return !encoding || encoding === 'utf8' || encoding === 'utf-8';
}

function writeNow(path, data, options) {
  utils.toData(data);
  // UTF-8 is made in C.
  if (typeof data === 'string' && !isUtf8(options.encoding)) {
    data = utils.toBytes(data, options.encoding);
  }
  binding.writeFile(target(path), data, utils.toFlags(options.flag),
    utils.toMode(options.mode, 'mode', 438), Boolean(options.flush));
}

function writeLater(path, data, options, callback) {
  utils.toData(data);
  if (aborted(options.signal, callback)) return;
  binding.writeFile(target(path), utils.toBytes(data, options.encoding),
    utils.toFlags(options.flag), utils.toMode(options.mode, 'mode', 438),
    Boolean(options.flush), heedSignal(options.signal, callback));
}

exports.writeFileSync = function writeFileSync(path, data, options) {
  writeNow(path, data, writeOptions(options, 'w'));
};

exports.writeFile = function writeFile(path, data, options, callback) {
  callback = utils.toCallback(callback || options);
  writeLater(path, data, writeOptions(options, 'w'), callback);
};

exports.appendFileSync = function appendFileSync(path, data, options) {
  writeNow(path, data, writeOptions(options, 'a'));
};

exports.appendFile = function appendFile(path, data, options, callback) {
  callback = utils.toCallback(callback || options);
  writeLater(path, data, writeOptions(options, 'a'), callback);
};
