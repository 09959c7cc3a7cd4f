'use strict';
// assert/strict: assert.strict.
module.exports = require('assert').strict;
