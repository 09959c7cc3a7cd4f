'use strict';
// internal/fs/operations: what each operation of fs takes and gives, once for all three
// of its forms: fooSync, foo with a callback, and fs.promises.foo.
//
// An entry is { native, count, args, result, failure }:
//   native   the name in internalBinding('fs'), where it is not the entry's own
//   count    arguments before the callback
//   args     checks the caller's arguments and gives the native's, without the callback
//   result   what the caller gets for what the native gave; it sees the arguments too
//   failure  what the caller gets for the native's error
// fs.js and internal/fs/promises.js make functions of them.

var utils = require('internal/fs/utils');
var stats = require('internal/fs/stats');
var validate = require('internal/validators');

var constants = utils.constants;
var toPath = utils.toPath;
var toFd = utils.toFd;

var MAX_ID = 4294967295;

// ORDER TREE: as fs_tree.c numbers them.
var TREE_REMOVE_FILE = 0, TREE_REMOVE = 1, TREE_REMOVE_FOLDER = 2;

function idOf(value, name) {
  validate.validateInteger(value, name, -1, MAX_ID);
  return value;
}

function lengthOf(len) {
  if (len === undefined || len === null) return 0;
  validate.validateInteger(len, 'len');
  return Math.max(0, len);
}

function statsResult(fields, options) {
  return stats.statsFrom(fields, stats.wantsBig(options));
}

function bigFlag(options) {
  return stats.wantsBig(options) ? 1 : 0;
}

function owner(check, name) {
  return function (target, uid, gid) {
    return [check(target, name), idOf(uid, 'uid'), idOf(gid, 'gid')];
  };
}

function times(check, name) {
  return function (target, atime, mtime) {
    return [check(target, name), utils.toSeconds(atime), utils.toSeconds(mtime)];
  };
}

function twoPaths(first, second) {
  return function (a, b) {
    return [toPath(a, first), toPath(b, second)];
  };
}

// Names and paths come as text, or as bytes where another encoding was asked for.
function rawFlag(options) {
  return utils.isRaw(utils.getOptions(options).encoding) ? 1 : 0;
}

function namesResult(value, options) {
  var encoding = utils.getOptions(options).encoding;
  if (!utils.isRaw(encoding)) return value;
  return utils.encodeName(value, encoding);
}

function onlyPath(path) {
  return [toPath(path)];
}

function onlyFd(fd) {
  return [toFd(fd)];
}

var table = {
  access: {
    count: 2,
    args: function (path, mode) { return [toPath(path), utils.toAccessMode(mode)]; }
  },
  chmod: {
    count: 2,
    args: function (path, mode) { return [toPath(path), utils.toMode(mode, 'mode')]; }
  },
  chown: { count: 3, args: owner(toPath) },
  close: { count: 1, args: onlyFd },
  copyFile: {
    count: 3,
    args: function (src, dest, mode) {
      return [toPath(src, 'src'), toPath(dest, 'dest'), utils.toCopyMode(mode)];
    }
  },
  fchmod: {
    count: 2,
    args: function (fd, mode) { return [toFd(fd), utils.toMode(mode, 'mode')]; }
  },
  fchown: { count: 3, args: owner(toFd) },
  fdatasync: { count: 1, args: onlyFd },
  fstat: {
    count: 2,
    args: function (fd, options) { return [toFd(fd), bigFlag(options)]; },
    result: function (fields, fd, options) { return statsResult(fields, options); }
  },
  fsync: { count: 1, args: onlyFd },
  ftruncate: { count: 2, args: function (fd, len) { return [toFd(fd), lengthOf(len)]; } },
  futimes: { count: 3, args: times(toFd) },
  lchown: { count: 3, args: owner(toPath) },
  link: { count: 2, args: twoPaths('existingPath', 'newPath') },
  lstat: {
    count: 2,
    args: function (path, options) { return [toPath(path), bigFlag(options)]; },
    result: function (fields, path, options) { return statsResult(fields, options); }
  },
  lutimes: { count: 3, args: times(toPath) },
  mkdtemp: {
    count: 2,
    args: function (prefix, options) {
      prefix = toPath(prefix, 'prefix');
      if (typeof prefix !== 'string') prefix = require('buffer').Buffer.from(prefix).toString();
      return [prefix + 'XXXXXX', rawFlag(options)];
    },
    result: function (path, prefix, options) { return namesResult(path, options); }
  },
  open: {
    count: 3,
    args: function (path, flags, mode) {
      return [toPath(path), utils.toFlags(flags), utils.toMode(mode, 'mode', 438)];
    }
  },
  readlink: {
    count: 2,
    args: function (path, options) { return [toPath(path), rawFlag(options)]; },
    result: function (path, from, options) { return namesResult(path, options); }
  },
  realpath: {
    count: 2,
    args: function (path, options) { return [toPath(path), rawFlag(options)]; },
    result: function (path, from, options) { return namesResult(path, options); }
  },
  rename: { count: 2, args: twoPaths('oldPath', 'newPath') },
  stat: {
    count: 2,
    args: function (path, options) { return [toPath(path), bigFlag(options)]; },
    result: function (fields, path, options) { return statsResult(fields, options); }
  },
  statfs: {
    count: 2,
    args: onlyPath,
    result: function (fields, path, options) {
      return stats.statFsFrom(fields, stats.wantsBig(options));
    }
  },
  symlink: {
    count: 3,
    args: function (target, path, type) {
      if (type !== undefined && type !== null && ['dir', 'file', 'junction'].indexOf(type) < 0) {
        utils.fail('ERR_INVALID_ARG_VALUE', 'type', type,
          "must be one of: 'dir', 'file', 'junction', null, undefined");
      }
      return [toPath(target, 'target'), toPath(path), 0];
    }
  },
  unlink: { count: 1, args: onlyPath },
  utimes: { count: 3, args: times(toPath) }
};

// ---- mkdir and its recursive form, which is another native ----

function mkdirOptions(options) {
  var recursive = false, mode = 511;
  if (typeof options === 'number' || typeof options === 'string') {
    mode = utils.toMode(options, 'mode');
  } else if (options) {
    if (options.recursive !== undefined) {
      validate.validateBoolean(options.recursive, 'options.recursive');
      recursive = options.recursive;
    }
    if (options.mode !== undefined) mode = utils.toMode(options.mode, 'options.mode');
  }
  return { recursive: recursive, mode: mode };
}

table.mkdir = {
  count: 2,
  native: function (path, options) {
    return options && options.recursive ? 'mkdirp' : 'mkdir';
  },
  args: function (path, options) {
    return [toPath(path), mkdirOptions(options).mode];
  },
  result: function (made, path, options) {
    // The path as it was given, less what lies below the first folder made.
    return options && options.recursive ? made : undefined;
  }
};

// ---- rm, and rmdir with its old recursive form ----

function retryOptions(options, name) {
  validate.validateInt32(options.retryDelay, name + '.retryDelay', 0);
  validate.validateUint32(options.maxRetries, name + '.maxRetries');
  validate.validateBoolean(options.recursive, name + '.recursive');
  return options;
}

function rmOptions(options) {
  if (options !== undefined) validate.validateObject(options, 'options');
  options = Object.assign({ force: false, maxRetries: 0, recursive: false, retryDelay: 100 },
    options);
  validate.validateBoolean(options.force, 'options.force');
  return retryOptions(options, 'options');
}

table.rm = {
  count: 2,
  native: function () { return 'rmTree'; },
  args: function (path, options) {
    options = rmOptions(options);
    return [toPath(path), options.recursive ? TREE_REMOVE : TREE_REMOVE_FILE, options.force,
      options.maxRetries, options.retryDelay];
  },
  result: function () { return undefined; },
  failure: function (err) {
    if (err.code !== 'EISDIR' || err.syscall !== 'rm') return err;
    return require('internal/errors').systemError('ERR_FS_EISDIR', {
      code: 'EISDIR', message: 'is a directory', path: err.path, syscall: 'rm',
      errno: -err.errno
    });
  }
};

function rmdirOptions(options) {
  if (options !== undefined) validate.validateObject(options, 'options');
  return retryOptions(Object.assign({ maxRetries: 0, recursive: false, retryDelay: 100 },
    options), 'options');
}

var warnedOfRmdir = false;

function warnOfRmdir() {
  if (warnedOfRmdir) return;
  warnedOfRmdir = true;
  process.emitWarning('In future versions of Node.js, fs.rmdir(path, { recursive: true }) ' +
    'will be removed. Use fs.rm(path, { recursive: true }) instead',
  'DeprecationWarning', 'DEP0147');
}

table.rmdir = {
  count: 2,
  native: function (path, options) {
    return options && options.recursive ? 'rmTree' : 'rmdir';
  },
  args: function (path, options) {
    options = rmdirOptions(options);
    if (!options.recursive) return [toPath(path)];
    warnOfRmdir();
    return [toPath(path), TREE_REMOVE_FOLDER, false, options.maxRetries, options.retryDelay];
  },
  result: function () { return undefined; }
};

// ---- readdir ----

function readdirOptions(options) {
  options = utils.getOptions(options);
  if (options.recursive !== undefined && options.recursive !== null) {
    validate.validateBoolean(options.recursive, 'options.recursive');
  }
  return options;
}

// Types that the file system kept to itself are asked for one by one: rare.
function direntsOf(found, path, encoding) {
  var names = found[0], types = found[1], out = [], i, type;
  var Path = require('path');
  for (i = 0; i < names.length; i++) {
    type = types[i];
    if (type === constants.UV_DIRENT_UNKNOWN) {
      type = stats.typeOf(stats.statsOf(internalBinding('fs').lstat(
        Path.join(String(path), String(names[i])), 0)));
    }
    out.push(new stats.Dirent(utils.encodeName(names[i], encoding), type, path));
  }
  return out;
}

table.readdir = {
  count: 2,
  native: function () { return 'readdir'; },
  args: function (path, options) {
    options = readdirOptions(options);
    return [toPath(path), utils.isRaw(options.encoding) ? 1 : 0, options.withFileTypes ? 1 : 0];
  },
  result: function (found, path, options) {
    options = utils.getOptions(options);
    if (options.withFileTypes) return direntsOf(found, path, options.encoding);
    if (!utils.isRaw(options.encoding)) return found;
    return found.map(function (name) { return utils.encodeName(name, options.encoding); });
  }
};

exports.table = table;
exports.rmOptions = rmOptions;
exports.mkdirOptions = mkdirOptions;
exports.readdirOptions = readdirOptions;
exports.lengthOf = lengthOf;
exports.direntsOf = direntsOf;

exports.nativeOf = function (name, args) {
  var native = table[name].native;
  return native === undefined ? name : native.apply(null, args);
};
