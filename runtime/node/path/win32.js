'use strict';
// path/win32: paths as on Windows.
module.exports = require('path').win32;
