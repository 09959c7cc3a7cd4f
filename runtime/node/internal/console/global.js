module.exports = require('console')
