'use strict';
// internal/util/callback_names: names for the values of a callback that passes several, so
// that util.promisify gives an object of them: fs.read → { bytesRead, buffer }.

var kArgs = Symbol('customPromisifyArgs');

exports.kArgs = kArgs;
exports.nameValues = function (fn, names) {
  Object.defineProperty(fn, kArgs, { value: names });
  return fn;
};
