'use strict';
// internal/fs/cp: copies of whole trees: fs.cp, fs.cpSync, fs.promises.cp.
//
// The copier is written once. Its steps ask `io`, whose answers are values (cpSync) or
// promises (the others), and `chain` goes on with either.

var utils = require('internal/fs/utils');
var validate = require('internal/validators');
var Path = require('path');

function chain(value, next) {
  return value && typeof value.then === 'function' ? value.then(next) : next(value);
}

// The value, or what `rescue` makes of the failure.
function attempt(work, rescue) {
  var value;
  try {
    value = work();
  } catch (err) {
    return rescue(err);
  }
  return value && typeof value.then === 'function' ? value.then(null, rescue) : value;
}

function each(list, work) {
  var i = 0;
  return (function next() {
    var value;
    for (; i < list.length;) {
      value = work(list[i++]);
      if (value && typeof value.then === 'function') return value.then(next);
    }
    return undefined;
  })();
}

function fail(code, message, path, errno) {
  throw require('internal/errors').systemError(code, {
    message: message, path: path, syscall: 'cp', errno: errno.errno, code: errno.code
  });
}

var EINVAL = { errno: 22, code: 'EINVAL' }, EISDIR = { errno: 21, code: 'EISDIR' };
var ENOTDIR = { errno: 20, code: 'ENOTDIR' }, EEXIST = { errno: 17, code: 'EEXIST' };

var syncIo = {
  stat: function (path, follow) {
    var fs = require('fs');
    return (follow ? fs.statSync : fs.lstatSync)(path, { throwIfNoEntry: false });
  },
  call: function (name) {
    var fs = require('fs');
    return fs[name + 'Sync'].apply(fs, [].slice.call(arguments, 1));
  }
};

var asyncIo = {
  stat: function (path, follow) {
    var promises = require('fs').promises;
    return (follow ? promises.stat : promises.lstat)(path).then(null, function (err) {
      if (err.code === 'ENOENT') return undefined;
      throw err;
    });
  },
  call: function (name) {
    var promises = require('fs').promises;
    return promises[name].apply(promises, [].slice.call(arguments, 1));
  }
};

// ---- options ----

function cpOptions(options) {
  var o = Object.assign({ dereference: false, errorOnExist: false, filter: undefined,
    force: true, preserveTimestamps: false, recursive: false, verbatimSymlinks: false,
    mode: 0 }, validObject(options));
  ['dereference', 'errorOnExist', 'force', 'preserveTimestamps', 'recursive',
    'verbatimSymlinks'].forEach(function (key) {
    validate.validateBoolean(o[key], 'options.' + key);
  });
  o.mode = utils.toCopyMode(o.mode);
  if (o.dereference && o.verbatimSymlinks) {
    utils.fail('ERR_INCOMPATIBLE_OPTION_PAIR', 'dereference', 'verbatimSymlinks');
  }
  if (o.filter !== undefined) validate.validateFunction(o.filter, 'options.filter');
  return o;
}

function validObject(options) {
  if (options !== undefined) validate.validateObject(options, 'options');
  return options;
}

// ---- what may be copied where ----

function isBelow(path, folder) {
  return (path + Path.sep).indexOf(folder + Path.sep) === 0;
}

function same(a, b) {
  return a && b && a.ino && a.dev && a.ino === b.ino && a.dev === b.dev;
}

function checkPair(src, dest, from, to, options) {
  if (to) {
    if (same(from, to)) fail('ERR_FS_CP_EINVAL', 'src and dest cannot be the same', dest, EINVAL);
    if (from.isDirectory() && !to.isDirectory()) {
      fail('ERR_FS_CP_DIR_TO_NON_DIR', 'cannot overwrite non-directory ' + dest +
        ' with directory ' + src, dest, EISDIR);
    }
    if (!from.isDirectory() && to.isDirectory()) {
      fail('ERR_FS_CP_NON_DIR_TO_DIR', 'cannot overwrite directory ' + dest +
        ' with non-directory ' + src, dest, ENOTDIR);
    }
  }
  if (from.isDirectory() && isBelow(Path.resolve(dest), Path.resolve(src))) {
    fail('ERR_FS_CP_EINVAL', 'cannot copy ' + src + ' to a subdirectory of self ' + dest, dest,
      EINVAL);
  }
  return options;
}

// ---- one entry of each kind ----

function Copier(io, options) {
  this.io = io;
  this.options = options;
}

// Both stats; a missing source is the caller's error.
Copier.prototype.stats = function (src, dest) {
  var io = this.io, follow = this.options.dereference;
  return chain(io.stat(src, follow), function (from) {
    if (from === undefined) return chain(io.call(follow ? 'stat' : 'lstat', src), function () {});
    return chain(io.stat(dest, follow), function (to) { return [from, to]; });
  });
};

Copier.prototype.copy = function (src, dest) {
  var self = this, options = this.options;
  return chain(options.filter ? options.filter(src, dest) : true, function (wanted) {
    if (!wanted) return undefined;
    return chain(self.stats(src, dest), function (found) {
      return self.copyKind(src, dest, found[0], found[1]);
    });
  });
};

Copier.prototype.copyKind = function (src, dest, from, to) {
  var options = this.options;
  checkPair(src, dest, from, to, options);
  if (from.isDirectory()) {
    if (!options.recursive) {
      fail('ERR_FS_EISDIR', src + ' is a directory (not copied)', src, EISDIR);
    }
    return this.folder(src, dest, from, to);
  }
  if (from.isSymbolicLink()) return this.link(src, dest, to);
  if (from.isSocket()) {
    fail('ERR_FS_CP_SOCKET', 'cannot copy a socket file: ' + dest, dest, EINVAL);
  }
  if (from.isFIFO()) fail('ERR_FS_CP_FIFO_PIPE', 'cannot copy a FIFO pipe: ' + dest, dest, EINVAL);
  return this.file(src, dest, from, to);
};

Copier.prototype.file = function (src, dest, from, to) {
  var io = this.io, options = this.options;
  function write() {
    return chain(io.call('copyFile', src, dest, options.mode), function () {
      return options.preserveTimestamps ? io.call('utimes', dest, from.atime, from.mtime)
        : undefined;
    });
  }
  if (!to) return write();
  if (options.force) return chain(io.call('unlink', dest), write);
  if (options.errorOnExist) {
    fail('ERR_FS_CP_EEXIST', dest + ' already exists', dest, EEXIST);
  }
  return undefined;
};

Copier.prototype.folder = function (src, dest, from, to) {
  var io = this.io, self = this;
  return chain(to ? undefined : io.call('mkdir', dest), function () {
    return chain(io.call('readdir', src), function (names) {
      return chain(each(names, function (name) {
        return self.copy(Path.join(src, name), Path.join(dest, name));
      }), function () {
        return to ? undefined : io.call('chmod', dest, from.mode);
      });
    });
  });
};

Copier.prototype.link = function (src, dest, to) {
  var io = this.io, options = this.options;
  return chain(io.call('readlink', src), function (target) {
    if (!options.verbatimSymlinks && !Path.isAbsolute(target)) {
      target = Path.resolve(Path.dirname(src), target);
    }
    if (!to) return io.call('symlink', target, dest);
    return chain(attempt(function () { return io.call('readlink', dest); }, function (err) {
      if (err.code === 'EINVAL' || err.code === 'UNKNOWN') return null;
      throw err;
    }), function (old) {
      if (old === null) return io.call('symlink', target, dest);
      old = Path.resolve(Path.dirname(dest), old);
      if (isBelow(old, target) && old !== target) {
        fail('ERR_FS_CP_EINVAL', 'cannot copy ' + target + ' to a subdirectory of self ' + old,
          dest, EINVAL);
      }
      if (isBelow(target, old) && old !== target) {
        fail('ERR_FS_CP_SYMLINK_TO_SUBDIRECTORY', 'cannot overwrite ' + old + ' with ' + target,
          dest, EINVAL);
      }
      return chain(io.call('unlink', dest), function () {
        return io.call('symlink', target, dest);
      });
    });
  });
};

// The folders above the destination are made where they are missing.
function run(io, src, dest, options) {
  var copier = new Copier(io, options);
  src = toText(utils.toPath(src, 'src'));
  dest = toText(utils.toPath(dest, 'dest'));
  return chain(options.filter ? options.filter(src, dest) : true, function (wanted) {
    if (!wanted) return undefined;
    return chain(copier.stats(src, dest), function (found) {
      checkPair(src, dest, found[0], found[1], options);
      if (found[0].isDirectory() && !options.recursive) {
        fail('ERR_FS_EISDIR', src + ' is a directory (not copied)', src, EISDIR);
      }
      return chain(io.call('mkdir', Path.dirname(dest), { recursive: true }), function () {
        return copier.copyKind(src, dest, found[0], found[1]);
      });
    });
  });
}

function toText(path) {
  return typeof path === 'string' ? path : require('buffer').Buffer.from(path).toString();
}

function finish(value) {
  return chain(value, function () { return undefined; });
}

exports.cpSync = function cpSync(src, dest, options) {
  options = cpOptions(options);
  if (options.filter) options.filter = heedPromise(options.filter);
  return finish(run(syncIo, src, dest, options));
};

// cpSync's filter must answer at once.
function heedPromise(filter) {
  return function (src, dest) {
    var answer = filter(src, dest);
    if (answer && typeof answer.then === 'function') {
      utils.fail('ERR_INVALID_RETURN_VALUE', 'boolean', 'filter', answer);
    }
    return answer;
  };
}

exports.cpPromise = function cp(src, dest, options) {
  return new Promise(function (resolve) {
    resolve(finish(run(asyncIo, src, dest, cpOptions(options))));
  });
};

exports.cp = function cp(src, dest, options, callback) {
  callback = utils.toCallback(typeof options === 'function' ? options : callback);
  if (typeof options === 'function') options = undefined;
  cpOptions(options);
  utils.toPath(src, 'src');
  utils.toPath(dest, 'dest');
  exports.cpPromise(src, dest, options).then(function () {
    process.nextTick(callback, null);
  }, function (err) {
    process.nextTick(callback, err);
  });
};
