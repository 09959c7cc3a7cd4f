var a = require('./a');
exports.saw = Object.keys(a).join();
