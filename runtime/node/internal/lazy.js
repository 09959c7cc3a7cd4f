'use strict';
// internal/lazy: a property whose value is loaded at first use.
//
//     lazy(exports, 'inspect', function () { return require('…').inspect; });
//
// Reading or assigning turns it into an ordinary property, so users never see more
// than an accessor in a descriptor that they ask for before its first use.

module.exports = function lazy(object, name, load, enumerable) {
  enumerable = enumerable !== false;
  function settle(value) {
    Object.defineProperty(object, name,
      { value: value, writable: true, enumerable: enumerable, configurable: true });
    return value;
  }
  Object.defineProperty(object, name, {
    get: function () { return settle(load()); },
    set: settle,
    enumerable: enumerable,
    configurable: true
  });
};
