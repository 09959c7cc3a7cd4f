// A reason that is no error is wrapped into one.
// exit: 1
// error: UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "#<Object>".
// error: code: 'ERR_UNHANDLED_REJECTION'
Promise.reject({ a: 1 });
