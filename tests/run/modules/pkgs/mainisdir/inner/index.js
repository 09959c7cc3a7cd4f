module.exports = 'mainisdir/inner/index.js';
