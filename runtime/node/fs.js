'use strict';
// fs: files and folders, at once and with callbacks; fs.promises when asked for.
//
// Most operations are entries of internal/fs/operations, of which their forms are made
// here. Those that transfer bytes have so many shapes that they are in
// internal/fs/transfer and internal/fs/files; what is rarely used is loaded late: cp,
// watching, folders as objects, streams.

var binding = internalBinding('fs');
var operations = require('internal/fs/operations');
var utils = require('internal/fs/utils');
var stats = require('internal/fs/stats');
var define = require('internal/define');
var lazy = require('internal/lazy');

var table = operations.table;
var toPath = utils.toPath;
var constants = utils.constants;

var fs = module.exports;

function named(fn, name, length) {
  define(fn, 'name', name);
  define(fn, 'length', length);
  fs[name] = fn;
}

// ---- the forms of an operation ----

function callNow(name, entry, args) {
  var result;
  try {
    result = binding[operations.nativeOf(name, args)].apply(binding, entry.args.apply(null, args));
  } catch (err) {
    throw entry.failure ? entry.failure(err) : err;
  }
  return entry.result ? entry.result.apply(null, [result].concat(args)) : result;
}

function callLater(name, entry, args, callback) {
  var given = entry.args.apply(null, args);
  given.push(function (err, result) {
    if (err) {
      callback(entry.failure ? entry.failure(err) : err);
    } else if (result === undefined) {
      callback(null);
    } else {
      try {
        if (entry.result) result = entry.result.apply(null, [result].concat(args));
      } catch (caught) {
        callback(caught);
        return;
      }
      if (result === undefined) callback(null);
      else callback(null, result);
    }
  });
  binding[operations.nativeOf(name, args)].apply(binding, given);
}

// The callback is the last argument, or stands earlier where optional ones are left out.
function callbackIndex(args, count) {
  var i;
  for (i = 1; i < count && i < args.length; i++) {
    if (typeof args[i] === 'function') return i;
  }
  return count;
}

function makeSync(name, entry) {
  return function () {
    return callNow(name, entry, [].slice.call(arguments, 0, entry.count));
  };
}

function makeAsync(name, entry) {
  return function () {
    var args = [].slice.call(arguments);
    var at = callbackIndex(args, entry.count);
    callLater(name, entry, args.slice(0, at), utils.toCallback(args[at]));
  };
}


Object.keys(table).forEach(function (name) {
  var entry = table[name];
  named(makeSync(name, entry), name + 'Sync', entry.count);
  named(makeAsync(name, entry), name, entry.count + 1);
});

fs.close = function close(fd, callback) {
  if (callback === undefined) {
    callback = function (err) { if (err) throw err; };
  } else {
    utils.toCallback(callback);
  }
  callLater('close', table.close, [fd], callback);
};

// ---- questions with short cuts ----

fs.existsSync = function existsSync(path) {
  try {
    return binding.existsSync(toPath(path));
  } catch (err) {
    return false;
  }
};

fs.exists = function exists(path, callback) {
  utils.toCallback(callback);
  try {
    path = toPath(path);
  } catch (err) {
    callback(false);
    return;
  }
  binding.access(path, constants.F_OK, function (err) { callback(!err); });
};
Object.defineProperty(fs.exists, Symbol.for('nodejs.util.promisify.custom'), {
  value: function exists(path) {
    return new Promise(function (resolve) { fs.exists(path, resolve); });
  }
});

function statNow(syscall, link) {
  return function (path, options) {
    var big = stats.wantsBig(options), fields;
    if (options && options.throwIfNoEntry === false) {
      fields = binding.statIfThere(toPath(path), link, big);
      return fields === undefined ? undefined : stats.statsFrom(fields, big);
    }
    return stats.statsFrom(binding[syscall](toPath(path), big ? 1 : 0), big);
  };
}
named(statNow('stat', false), 'statSync', 1);
named(statNow('lstat', true), 'lstatSync', 1);

// ---- realpath: the native one finds; where it fails, the reason is told as Node does ----

function realpathFailure(path, err) {
  var Path = require('path');
  var parts = Path.resolve(String(path)).split('/'), at = '', i, next;
  for (i = 1; i < parts.length; i++) {
    next = at + '/' + parts[i];
    try {
      if (fs.lstatSync(next).isSymbolicLink()) {
        fs.statSync(next);
        at = binding.realpath(next, 0);
      } else {
        at = next;
      }
    } catch (found) {
      return found;
    }
  }
  return err;
}

fs.realpathSync = function realpathSync(path, options) {
  try {
    return callNow('realpath', table.realpath, [path, options]);
  } catch (err) {
    throw err.syscall ? realpathFailure(path, err) : err;
  }
};

fs.realpath = function realpath(path, options, callback) {
  callback = utils.toCallback(typeof options === 'function' ? options : callback);
  callLater('realpath', table.realpath, [path, typeof options === 'function' ? {} : options],
    function (err, found) {
      if (err) callback(err.syscall ? realpathFailure(path, err) : err);
      else callback(null, found);
    });
};
fs.realpathSync.native = makeSync('realpath', table.realpath);
fs.realpath.native = makeAsync('realpath', table.realpath);

// ---- readdir through all folders ----

// Walks below `path`; list(path) gives the entries of one folder.
function walkNow(path, options) {
  var Path = require('path'), out = [], todo = [''], at, found;
  var whole = Object.assign({}, options, { withFileTypes: true, recursive: false });
  function add(entry) {
    var below = Path.join(at, String(entry.name));
    out.push(options.withFileTypes ? entry : below);
    if (entry.isDirectory()) todo.push(below);
  }
  while (todo.length > 0) {
    at = todo.shift();
    found = callNow('readdir', table.readdir, [at ? Path.join(path, at) : path, whole]);
    found.forEach(add);
  }
  return out;
}

function walkLater(path, options, callback) {
  var Path = require('path'), out = [], todo = [''];
  var whole = Object.assign({}, options, { withFileTypes: true, recursive: false });
  (function next() {
    var at;
    if (todo.length === 0) {
      callback(null, out);
      return;
    }
    at = todo.shift();
    callLater('readdir', table.readdir, [at ? Path.join(path, at) : path, whole],
      function (err, found) {
        if (err) {
          callback(err);
          return;
        }
        found.forEach(function (entry) {
          var below = Path.join(at, String(entry.name));
          out.push(options.withFileTypes ? entry : below);
          if (entry.isDirectory()) todo.push(below);
        });
        next();
      });
  })();
}

fs.readdirSync = function readdirSync(path, options) {
  var read = operations.readdirOptions(options);
  if (read.recursive) return walkNow(String(toPath(path)), read);
  return callNow('readdir', table.readdir, [path, options]);
};

fs.readdir = function readdir(path, options, callback) {
  var read;
  callback = utils.toCallback(typeof options === 'function' ? options : callback);
  read = operations.readdirOptions(options);
  if (read.recursive) walkLater(String(toPath(path)), read, callback);
  else callLater('readdir', table.readdir, [path, read], callback);
};

// ---- truncate: a path is opened for it ----

fs.truncateSync = function truncateSync(path, len) {
  var fd;
  if (len === undefined) len = 0;
  if (typeof path === 'number') {
    utils.warnOfTruncate();
    return fs.ftruncateSync(path, len);
  }
  fd = fs.openSync(path, 'r+');
  try {
    return fs.ftruncateSync(fd, len);
  } finally {
    fs.closeSync(fd);
  }
};

fs.truncate = function truncate(path, len, callback) {
  callback = utils.toCallback(typeof len === 'function' ? len : callback);
  if (typeof len === 'function' || len === undefined) len = 0;
  if (typeof path === 'number') {
    utils.warnOfTruncate();
    fs.ftruncate(path, len, callback);
    return;
  }
  len = operations.lengthOf(len);
  fs.open(path, 'r+', function (err, fd) {
    if (err) {
      callback(err);
      return;
    }
    fs.ftruncate(fd, len, function (failed) {
      fs.close(fd, function (closeFailed) {
        if (failed || closeFailed) callback(failed || closeFailed);
        else callback(null);
      });
    });
  });
};

// ---- the rest, in files of their own ----

Object.assign(fs, require('internal/fs/transfer'));
Object.assign(fs, require('internal/fs/files'));

fs.lchmod = undefined;
fs.lchmodSync = undefined;

// What a module exports by that name; where smew hasn't got the module yet, something that
// can be looked at but fails, by its name, when it is called.
function part(module, name) {
  try {
    return require(module)[name];
  } catch (err) {
    if (err.code !== 'MODULE_NOT_FOUND') throw err;
  }
  return define(function () { utils.fail('ERR_EUNSUPPORTED', 'fs.' + name); }, 'name', name);
}

// A function that is loaded with its module at the first call.
function later(name, length, module) {
  named(function () {
    return part(module, name).apply(this, arguments);
  }, name, length);
}
later('cp', 4, 'internal/fs/cp');
later('cpSync', 3, 'internal/fs/cp');
later('opendir', 3, 'internal/fs/dir');
later('opendirSync', 2, 'internal/fs/dir');
later('watch', 3, 'internal/fs/watch');
later('watchFile', 3, 'internal/fs/watch');
later('unwatchFile', 2, 'internal/fs/watch');
later('createReadStream', 2, 'internal/fs/streams');
later('createWriteStream', 2, 'internal/fs/streams');

fs.openAsBlob = function openAsBlob() {
  utils.fail('ERR_EUNSUPPORTED', 'fs.openAsBlob');
};

['ReadStream', 'WriteStream'].forEach(function (name) {
  lazy(fs, name, function () { return part('internal/fs/streams', name); });
  lazy(fs, 'File' + name, function () { return part('internal/fs/streams', name); });
});
lazy(fs, 'Dir', function () { return require('internal/fs/dir').Dir; });

fs.Dirent = stats.Dirent;
fs.Stats = stats.Stats;
fs._toUnixTimestamp = utils.toSeconds;

['F_OK', 'R_OK', 'W_OK', 'X_OK'].forEach(function (name) {
  Object.defineProperty(fs, name, { value: constants[name], enumerable: true });
});
Object.defineProperty(fs, 'constants', { value: constants, enumerable: true });
lazy(fs, 'promises', function () { return require('internal/fs/promises').exports; });
