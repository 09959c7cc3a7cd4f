'use strict';
// internal/encoding: TextEncoder and TextDecoder. What decoders know: UTF-8, UTF-16 in both
// orders and windows-1252; other encodings of the standard fail by their name.
var errors = require('internal/errors');
var hide = require('internal/define');
var isUtf8 = require('buffer').isUtf8;

var kEncoding = Symbol('encoding'), kState = Symbol('state');
var NOTHING = new Uint8Array(0);

var LABELS = {
  'utf-8': 'unicode-1-1-utf-8 unicode11utf8 unicode20utf8 utf-8 utf8 x-unicode20utf8',
  'utf-16le': 'csunicode iso-10646-ucs-2 ucs-2 unicode unicodefeff utf-16 utf-16le',
  'utf-16be': 'unicodefffe utf-16be',
  'windows-1252': 'ansi_x3.4-1968 ascii cp1252 cp819 csisolatin1 ibm819 iso-8859-1 iso-ir-100 iso8859-1 ' +
    'iso88591 iso_8859-1 iso_8859-1:1987 l1 latin1 us-ascii windows-1252 x-cp1252'
};
var names = new Map();

Object.keys(LABELS).forEach(function (name) {
  LABELS[name].split(' ').forEach(function (label) { names.set(label, name); });
});

// What windows-1252 has where ISO 8859-1 has control characters.
var WINDOWS_1252 = '\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f' +
  '\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178';

// ---- decoding ----

// How many bytes at the end are the beginning of a character that isn't wrong so far.
function unfinishedUtf8(bytes) {
  var n = bytes.length, back, lead, second, need;
  for (back = 1; back <= 3 && back <= n; back++) {
    lead = bytes[n - back];
    if (lead >= 0x80 && lead < 0xc0) continue;
    need = lead >= 0xf0 && lead < 0xf5 ? 4 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xc2 && lead < 0xe0 ? 2 : 1;
    if (need <= back) return 0;
    second = back > 1 ? bytes[n - back + 1] : 0x90;
    if ((lead === 0xe0 && second < 0xa0) || (lead === 0xed && second > 0x9f) ||
        (lead === 0xf0 && second < 0x90) || (lead === 0xf4 && second > 0x8f && back > 1)) return 0;
    return back;
  }
  return 0;
}

function unfinishedUtf16(bytes, big) {
  var odd = bytes.length % 2, n = bytes.length - odd, high;
  if (n < 2) return odd;
  high = bytes[big ? n - 2 : n - 1];
  return high >= 0xd8 && high < 0xdc ? odd + 2 : odd;
}

function utf16Text(bytes, big) {
  var text = (big ? Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16() : bytes).toString('utf16le');
  return bytes.length % 2 ? text + '\ud800' : text; // half a character is none
}

function windowsText(bytes) {
  return bytes.toString('latin1').replace(/[\x80-\x9f]/g, function (c) { return WINDOWS_1252[c.charCodeAt(0) - 0x80]; });
}

var DECODERS = {
  'utf-8': {
    unfinished: unfinishedUtf8,
    text: function (bytes, fatal) { return fatal && !isUtf8(bytes) ? undefined : bytes.toString('utf8'); }
  },
  'utf-16le': {
    unfinished: function (bytes) { return unfinishedUtf16(bytes, false); },
    text: function (bytes, fatal) { return wellFormed(utf16Text(bytes, false), fatal); }
  },
  'utf-16be': {
    unfinished: function (bytes) { return unfinishedUtf16(bytes, true); },
    text: function (bytes, fatal) { return wellFormed(utf16Text(bytes, true), fatal); }
  },
  'windows-1252': { unfinished: function () { return 0; }, text: windowsText }
};

function wellFormed(text, fatal) {
  return fatal && !text.isWellFormed() ? undefined : text.toWellFormed();
}

// As Node's decoders complain, each in its own words.
function wrongInput(encoding, stream) {
  if (encoding === 'windows-1252') return '"input" argument must be an instance of ArrayBuffer, SharedArrayBuffer, or ArrayBufferView.';
  return (encoding === 'utf-8' && !stream ? '"list"' : '"input"') +
    ' argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView.';
}

function bytesOf(input, encoding, stream) {
  if (input === undefined) input = NOTHING;
  if (ArrayBuffer.isView(input)) return Buffer.from(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer || Object.prototype.toString.call(input) === '[object ArrayBuffer]') return Buffer.from(input);
  throw coded('ERR_INVALID_ARG_TYPE', 'The ' + wrongInput(encoding, stream));
}

// An error whose name doesn't show its code.
function coded(code, message) {
  var error = new TypeError(message);
  error.code = code;
  return error;
}

// ---- the classes ----

function trimmed(label) {
  return String(label).replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
}

function TextDecoder(label, options) {
  if (new.target === undefined) throw new TypeError("Class constructor TextDecoder cannot be invoked without 'new'");
  var shown = label === undefined ? 'utf-8' : trimmed(label), name = names.get(shown.toLowerCase());
  if (name === undefined) throw errors.make('ERR_ENCODING_NOT_SUPPORTED', shown);
  if (options !== undefined && options !== null && typeof options !== 'object' && typeof options !== 'function') {
    throw errors.make('ERR_INVALID_ARG_TYPE', 'options', 'Object', options);
  }
  options = options || {};
  hide(this, kEncoding, name);
  hide(this, kState, { fatal: Boolean(options.fatal), ignoreBOM: Boolean(options.ignoreBOM), begun: false, left: null });
}

function stateOf(decoder) {
  if (decoder === null || typeof decoder !== 'object' || decoder[kState] === undefined) {
    throw errors.make('ERR_INVALID_THIS', 'TextDecoder');
  }
  return decoder[kState];
}

var decoder = {
  get encoding() { stateOf(this); return this[kEncoding]; },
  get fatal() { return stateOf(this).fatal; },
  get ignoreBOM() { return stateOf(this).ignoreBOM; },
  decode: function decode(input, options) {
    var state = stateOf(this), how = DECODERS[this[kEncoding]];
    var stream = options !== undefined && options !== null && Boolean(options.stream);
    var bytes = bytesOf(input, this[kEncoding], stream), left = 0, text;
    if (state.left !== null) bytes = Buffer.concat([state.left, bytes]);
    if (stream) left = how.unfinished(bytes);
    state.left = left > 0 ? Buffer.from(bytes.subarray(bytes.length - left)) : null;
    text = how.text(left > 0 ? bytes.subarray(0, bytes.length - left) : bytes, state.fatal);
    if (text === undefined) {
      state.left = null;
      state.begun = false;
      throw coded('ERR_ENCODING_INVALID_ENCODED_DATA', 'The encoded data was not valid for encoding ' + this[kEncoding]);
    }
    if (!state.begun && !state.ignoreBOM && text.charCodeAt(0) === 0xfeff && this[kEncoding] !== 'windows-1252') text = text.slice(1);
    state.begun = stream && (state.begun || bytes.length > left);
    return text;
  }
};

function TextEncoder() {
  if (new.target === undefined) throw new TypeError("Class constructor TextEncoder cannot be invoked without 'new'");
  hide(this, kEncoding, 'utf-8');
}

function checkEncoder(encoder) {
  if (encoder === null || typeof encoder !== 'object' || encoder[kEncoding] === undefined) {
    throw errors.make('ERR_INVALID_THIS', 'TextEncoder');
  }
}

// How many UTF-16 units of a well-formed text fit into `room` bytes, and how many bytes they are.
function fitting(text, room) {
  var read = 0, written = 0, c, size;
  while (read < text.length) {
    c = text.charCodeAt(read);
    size = c < 0x80 ? 1 : c < 0x800 ? 2 : c >= 0xd800 && c < 0xdc00 ? 4 : 3;
    if (written + size > room) break;
    written += size;
    read += size === 4 ? 2 : 1;
  }
  return { read: read, written: written };
}

var encoder = {
  get encoding() { checkEncoder(this); return this[kEncoding]; },
  encode: function encode(input) {
    var bytes;
    checkEncoder(this);
    bytes = Buffer.from(input === undefined ? '' : String(input).toWellFormed(), 'utf8');
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length).slice();
  },
  encodeInto: function encodeInto(src, dest) {
    var result;
    checkEncoder(this);
    if (typeof src !== 'string') throw errors.make('ERR_INVALID_ARG_TYPE', 'src', 'string', src);
    if (!(dest instanceof Uint8Array)) throw errors.make('ERR_INVALID_ARG_TYPE', 'dest', 'Uint8Array', dest);
    src = src.toWellFormed();
    result = fitting(src, dest.length);
    dest.set(Buffer.from(src.slice(0, result.read), 'utf8'));
    return result;
  }
};

// Methods and accessors as a class has them, which for-in sees on web interfaces.
function complete(constructor, members, name) {
  Object.getOwnPropertyNames(members).forEach(function (key) {
    Object.defineProperty(constructor.prototype, key, Object.getOwnPropertyDescriptor(members, key));
  });
  Object.defineProperty(constructor.prototype, Symbol.toStringTag, { value: name, configurable: true });
  Object.defineProperty(constructor, 'prototype', { writable: false });
}

hide(TextDecoder.prototype, Symbol.for('nodejs.util.inspect.custom'), function inspect(depth, options) {
  stateOf(this);
  if (typeof depth === 'number' && depth < 0) return this;
  return this.constructor.name + ' ' +
    require('util').inspect({ encoding: this.encoding, fatal: this.fatal, ignoreBOM: this.ignoreBOM }, options);
});
hide(TextEncoder.prototype, Symbol.for('nodejs.util.inspect.custom'), function inspect(depth, options) {
  checkEncoder(this);
  if (typeof depth === 'number' && depth < 0) return this;
  return require('util').inspect({ encoding: this.encoding }, options);
});

Object.defineProperty(TextDecoder, 'length', { value: 0, configurable: true });
complete(TextDecoder, decoder, 'TextDecoder');
complete(TextEncoder, encoder, 'TextEncoder');

exports.TextDecoder = TextDecoder;
exports.TextEncoder = TextEncoder;
