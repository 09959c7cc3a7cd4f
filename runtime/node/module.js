// module.js: the builtin module `module`: the loader's class.
module.exports = require('internal/modules/cjs').Module
