require('./fixtures/bad_syntax');
// exit: 1
// error: bad_syntax.js:2
// error: var = 3;
// error: SyntaxError: 
