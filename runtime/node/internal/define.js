'use strict';
// internal/define: a property that for-in does not see.
// The descriptor has no prototype: users may have put a `get` on Object.prototype.

module.exports = function define(object, name, value) {
  var descriptor = Object.create(null);
  descriptor.value = value;
  descriptor.enumerable = false;
  descriptor.writable = true;
  descriptor.configurable = true;
  return Object.defineProperty(object, name, descriptor);
};
