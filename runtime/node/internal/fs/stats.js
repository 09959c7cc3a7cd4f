'use strict';
// internal/fs/stats: Stats, Dirent and their kin.

var constants = internalBinding('constants').fs;

var define = require('internal/define');

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

// ---- Stats ----

function StatsBase(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks) {
  this.dev = dev;
  this.mode = mode;
  this.nlink = nlink;
  this.uid = uid;
  this.gid = gid;
  this.rdev = rdev;
  this.blksize = blksize;
  this.ino = ino;
  this.size = size;
  this.blocks = blocks;
}

function isKind(name, kind) {
  var method = function () {
    var mode = this.mode;
    // BigInt has no operators here: the bits fit into a number.
    if (typeof mode === 'bigint') mode = Number(mode);
    return (mode & constants.S_IFMT) === kind;
  };
  define(method, 'name', name);
  StatsBase.prototype[name] = method;
}
isKind('isDirectory', constants.S_IFDIR);
isKind('isFile', constants.S_IFREG);
isKind('isBlockDevice', constants.S_IFBLK);
isKind('isCharacterDevice', constants.S_IFCHR);
isKind('isSymbolicLink', constants.S_IFLNK);
isKind('isFIFO', constants.S_IFIFO);
isKind('isSocket', constants.S_IFSOCK);

function dateOf(ms) {
  // Rounded as Node rounds: to the nearest millisecond.
  return new Date(Math.round(Number(ms)));
}

function Stats(dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks, atimeMs, mtimeMs,
  ctimeMs, birthtimeMs) {
  StatsBase.call(this, dev, mode, nlink, uid, gid, rdev, blksize, ino, size, blocks);
  this.atimeMs = atimeMs;
  this.mtimeMs = mtimeMs;
  this.ctimeMs = ctimeMs;
  this.birthtimeMs = birthtimeMs;
  this.atime = dateOf(atimeMs);
  this.mtime = dateOf(mtimeMs);
  this.ctime = dateOf(ctimeMs);
  this.birthtime = dateOf(birthtimeMs);
}
Object.setPrototypeOf(Stats.prototype, StatsBase.prototype);
Object.setPrototypeOf(Stats, StatsBase);

// ORDER STATS: as fs_result.c writes them.
function statsOf(n) {
  return new Stats(n[0], n[1], n[2], n[3], n[4], n[5], n[6], n[7], n[8], n[9], n[10], n[11],
    n[12], n[13]);
}

// Decimal texts; times are nanoseconds.
function BigIntStats(n) {
  var v = n.map(function (text) { return BigInt(text); });
  function ms(i) {
    return BigInt(n[i].length > 6 ? n[i].slice(0, -6) : '0');
  }
  StatsBase.call(this, v[0], v[1], v[2], v[3], v[4], v[5], v[6], v[7], v[8], v[9]);
  this.atimeMs = ms(10);
  this.mtimeMs = ms(11);
  this.ctimeMs = ms(12);
  this.birthtimeMs = ms(13);
  this.atimeNs = v[10];
  this.mtimeNs = v[11];
  this.ctimeNs = v[12];
  this.birthtimeNs = v[13];
  this.atime = dateOf(+n[10] / 1e6);
  this.mtime = dateOf(+n[11] / 1e6);
  this.ctime = dateOf(+n[12] / 1e6);
  this.birthtime = dateOf(+n[13] / 1e6);
}
Object.setPrototypeOf(BigIntStats.prototype, StatsBase.prototype);
Object.setPrototypeOf(BigIntStats, StatsBase);

function statsFrom(fields, big) {
  return big ? new BigIntStats(fields) : statsOf(fields);
}

function wantsBig(options) {
  if (!options || !options.bigint) return false;
  if (typeof BigInt !== 'function') fail('ERR_EUNSUPPORTED', 'BigInt');
  return true;
}

function StatFs(type, bsize, blocks, bfree, bavail, files, ffree) {
  this.type = type;
  this.bsize = bsize;
  this.blocks = blocks;
  this.bfree = bfree;
  this.bavail = bavail;
  this.files = files;
  this.ffree = ffree;
}

function statFsFrom(n, big) {
  if (big) n = n.map(function (x) { return BigInt(x); });
  return new StatFs(n[0], n[1], n[2], n[3], n[4], n[5], n[6]);
}

// ---- Dirent ----

var kType = Symbol('type');

function Dirent(name, type, path) {
  this.name = name;
  this.parentPath = path;
  this.path = path;
  this[kType] = type;
}

function isType(name, type) {
  var method = function () { return this[kType] === type; };
  define(method, 'name', name);
  Dirent.prototype[name] = method;
}
isType('isDirectory', constants.UV_DIRENT_DIR);
isType('isFile', constants.UV_DIRENT_FILE);
isType('isBlockDevice', constants.UV_DIRENT_BLOCK);
isType('isCharacterDevice', constants.UV_DIRENT_CHAR);
isType('isSymbolicLink', constants.UV_DIRENT_LINK);
isType('isFIFO', constants.UV_DIRENT_FIFO);
isType('isSocket', constants.UV_DIRENT_SOCKET);

// The type that a file system doesn't tell with the name.
function typeOf(stats) {
  if (stats.isDirectory()) return constants.UV_DIRENT_DIR;
  if (stats.isFile()) return constants.UV_DIRENT_FILE;
  if (stats.isSymbolicLink()) return constants.UV_DIRENT_LINK;
  if (stats.isFIFO()) return constants.UV_DIRENT_FIFO;
  if (stats.isSocket()) return constants.UV_DIRENT_SOCKET;
  if (stats.isCharacterDevice()) return constants.UV_DIRENT_CHAR;
  return stats.isBlockDevice() ? constants.UV_DIRENT_BLOCK : constants.UV_DIRENT_UNKNOWN;
}

exports.Stats = Stats;
exports.statsOf = statsOf;
exports.statsFrom = statsFrom;
exports.wantsBig = wantsBig;
exports.statFsFrom = statFsFrom;
exports.Dirent = Dirent;
exports.typeOf = typeOf;
exports.typeOfEntry = function (entry) { return entry[kType]; };
