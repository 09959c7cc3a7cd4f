'use strict';
// internal/blob: Blob and File: bytes that don't change, with a type. What needs streams or
// object URLs fails by name until those are there.
var errors = require('internal/errors');
var hide = require('internal/define');

var TYPE = /^[\x20-\x7e]*$/;
var tag = Symbol.toStringTag;

function bytesOf(part, endings) {
  if (part instanceof Blob) return part[kBytes];
  if (part instanceof ArrayBuffer) return Buffer.from(Buffer.from(part));
  if (ArrayBuffer.isView(part)) return Buffer.from(Buffer.from(part.buffer, part.byteOffset, part.byteLength));
  part = String(part);
  return Buffer.from(endings === 'native' ? part.replace(/\r\n?/g, '\n') : part, 'utf8');
}

var kBytes = Symbol('bytes'), kType = Symbol('type');

function settle(blob, bytes, type) {
  hide(blob, kBytes, bytes);
  hide(blob, kType, TYPE.test(type) ? type.toLowerCase() : '');
}

function Blob(parts, options) {
  if (new.target === undefined) throw new TypeError("Class constructor Blob cannot be invoked without 'new'");
  var endings, list = [];
  if (parts === undefined) parts = [];
  if (parts === null || typeof parts !== 'object' || typeof parts[Symbol.iterator] !== 'function') {
    throw errors.make('ERR_INVALID_ARG_TYPE', 'sources', 'a sequence', parts);
  }
  if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') {
    throw errors.make('ERR_INVALID_ARG_TYPE', 'options', 'Object', options);
  }
  options = options || {};
  endings = options.endings === undefined ? 'transparent' : String(options.endings);
  if (endings !== 'transparent' && endings !== 'native') {
    throw errors.make('ERR_INVALID_ARG_VALUE', 'options.endings', endings);
  }
  Array.from(parts).forEach(function (part) { list.push(bytesOf(part, endings)); });
  settle(this, Buffer.concat(list), options.type === undefined ? '' : String(options.type));
}

function check(blob) {
  if (!(blob instanceof Blob) || blob[kBytes] === undefined) throw errors.make('ERR_INVALID_THIS', 'Blob');
  return blob[kBytes];
}

// Relative to the end where negative, within the size.
function place(n, size, otherwise) {
  n = n === undefined ? otherwise : Math.trunc(Number(n)) || 0;
  return n < 0 ? Math.max(size + n, 0) : Math.min(n, size);
}

function copy(bytes) {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
}

// A promise of what `make` gives for the blob's bytes, also where the receiver is wrong.
function promised(blob, make) {
  return new Promise(function (resolve) { resolve(make(check(blob))); });
}

var methods = {
  get size() { return check(this).length; },
  get type() { check(this); return this[kType]; },
  slice: function slice(start, end, type) {
    var bytes = check(this), from = place(start, bytes.length, 0), to = place(end, bytes.length, bytes.length);
    var blob = Object.create(Blob.prototype);
    settle(blob, bytes.subarray(from, Math.max(from, to)), type === undefined ? '' : String(type));
    return blob;
  },
  arrayBuffer: function arrayBuffer() { return promised(this, copy); },
  text: function text() {
    return promised(this, function (bytes) { return bytes.toString('utf8').replace(/^\ufeff/, ''); });
  },
  stream: function stream() {
    check(this);
    throw errors.make('ERR_EUNSUPPORTED', 'Blob.prototype.stream');
  }
};
function enumerable(target, source) {
  Object.keys(source).forEach(function (key) {
    Object.defineProperty(target, key, Object.getOwnPropertyDescriptor(source, key));
  });
}
enumerable(Blob.prototype, methods);
Object.defineProperty(Blob.prototype, tag, { value: 'Blob', configurable: true });
Object.defineProperty(Blob, 'length', { value: 0, configurable: true });
Object.defineProperty(Blob, 'prototype', { writable: false });

function File(parts, name, options) {
  var file;
  if (new.target === undefined) throw new TypeError("Class constructor File cannot be invoked without 'new'");
  if (arguments.length < 2) throw errors.make('ERR_MISSING_ARGS', 'sources', 'fileName');
  file = Reflect.construct(Blob, [parts, options], new.target);
  hide(file, kName, String(name));
  hide(file, kModified, options && options.lastModified !== undefined ? Math.trunc(Number(options.lastModified)) || 0 : Date.now());
  return file;
}
var kName = Symbol('name'), kModified = Symbol('lastModified');
Object.setPrototypeOf(File, Blob);
File.prototype = Object.create(Blob.prototype, { constructor: { value: File, writable: true, configurable: true } });
enumerable(File.prototype, {
  get name() { return this[kName]; },
  get lastModified() { return this[kModified]; }
});
Object.defineProperty(File.prototype, tag, { value: 'File', configurable: true });

exports.Blob = Blob;
exports.File = File;
exports.resolveObjectURL = function resolveObjectURL() {
  throw errors.make('ERR_EUNSUPPORTED', 'buffer.resolveObjectURL');
};
