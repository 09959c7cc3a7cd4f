var n = 0;
var t = setInterval(function (a, b) {
  console.log(++n, a, b);
  if (n === 3) clearInterval(t);
}, 2, 'x', 'y');
// expect: 1 x y
// expect: 2 x y
// expect: 3 x y
