'use strict';
// internal/fs/dir: folders as objects that give their entries one by one: fs.opendir.
// The names are read all at once at the first question: libuv's order is that of readdir.

var utils = require('internal/fs/utils');
var validate = require('internal/validators');

function Dir(path, options) {
  if (!(this instanceof Dir)) utils.fail('ERR_CONSTRUCT_CALL_REQUIRED', 'Dir');
  if (path === undefined) utils.fail('ERR_MISSING_ARGS', 'handle');
  this._path = path;
  this._options = options;
  this._entries = undefined;
  this._next = 0;
  this._closed = false;
  this._busy = 0;
  ['_path', '_options', '_entries', '_next', '_closed', '_busy'].forEach(function (key) {
    Object.defineProperty(this, key, { enumerable: false });
  }, this);
}

Object.defineProperty(Dir.prototype, 'path', {
  get: function () { return this._path; },
  enumerable: false,
  configurable: true
});

function checkOpen(dir) {
  if (dir._closed) utils.fail('ERR_DIR_CLOSED');
}

function checkIdle(dir) {
  checkOpen(dir);
  if (dir._busy > 0) utils.fail('ERR_DIR_CONCURRENT_OPERATION');
}

function take(dir) {
  return dir._next < dir._entries.length ? dir._entries[dir._next++] : null;
}

function listOptions(dir) {
  return { encoding: dir._options.encoding, withFileTypes: true, recursive: dir._options.recursive };
}

Dir.prototype.readSync = function readSync() {
  checkIdle(this);
  if (!this._entries) this._entries = require('fs').readdirSync(this._path, listOptions(this));
  return take(this);
};

function readLater(dir, callback) {
  checkOpen(dir);
  if (dir._entries) {
    process.nextTick(function () { callback(null, take(dir)); });
    return;
  }
  dir._busy++;
  require('fs').readdir(dir._path, listOptions(dir), function (err, entries) {
    dir._busy--;
    if (err) {
      callback(err);
      return;
    }
    if (!dir._entries) dir._entries = entries;
    callback(null, take(dir));
  });
}

function closeLater(dir, callback) {
  checkOpen(dir);
  dir._closed = true;
  process.nextTick(callback, null);
}

// With a callback, or as a promise.
function either(work) {
  return function (callback) {
    var self = this;
    if (callback !== undefined) {
      utils.toCallback(callback);
      work(self, callback);
      return undefined;
    }
    return new Promise(function (resolve, reject) {
      work(self, function (err, value) {
        if (err) reject(err);
        else resolve(value === undefined ? undefined : value);
      });
    });
  };
}

Dir.prototype.read = either(readLater);
Dir.prototype.close = either(closeLater);

Dir.prototype.closeSync = function closeSync() {
  checkIdle(this);
  this._closed = true;
};

function entries() {
  var dir = this, over = false;
  function end(value) {
    over = true;
    if (dir._closed) return Promise.resolve({ done: true, value: value });
    return dir.close().then(function () { return { done: true, value: value }; });
  }
  return {
    next: function () {
      if (over) return Promise.resolve({ done: true, value: undefined });
      return dir.read().then(function (entry) {
        return entry === null ? end(undefined) : { done: false, value: entry };
      });
    },
    'return': function (value) { return end(value); },
    'throw': function (err) {
      return end(undefined).then(function () { throw err; });
    }
  };
}

Object.defineProperty(Dir.prototype, 'entries',
  { value: entries, writable: true, enumerable: false, configurable: true });
if (Symbol.asyncIterator) {
  Object.defineProperty(Dir.prototype, Symbol.asyncIterator,
    { value: entries, writable: true, enumerable: false, configurable: true });
}

function dirOptions(options) {
  options = Object.assign({ encoding: 'utf8' }, utils.getOptions(options));
  if (options.bufferSize !== undefined) {
    validate.validateInteger(options.bufferSize, 'options.bufferSize', 1, 4294967295);
  }
  return options;
}

// What readdir says about a folder that isn't one, as opendir says it.
function opening(err) {
  if (err && err.syscall === 'scandir') {
    return require('internal/errors').uvException(
      { errno: err.errno, code: err.code, syscall: 'opendir', path: err.path });
  }
  return err;
}

exports.Dir = Dir;

exports.opendirSync = function opendirSync(path, options) {
  var dir = new Dir(utils.toPath(path), dirOptions(options));
  try {
    dir._entries = require('fs').readdirSync(path, listOptions(dir));
  } catch (err) {
    throw opening(err);
  }
  return dir;
};

exports.opendir = function opendir(path, options, callback) {
  var dir;
  callback = utils.toCallback(typeof options === 'function' ? options : callback);
  dir = new Dir(utils.toPath(path), dirOptions(typeof options === 'function' ? {} : options));
  require('fs').readdir(path, listOptions(dir), function (err, entries) {
    if (err) {
      callback(opening(err));
      return;
    }
    dir._entries = entries;
    callback(null, dir);
  });
};
