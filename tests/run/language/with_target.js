// The target of a `with` is the function's own variable, whatever else the function holds
// and whatever is called so outside of it.
var obj = { name: 'outer' };
console.log((function (obj) { with (obj) { return name; } })({ name: 1 })); // expect: 1
console.log((function (obj) { var f = function () {}; with (obj) { return name; } })({ name: 2 })); // expect: 2
console.log((function (obj) { var f = function () { return obj; }; with (obj || {}) { return name + f().name; } })({ name: 3 })); // expect: 6
console.log((function () { var obj = { name: 4 }; with (obj) { return (function () { return name; })(); } })()); // expect: 4
console.log((function (a, b) { with (a) with (b) { return x + y; } })({ x: 1, y: 1 }, { y: 4 })); // expect: 5
console.log((function (o) { with (o) { x = 6; var y = x; } return o.x + '' + y; })({ x: 1 })); // expect: 66
// As templates of underscore and lodash do.
console.log(new Function('obj', '_',
  "var __t,__p='',f=function(){__p+='!';};with(obj||{}){__p+='hello '+((__t=(name))==null?'':__t);}return __p;")({ name: 'you' })); // expect: hello you
