var out = process.stdout;
console.log(out.write('a '), out.fd, process.stderr.fd, out.writable, out.isTTY);
out.write('b\n', function () { console.log('written'); });
out.write(new Uint8Array([99, 10]));
['on', 'once', 'end', 'cork', 'uncork'].forEach(function (m) { if (typeof out[m] !== 'function') console.log('no', m); });
try {
  out.write(5);
} catch (e) {
  console.log(e.code, e.message);
}
try {
  out.write(null);
} catch (e) {
  console.log(e.code, e.message);
}
// expect: a true 1 2 true undefined
// expect: b
// expect: c
// expect: ERR_INVALID_ARG_TYPE The "chunk" argument must be of type string or an instance of Buffer, TypedArray, or DataView. Received type number (5)
// expect: ERR_STREAM_NULL_VALUES May not write null values to stream
// expect: written
