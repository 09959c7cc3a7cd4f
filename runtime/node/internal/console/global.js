'use strict';
// internal/console/global: what stands behind the methods of the global console
// (console_fast.c) for whatever is more than plain text.
//
// It writes to the file descriptors as long as nobody has looked at process.stdout and
// process.stderr; from then on to those streams, whose write the program may have
// replaced.

var impl = require('internal/console/console');
var binding = internalBinding('console');

function Descriptor(fd) {
  this.fd = fd;
  this.isTTY = binding.isTTY(fd);
}

Descriptor.prototype.write = function (text) {
  binding.write(this.fd, text);
};

Descriptor.prototype.getColorDepth = function () {
  return require('internal/tty_colors').depth(process.env);
};

var descriptors = [];

function streamFor(name, fd) {
  var found = Object.getOwnPropertyDescriptor(process, name);
  if (found !== undefined && found.get === undefined) return found.value;
  if (descriptors[fd] === undefined) descriptors[fd] = new Descriptor(fd);
  return descriptors[fd];
}

var state = new impl.State(function () { return streamFor('stdout', 1); },
  function () { return streamFor('stderr', 2); }, true);
state.onIndent = function (indented) { binding.setIndented(indented); };

exports[impl.kState] = state;
impl.NAMES.forEach(function (name) { exports[name] = impl.methods[name]; });
exports.Console = impl.Console;

// The C side's global object takes part in `instanceof Console` and in inspection.
Object.defineProperty(globalThis.console, impl.kState, { value: state, configurable: true });
exports.profile = exports.profileEnd = exports.timeStamp = function () {};
