'use strict';
// path/posix: path on this system.
module.exports = require('path');
