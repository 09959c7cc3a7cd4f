'use strict';
// internal/fs/transfer: read, write and their vector forms: bytes between a descriptor and
// buffers. The functions have several shapes of arguments each, as Node's have.

var binding = internalBinding('fs');
var utils = require('internal/fs/utils');
var validate = require('internal/validators');
var nameValues = require('internal/util/callback_names').nameValues;

var toFd = utils.toFd;
var toPosition = utils.toPosition;

// ---- read ----

function checkView(buffer) {
  if (!ArrayBuffer.isView(buffer)) {
    utils.fail('ERR_INVALID_ARG_TYPE', 'buffer', ['Buffer', 'TypedArray', 'DataView'], buffer);
  }
}

// (buffer, offset, length, position) or (buffer, options) or (options) → a checked request.
function readRequest(buffer, offset, length, position) {
  var options;
  if (buffer === null || buffer === undefined || !ArrayBuffer.isView(buffer)) {
    if (buffer !== null && typeof buffer === 'object' && arguments.length < 2) {
      options = buffer;
      buffer = options.buffer === undefined ? require('buffer').Buffer.alloc(16384)
        : options.buffer;
    } else if (buffer === undefined && arguments.length < 2) {
      options = {};
      buffer = require('buffer').Buffer.alloc(16384);
    }
  } else if (offset !== null && typeof offset === 'object') {
    options = offset;
  }
  checkView(buffer);
  if (options) {
    offset = options.offset;
    length = options.length;
    position = options.position;
  }
  if (offset === undefined || offset === null) offset = 0;
  else validate.validateInteger(offset, 'offset', 0);
  if (length === undefined) length = buffer.byteLength - offset;
  length |= 0;
  return { buffer: buffer, offset: offset, length: length, position: position };
}

function checkRead(r) {
  if (r.buffer.byteLength === 0) {
    utils.fail('ERR_INVALID_ARG_VALUE', 'buffer', r.buffer, 'is empty and cannot be written');
  }
  utils.checkRange(r.offset, r.length, r.buffer.byteLength);
  r.position = toPosition(r.position);
  return r;
}

exports.readSync = function readSync(fd, buffer, offsetOrOptions, length, position) {
  var r;
  fd = toFd(fd);
  validate.validateBuffer(buffer);
  r = readRequest(buffer, offsetOrOptions, length, position);
  if (r.length === 0) return 0;
  checkRead(r);
  return binding.read(fd, r.buffer, r.offset, r.length, r.position);
};

exports.read = function read(fd, buffer, offsetOrOptions, length, position, callback) {
  var args = [].slice.call(arguments, 1), at, r;
  fd = toFd(fd);
  for (at = 0; at < 4 && typeof args[at] !== 'function'; at++);
  callback = utils.toCallback(at < 4 ? args[at] : callback);
  r = readRequest.apply(null, args.slice(0, at));
  if (r.length === 0) {
    process.nextTick(function tick() { callback(null, 0, r.buffer); });
    return;
  }
  checkRead(r);
  binding.read(fd, r.buffer, r.offset, r.length, r.position, function (err, n) {
    if (err) callback(err, 0, r.buffer);
    else callback(null, n, r.buffer);
  });
};

// ---- write ----

// (buffer, offset, length, position), (buffer, options) or (string, position, encoding).
function writeRequest(data, offset, length, position) {
  var options;
  if (typeof data === 'string') {
    // Here offset is the position and length the encoding.
    data = require('buffer').Buffer.from(data, typeof length === 'string' ? length : 'utf8');
    return { buffer: data, offset: 0, length: data.byteLength, position: toPosition(
      typeof offset === 'number' || typeof offset === 'bigint' ? offset : null) };
  }
  if (!ArrayBuffer.isView(data)) {
    utils.fail('ERR_INVALID_ARG_TYPE', 'buffer',
      ['string', 'Buffer', 'TypedArray', 'DataView'], data);
  }
  if (offset !== null && typeof offset === 'object') {
    options = offset;
    offset = options.offset;
    length = options.length;
    position = options.position;
  }
  if (offset === undefined || offset === null || typeof offset === 'function') offset = 0;
  else validate.validateInteger(offset, 'offset', 0);
  if (typeof length !== 'number') length = data.byteLength - offset;
  if (typeof position !== 'number') position = null;
  utils.checkRange(offset, length, data.byteLength);
  return { buffer: data, offset: offset, length: length, position: toPosition(position) };
}

exports.writeSync = function writeSync(fd, data, offsetOrOptions, length, position) {
  var r;
  fd = toFd(fd);
  r = writeRequest(data, offsetOrOptions, length, position);
  return binding.write(fd, r.buffer, r.offset, r.length, r.position);
};

exports.write = function write(fd, data, offsetOrOptions, length, position, callback) {
  var args = [].slice.call(arguments, 1), at, r;
  fd = toFd(fd);
  for (at = 1; at < args.length && typeof args[at] !== 'function'; at++);
  callback = utils.toCallback(args[at]);
  r = writeRequest.apply(null, args.slice(0, at));
  binding.write(fd, r.buffer, r.offset, r.length, r.position, function (err, n) {
    if (err) callback(err, 0, data);
    else callback(null, n, data);
  });
};

// ---- several buffers ----

function vector(native) {
  return {
    now: function (fd, buffers, position) {
      return binding[native](toFd(fd), utils.toBufferArray(buffers), 0, 0,
        typeof position === 'number' ? position : -1);
    },
    later: function (fd, buffers, position, callback) {
      var list;
      fd = toFd(fd);
      list = utils.toBufferArray(buffers);
      callback = utils.toCallback(callback || position);
      if (native === 'write' && list.length === 0) {
        process.nextTick(callback, null, 0, buffers);
        return;
      }
      binding[native](fd, list, 0, 0, typeof position === 'number' ? position : -1,
        function (err, n) {
          if (err) callback(err, 0, buffers);
          else callback(null, n, buffers);
        });
    }
  };
}

var readVector = vector('read'), writeVector = vector('write');

exports.readv = function readv(fd, buffers, position, callback) {
  readVector.later(fd, buffers, position, callback);
};
exports.readvSync = function readvSync(fd, buffers, position) {
  return readVector.now(fd, buffers, position);
};
exports.writev = function writev(fd, buffers, position, callback) {
  writeVector.later(fd, buffers, position, callback);
};
exports.writevSync = function writevSync(fd, buffers, position) {
  if (buffers && buffers.length === 0) return 0;
  return writeVector.now(fd, buffers, position);
};

nameValues(exports.read, ['bytesRead', 'buffer']);
nameValues(exports.write, ['bytesWritten', 'buffer']);
nameValues(exports.readv, ['bytesRead', 'buffers']);
nameValues(exports.writev, ['bytesWritten', 'buffers']);
