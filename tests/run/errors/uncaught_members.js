var err = new Error('with members');
err.code = 'E_X';
err.nested = { a: [1, 2] };
throw err;
// exit: 1
// error: throw err;
// error:   code: 'E_X',
// error:   nested: { a: [ 1, 2 ] }
