// TextEncoder and TextDecoder: UTF-8, UTF-16, windows-1252; in pieces, strictly, with byte order marks.
const hex = (s) => [...s].map((c) => c.codePointAt(0).toString(16)).join(' ');
const fails = (f) => { try { return String(f()); } catch (e) { return `${e} ${e.code}`; } };
const bytes = (...b) => new Uint8Array(b);
for (const label of ['utf-8', 'UTF8', ' utf-8\n', 'unicode-1-1-utf-8', 'ucs-2', 'utf-16', 'unicodefffe', 'latin1', 'ascii', 'x-cp1252', undefined])
  console.log(new TextDecoder(label).encoding);
for (const label of ['bogus', 'binary', 'hex', 42, '7', null, {}, 'x-user-defined']) console.log(fails(() => new TextDecoder(label)));
console.log(fails(() => new TextDecoder('utf-8', 5)), fails(() => new TextDecoder('utf-8', null).fatal), fails(() => TextDecoder()));
for (const value of [42, [1], null, 'a', {}]) console.log(fails(() => new TextDecoder().decode(value)));
console.log(fails(() => new TextDecoder('utf-16le').decode(5)), fails(() => TextDecoder.prototype.decode.call({})), fails(() => TextDecoder.prototype.encoding));
const wrong = [[0xff], [0xc3], [0xc3, 0x28], [0xe2, 0x82], [0xe2, 0x28, 0xa1], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xf0, 0x9f, 0x98], [0xf0, 0x8f, 0x98, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80], [0x41, 0xc3, 0x42], [0xef, 0xbb, 0xbf, 0x41], [0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf], [0xc0, 0x80]];
for (const w of wrong) {
  const pieces = new TextDecoder(), strict = new TextDecoder('utf-8', { fatal: true });
  console.log(hex(new TextDecoder().decode(bytes(...w))), '|', hex(w.map((b) => pieces.decode(bytes(b), { stream: true })).join('') + pieces.decode()), '|',
    fails(() => strict.decode(bytes(...w))), '|', fails(() => w.map((b) => strict.decode(bytes(b), { stream: true })).join('') + strict.decode()), '|', hex(new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes(...w))));
}
const text = 'aé€😀\u0000z', all = new TextEncoder().encode(text);
console.log(all.constructor.name, all.length, all.byteOffset, all.buffer.byteLength, new TextDecoder().decode(all) === text);
for (const size of [1, 2, 3, 4, 5]) {
  const d = new TextDecoder(); let out = '';
  for (let i = 0; i < all.length; i += size) out += d.decode(all.subarray(i, i + size), { stream: true });
  console.log(size, out + d.decode() === text);
}
for (const [label, swap] of [['utf-16le', false], ['utf-16be', true]]) {
  const units = (s) => { const b = Buffer.from(s, 'utf16le'); return swap ? b.swap16() : b; };
  const d = new TextDecoder(label), b = units('\ufeffa€😀'); let out = '';
  for (const byte of b) out += d.decode(bytes(byte), { stream: true });
  console.log(hex(out + d.decode()), hex(d.decode(units('\ud83dx'))), hex(d.decode(units('x\ude00'))), hex(d.decode(units('\ud83d'))), hex(d.decode(bytes(65))), hex(d.decode(units('ab').subarray(0, 3))));
  console.log(fails(() => new TextDecoder(label, { fatal: true }).decode(units('\ud83dx'))), fails(() => new TextDecoder(label, { fatal: true }).decode(bytes(65))));
}
console.log(new TextDecoder('latin1').decode(bytes(65, 0xe4, 0xff)), new TextDecoder().decode(new DataView(all.buffer, 1, 2)), new TextDecoder().decode(all.buffer.slice(0, 3)), JSON.stringify(new TextDecoder().decode()));
const room = (n) => { const b = new Uint8Array(n), r = new TextEncoder().encodeInto('aé€😀', b); return `${r.read} ${r.written} ${[...b]}`; };
console.log([0, 1, 2, 3, 5, 6, 9, 10, 12].map(room).join(' | '));
console.log(new TextEncoder().encode('\ud800a').join(), new TextEncoder().encode().length, new TextEncoder().encode(5).join(), new TextEncoder().encoding);
console.log(fails(() => new TextEncoder().encodeInto('a', 5)), fails(() => new TextEncoder().encodeInto(5, bytes(1))), fails(() => TextEncoder.prototype.encode.call({})));
console.log(String(new TextDecoder()), String(new TextEncoder()), TextDecoder.length, TextDecoder.name, Object.keys(TextDecoder.prototype).sort().join(), require('util').TextDecoder === TextDecoder);
console.log(new TextDecoder('utf-16le', { fatal: true }), new TextEncoder(), [new TextDecoder()].length);
console.log(fails(() => new TextDecoder('latin1').decode(5)), fails(() => new TextDecoder().decode(5, { stream: true })));
// expect: utf-8
// expect: utf-8
// expect: utf-8
// expect: utf-8
// expect: utf-16le
// expect: utf-16le
// expect: utf-16be
// expect: windows-1252
// expect: windows-1252
// expect: windows-1252
// expect: utf-8
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "bogus" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "binary" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "hex" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "42" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "7" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "null" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "[object Object]" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: RangeError [ERR_ENCODING_NOT_SUPPORTED]: The "x-user-defined" encoding is not supported ERR_ENCODING_NOT_SUPPORTED
// expect: TypeError [ERR_INVALID_ARG_TYPE]: The "options" argument must be of type object. Received type number (5) ERR_INVALID_ARG_TYPE false TypeError: Class constructor TextDecoder cannot be invoked without 'new' undefined
// expect: TypeError: The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. ERR_INVALID_ARG_TYPE
// expect: TypeError: The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. ERR_INVALID_ARG_TYPE
// expect: TypeError: The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. ERR_INVALID_ARG_TYPE
// expect: TypeError: The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. ERR_INVALID_ARG_TYPE
// expect: TypeError: The "list" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. ERR_INVALID_ARG_TYPE
// expect: TypeError: The "input" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. ERR_INVALID_ARG_TYPE TypeError [ERR_INVALID_THIS]: Value of "this" must be of type TextDecoder ERR_INVALID_THIS TypeError [ERR_INVALID_THIS]: Value of "this" must be of type TextDecoder ERR_INVALID_THIS
// expect: fffd | fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd
// expect: fffd | fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd
// expect: fffd 28 | fffd 28 | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd 28
// expect: fffd | fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd
// expect: fffd 28 fffd | fffd 28 fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd 28 fffd
// expect: fffd fffd fffd | fffd fffd fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd fffd fffd
// expect: fffd fffd fffd | fffd fffd fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd fffd fffd
// expect: fffd | fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd
// expect: fffd fffd fffd fffd | fffd fffd fffd fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd fffd fffd fffd
// expect: fffd fffd fffd fffd | fffd fffd fffd fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd fffd fffd fffd
// expect: fffd fffd | fffd fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd fffd
// expect: 41 fffd 42 | 41 fffd 42 | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | 41 fffd 42
// expect: 41 | 41 | A | A | feff 41
// expect: feff | feff | ﻿ | ﻿ | feff feff
// expect: fffd fffd | fffd fffd | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | TypeError: The encoded data was not valid for encoding utf-8 ERR_ENCODING_INVALID_ENCODED_DATA | fffd fffd
// expect: Uint8Array 12 0 12 true
// expect: 1 true
// expect: 2 true
// expect: 3 true
// expect: 4 true
// expect: 5 true
// expect: 61 20ac 1f600 fffd 78 78 fffd fffd fffd 61 fffd
// expect: TypeError: The encoded data was not valid for encoding utf-16le ERR_ENCODING_INVALID_ENCODED_DATA TypeError: The encoded data was not valid for encoding utf-16le ERR_ENCODING_INVALID_ENCODED_DATA
// expect: 61 20ac 1f600 fffd 78 78 fffd fffd fffd 61 fffd
// expect: TypeError: The encoded data was not valid for encoding utf-16be ERR_ENCODING_INVALID_ENCODED_DATA TypeError: The encoded data was not valid for encoding utf-16be ERR_ENCODING_INVALID_ENCODED_DATA
// expect: Aäÿ é aé ""
// expect: 0 0  | 1 1 97 | 1 1 97,0 | 2 3 97,195,169 | 2 3 97,195,169,0,0 | 3 6 97,195,169,226,130,172 | 3 6 97,195,169,226,130,172,0,0,0 | 5 10 97,195,169,226,130,172,240,159,152,128 | 5 10 97,195,169,226,130,172,240,159,152,128,0,0
// expect: 239,191,189,97 0 53 utf-8
// expect: TypeError [ERR_INVALID_ARG_TYPE]: The "dest" argument must be an instance of Uint8Array. Received type number (5) ERR_INVALID_ARG_TYPE TypeError [ERR_INVALID_ARG_TYPE]: The "src" argument must be of type string. Received type number (5) ERR_INVALID_ARG_TYPE TypeError [ERR_INVALID_THIS]: Value of "this" must be of type TextEncoder ERR_INVALID_THIS
// expect: [object TextDecoder] [object TextEncoder] 0 TextDecoder decode,encoding,fatal,ignoreBOM true
// expect: TextDecoder { encoding: 'utf-16le', fatal: true, ignoreBOM: false } { encoding: 'utf-8' } 1
// expect: TypeError: The "input" argument must be an instance of ArrayBuffer, SharedArrayBuffer, or ArrayBufferView. ERR_INVALID_ARG_TYPE TypeError: The "input" argument must be an instance of SharedArrayBuffer, ArrayBuffer or ArrayBufferView. ERR_INVALID_ARG_TYPE
