module.exports = [require('plain'), require('dependency')].join(' ');
