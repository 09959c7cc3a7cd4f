'use strict';
// internal/util/defaults: util.inspect.defaultOptions: one object that format.js can
// read without loading inspect.

module.exports = {
  showHidden: false,
  depth: 2,
  colors: false,
  customInspect: true,
  showProxy: false,
  maxArrayLength: 100,
  maxStringLength: 10000,
  breakLength: 80,
  compact: 3,
  sorted: false,
  getters: false,
  numericSeparator: false
};
