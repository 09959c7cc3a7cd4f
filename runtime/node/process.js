// process.js: the builtin module `process`: the global object.
module.exports = process;
