'use strict';
// util/types: util.types.
module.exports = require('internal/util/types');
