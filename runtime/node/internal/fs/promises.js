'use strict';
// internal/fs/promises: fs.promises: the operations of internal/fs/operations as promises,
// and FileHandle, an open file as an object.

var operations = require('internal/fs/operations');
var utils = require('internal/fs/utils');
var define = require('internal/define');
var EventEmitter = require('events');
var fs = require('fs');

var table = operations.table;
var api = {};

// A promise of what a function with a callback gives; its checks reject too.
function promised(fn) {
  var args = [].slice.call(arguments, 1);
  return new Promise(function (resolve, reject) {
    args.push(function (err, value) {
      if (err) reject(err);
      else resolve(value);
    });
    fn.apply(fs, args);
  });
}

// Optional arguments before the callback may be missing: they are filled up.
function promisedOf(name, count) {
  return function () {
    var args = [].slice.call(arguments, 0, count);
    while (args.length < count) args.push(undefined);
    return promised.apply(null, [fs[name]].concat(args));
  };
}

// ---- FileHandle ----

function FileHandle(fd) {
  EventEmitter.call(this);
  define(this, '_fd', fd);
  define(this, '_closing', undefined);
}
Object.setPrototypeOf(FileHandle, EventEmitter);
FileHandle.prototype = Object.create(EventEmitter.prototype);
define(FileHandle.prototype, 'constructor', FileHandle);

Object.defineProperty(FileHandle.prototype, 'fd', {
  get: function () { return this._fd; },
  enumerable: false,
  configurable: true
});

function badHandle(syscall) {
  var err = new Error('file closed');
  err.code = 'EBADF';
  err.syscall = syscall;
  return err;
}

function method(name, work) {
  var fn = function () {
    var args = [].slice.call(arguments);
    if (this._fd === -1) return Promise.reject(badHandle(name));
    return work.apply(this, [this._fd].concat(args));
  };
  define(fn, 'name', name);
  define(FileHandle.prototype, name, fn);
}

method('appendFile', function (fd, data, options) {
  return promised(fs.appendFile, fd, data, asObject(options));
});
method('chmod', function (fd, mode) { return promised(fs.fchmod, fd, mode); });
method('chown', function (fd, uid, gid) { return promised(fs.fchown, fd, uid, gid); });
method('datasync', function (fd) { return promised(fs.fdatasync, fd); });
method('readFile', function (fd, options) {
  return promised(fs.readFile, fd, asObject(options));
});
method('stat', function (fd, options) { return promised(fs.fstat, fd, options); });
method('sync', function (fd) { return promised(fs.fsync, fd); });
method('truncate', function (fd, len) { return promised(fs.ftruncate, fd, len); });
method('utimes', function (fd, atime, mtime) { return promised(fs.futimes, fd, atime, mtime); });
method('writeFile', function (fd, data, options) { return writeAny(fd, data, options); });

// Results with names: { bytesRead, buffer }.
function transfer(name, names) {
  method(name, function (fd) {
    var args = [].slice.call(arguments);
    return new Promise(function (resolve, reject) {
      args.push(function (err, n, what) {
        var out = {};
        if (err) {
          reject(err);
          return;
        }
        out[names[0]] = n;
        out[names[1]] = what;
        resolve(out);
      });
      fs[name].apply(fs, args);
    });
  });
}
transfer('read', ['bytesRead', 'buffer']);
transfer('write', ['bytesWritten', 'buffer']);
transfer('readv', ['bytesRead', 'buffers']);
transfer('writev', ['bytesWritten', 'buffers']);

define(FileHandle.prototype, 'close', function close() {
  var self = this, fd = this._fd;
  if (fd === -1) return this._closing || Promise.resolve();
  this._fd = -1;
  this._closing = promised(fs.close, fd).then(function () {
    self._closing = undefined;
    self.emit('close');
  });
  return this._closing;
});

define(FileHandle.prototype, 'createReadStream', function createReadStream(options) {
  var Stream = require('internal/fs/streams').ReadStream;
  return new Stream(undefined, Object.assign({}, options, { fd: this }));
});
define(FileHandle.prototype, 'createWriteStream', function createWriteStream(options) {
  var Stream = require('internal/fs/streams').WriteStream;
  return new Stream(undefined, Object.assign({}, options, { fd: this }));
});
define(FileHandle.prototype, 'readLines', function readLines(options) {
  return require('readline').createInterface({
    input: this.createReadStream(options), crlfDelay: Infinity
  });
});
define(FileHandle.prototype, 'readableWebStream', function readableWebStream() {
  utils.fail('ERR_EUNSUPPORTED', 'FileHandle.readableWebStream');
});
if (Symbol.asyncDispose) {
  define(FileHandle.prototype, Symbol.asyncDispose, function () { return this.close(); });
}

// ---- whole files ----

function asObject(options) {
  return options === undefined || options === null ? {} : options;
}

function fileOf(path) {
  return path instanceof FileHandle ? path._fd : path;
}

// Data that comes in parts: a stream, a generator, any iterable of texts and buffers.
function isParts(data) {
  return data !== null && typeof data === 'object' && !ArrayBuffer.isView(data) &&
    (typeof data[Symbol.iterator] === 'function' ||
      (Symbol.asyncIterator && typeof data[Symbol.asyncIterator] === 'function'));
}

function writeParts(fd, data, encoding) {
  var parts = Symbol.asyncIterator && data[Symbol.asyncIterator]
    ? data[Symbol.asyncIterator]() : data[Symbol.iterator]();
  return (function next() {
    return Promise.resolve(parts.next()).then(function (step) {
      if (step.done) return undefined;
      return Promise.resolve(step.value).then(function (part) {
        return promised(fs.writeFile, fd, utils.toBytes(part, encoding), {});
      }).then(next);
    });
  })();
}

function writeAny(target, data, options) {
  var given = utils.getOptions(options, { encoding: 'utf8', mode: 438, flag: 'w' });
  if (!isParts(data)) return promised(fs.writeFile, target, data, given);
  if (utils.isFd(target)) return writeParts(target, data, given.encoding);
  return promised(fs.open, target, given.flag, given.mode).then(function (fd) {
    function close() { return promised(fs.close, fd); }
    return writeParts(fd, data, given.encoding).then(close, function (err) {
      return close().then(function () { throw err; });
    });
  });
}

// A promise that starts by running `work`: what it throws is a rejection.
function start(work) {
  return new Promise(function (resolve) { resolve(work()); });
}

// ---- the module, in Node's order ----

function simple(name) {
  api[name] = promisedOf(name, table[name].count);
  define(api[name], 'name', name);
}

simple('access');
simple('copyFile');
api.cp = function cp(src, dest, options) {
  return require('internal/fs/cp').cpPromise(src, dest, options);
};
api.open = function open(path, flags, mode) {
  return promised(fs.open, path, flags, mode).then(function (fd) { return new FileHandle(fd); });
};
api.opendir = function opendir(path, options) {
  return promised(fs.opendir, path, options);
};
simple('rename');
api.truncate = function truncate(path, len) {
  return promised(fs.truncate, path, len === undefined ? 0 : len);
};
['rm', 'rmdir', 'mkdir', 'readdir', 'readlink', 'symlink', 'lstat', 'stat', 'statfs', 'link',
  'unlink', 'chmod'].forEach(simple);
api.lchmod = function lchmod() {
  return start(function () { utils.fail('ERR_METHOD_NOT_IMPLEMENTED', 'lchmod()'); });
};
['lchown', 'chown', 'utimes', 'lutimes', 'realpath', 'mkdtemp'].forEach(simple);
// fs.promises.realpath is the native one.
api.realpath = function realpath(path, options) {
  return promised(fs.realpath.native, path, options);
};
api.writeFile = function writeFile(path, data, options) {
  return start(function () { return writeAny(fileOf(path), data, options); });
};
api.appendFile = function appendFile(path, data, options) {
  options = Object.assign({}, utils.getOptions(options, { encoding: 'utf8', mode: 438, flag: 'a' }));
  return start(function () { return promised(fs.appendFile, fileOf(path), data, options); });
};
api.readFile = function readFile(path, options) {
  return promised(fs.readFile, fileOf(path), asObject(options));
};
api.watch = function watch(path, options) {
  return require('internal/fs/watch').watchAsync(path, options);
};
Object.defineProperty(api, 'constants', { value: utils.constants, enumerable: true });

exports.exports = api;
exports.FileHandle = FileHandle;
