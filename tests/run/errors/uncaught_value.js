throw { not: 'an error' };
// exit: 1
// error: uncaught_value.js:1
// error: throw { not: 'an error' };
// error: { not: 'an error' }
