module.exports = 'dirindex/index.js';
