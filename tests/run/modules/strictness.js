// Modules are sloppy unless they say otherwise, and their variables are their own.
undeclared = 3; // eslint-disable-line
console.log(undeclared, global.undeclared); // expect: 3 3
var own = 1;
console.log(global.own, typeof global.require, typeof global.module); // expect: undefined undefined undefined
console.log((function () { return this === global; })()); // expect: true
console.log((function () { 'use strict'; return this; })()); // expect: undefined
