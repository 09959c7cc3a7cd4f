function fails(f) {
  try {
    f();
  } catch (e) {
    console.log(e.name, e.code, e.message);
  }
}
console.log(process.exitCode); // expect: undefined
fails(function () { process.exitCode = 'x'; }); // expect: TypeError ERR_INVALID_ARG_TYPE The "code" argument must be of type number. Received type string ('x')
fails(function () { process.exitCode = 1.5; }); // expect: RangeError ERR_OUT_OF_RANGE The value of "code" is out of range. It must be an integer. Received 1.5
fails(function () { process.exitCode = {}; }); // expect: TypeError ERR_INVALID_ARG_TYPE The "code" argument must be of type number. Received an instance of Object
fails(function () { process.exit('y'); }); // expect: TypeError ERR_INVALID_ARG_TYPE The "code" argument must be of type number. Received type string ('y')
process.exitCode = '12';
console.log(typeof process.exitCode, process.exitCode); // expect: string 12
process.exitCode = null;
console.log(process.exitCode); // expect: null
process.exitCode = undefined;
console.log(Object.keys(process).indexOf('exitCode') >= 0); // expect: true
