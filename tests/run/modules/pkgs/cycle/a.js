exports.early = 1;
var b = require('./b');
exports.late = 2;
exports.sawInB = b.saw;
