function fails(f) {
  try {
    f();
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
fails(function () { setTimeout('x'); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type string ('x')
fails(function () { setInterval(); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received undefined
fails(function () { setImmediate(null); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received null
fails(function () { process.nextTick({}); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received an instance of Object
fails(function () { queueMicrotask(5); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "callback" argument must be of type function. Received type number (5)
[NaN, -1, 0, undefined, 'x', '3', 1e10].forEach(function (ms) {
  if (ms === 1e10) process.once('warning', function (w) { console.log(w.name + ': ' + w.message); });
  var t = setTimeout(function () {}, ms);
  console.log(ms, t._idleTimeout);
});
// expect: NaN 1
// expect: -1 1
// expect: 0 1
// expect: undefined 1
// expect: x 1
// expect: 3 3
// expect: 10000000000 1
// expect: TimeoutOverflowWarning: 10000000000 does not fit into a 32-bit signed integer.
// expect: Timeout duration was set to 1.
