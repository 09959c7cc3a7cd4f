'use strict';
function add(a) { return function (b) { return a + b; }; }
function total(list) {
  return list.map(function (x) { return x * 2; }).filter(function (x) { return x % 3 === 0; })
    .reduce(function (p, q) { return p + q; }, 0);
}
(function () {
  var list = [], maybe = { a: { b: 1 } }, none = null, sum = 0, i, k, v;
  for (i = 0; i < 50; i++) list.push(i);
  for (i = 0; i < 20000; i++) {
    var f = add(i);
    sum += f(1) + total(list);
    v = maybe === null || maybe === void 0 ? void 0 : maybe.a;
    v = v === null || v === void 0 ? void 0 : v.b;
    sum += v === null || v === void 0 ? 2 : v;
    v = none === null || none === void 0 ? void 0 : none.a;
    v = v === null || v === void 0 ? void 0 : v.b;
    sum += v === null || v === void 0 ? 3 : v;
    sum += (i + ':' + sum).length;
    sum += list.concat([i]).length + Math.max.apply(Math, list);
    var o = Object.assign({}, maybe);
    o.i = i;
    o['k' + i % 7] = 1;
    sum += o.i;
    sum += (function (t) { return function () { return t; }; })(i)();
  }
  console.log(sum);
})();
