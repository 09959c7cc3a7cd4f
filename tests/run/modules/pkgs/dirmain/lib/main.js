module.exports = 'dirmain/lib/main.js';
