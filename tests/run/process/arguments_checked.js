function fails(f) {
  try {
    console.log(f());
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
fails(function () { process.kill('a'); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "pid" argument must be of type number. Received type string ('a')
fails(function () { process.kill(process.pid, 'SIGNOPE'); }); // expect: TypeError ERR_UNKNOWN_SIGNAL Unknown signal: SIGNOPE
fails(function () { process.kill(99999999); }); // expect: Error ESRCH kill ESRCH
fails(function () { return process.kill(process.pid, 0); }); // expect: true
fails(function () { process.hrtime(1); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "time" argument must be an instance of Array. Received type number (1)
fails(function () { process.hrtime([1]); }); // expect: RangeError ERR_OUT_OF_RANGE The value of "time" is out of range. It must be 2. Received 1
fails(function () { process.umask('9'); }); // expect: TypeError ERR_INVALID_ARG_VALUE The argument 'mask' must be a 32-bit unsigned integer or an octal string. Received '9'
fails(function () { process.umask({}); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "mask" argument must be of type number. Received an instance of Object
fails(function () { process.cpuUsage(1); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "prevValue" argument must be of type object. Received type number (1)
fails(function () { process.cpuUsage({ user: 'a' }); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "prevValue.user" property must be of type number. Received type string ('a')
fails(function () { process.cpuUsage({ user: -1 }); }); // expect: RangeError ERR_INVALID_ARG_VALUE The property 'prevValue.user' is invalid. Received -1
fails(function () { process.emitWarning(3); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "warning" argument must be of type string or an instance of Error. Received type number (3)
fails(function () { process.emitWarning('a', 3); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "type" argument must be of type string. Received type number (3)
fails(function () { process.setUncaughtExceptionCaptureCallback(1); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "fn" argument must be of type function or null. Received type number (1)
var old = process.umask(18);
console.log(process.umask(old) === 18, process.umask('022') === old, process.umask() === 18); // expect: true true true
