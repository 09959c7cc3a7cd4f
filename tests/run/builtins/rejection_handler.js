// process.on('uncaughtException') gets unhandled rejections, and the program goes on.
process.on('uncaughtException', function (error, origin) { console.log(error.code, error.message, origin); });
Promise.reject(1);
Promise.reject(new TypeError('text'));
setTimeout(function () { console.log('later'); }, 5);
// expect: ERR_UNHANDLED_REJECTION This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "1". unhandledRejection
// expect: undefined text unhandledRejection
// expect: later
