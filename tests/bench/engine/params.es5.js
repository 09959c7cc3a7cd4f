'use strict';
function area(o) { var w = o.w, h = o.h; if (h === void 0) h = 1; return w * h; }
function first(l) { var a = l[0], b = l[1]; return a + b; }
function opt(a, o) {
  if (o === void 0) o = {};
  var deep = o.deep, n = o.limit;
  if (deep === void 0) deep = false;
  if (n === void 0) n = 10;
  return deep ? a : a + n;
}
function sum3(a, b, c) { if (b === void 0) b = 2; if (c === void 0) c = a + b; return a + b + c; }
function rest(a) {
  var more = [];
  for (var i = 1; i < arguments.length; i++) more.push(arguments[i]);
  return a + more.length;
}
(function () {
  var sum = 0, box = { w: 3, h: 4 }, pair = [1, 2];
  for (var i = 0; i < 200000; i++) {
    sum += area(box) + first(pair) + opt(i) + opt(i, { deep: true }) + sum3(i) + rest(i, 1, 2);
    var w = box.w, h = box.h, p = pair[0], q = pair[1];
    sum += w + h + p + q;
  }
  console.log(sum);
})();
