// internal/process/signals: signals become events of process while somebody listens.
var binding = internalBinding('signals');
var numbers = binding.numbers;
var names = {};

Object.keys(numbers).forEach(function (name) {
  // The first name of a number is the one that is reported (SIGABRT, not SIGIOT).
  if (!(numbers[name] in names)) names[numbers[name]] = name;
});

binding.setCallback(function (number) {
  process.emit(names[number], names[number], number);
});

function isSignal(name) {
  return typeof name === 'string' && Object.prototype.hasOwnProperty.call(numbers, name);
}

exports.numbers = numbers;
exports.isSignal = isSignal;

exports.watch = function (name) {
  if (!isSignal(name)) return;
  var rc = binding.watch(numbers[name]);
  if (rc < 0) throw require('internal/errors').errnoException(rc, 'uv_signal_start');
};

exports.unwatch = function (name) {
  if (isSignal(name)) binding.unwatch(numbers[name]);
};
