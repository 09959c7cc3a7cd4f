'use strict';
// string_decoder: StringDecoder: text out of Buffers that may end within a character.

var binding = internalBinding('string_decoder');
var encodingName = internalBinding('buffer').encodingName;

var kState = Symbol('kNativeDecoder');

function fail(code, a, b, c) {
  throw require('internal/errors').make(code, a, b, c);
}

function nameOf(encoding) {
  var name;
  if (encoding === undefined || encoding === null || encoding === '') return 'utf8';
  name = encodingName(String(encoding));
  if (name === undefined) fail('ERR_UNKNOWN_ENCODING', encoding);
  return name;
}

function StringDecoder(encoding) {
  this.encoding = nameOf(encoding);
  this[kState] = require('buffer').Buffer.alloc(binding.stateSize);
}

StringDecoder.prototype.write = function write(buf) {
  if (typeof buf === 'string') return buf;
  if (!ArrayBuffer.isView(buf)) {
    fail('ERR_INVALID_ARG_TYPE', 'buf', ['Buffer', 'TypedArray', 'DataView'], buf);
  }
  if (!this[kState]) fail('ERR_INVALID_THIS', 'StringDecoder');
  return binding.decode(this[kState], this.encoding, buf);
};

StringDecoder.prototype.end = function end(buf) {
  var text = '';
  if (buf !== undefined) text = this.write(buf);
  if (this[kState][binding.buffered] > 0) text += binding.flush(this[kState], this.encoding);
  return text;
};

// Of old: the text from an offset on, forgetting what waited.
StringDecoder.prototype.text = function text(buf, offset) {
  this[kState][binding.missing] = 0;
  this[kState][binding.buffered] = 0;
  return this.write(buf.slice(offset));
};

function getter(name, get) {
  Object.defineProperty(StringDecoder.prototype, name,
    { get: get, configurable: true, enumerable: true });
}

getter('lastChar', function () { return this[kState].subarray(0, 4); });
getter('lastNeed', function () { return this[kState][binding.missing]; });
getter('lastTotal', function () {
  return this[kState][binding.buffered] + this[kState][binding.missing];
});

exports.StringDecoder = StringDecoder;
