'use strict';
(function () {
  var list = [], pairs = [], i, k, few = [1, 2, 3], sum = 0;
  for (i = 0; i < 100; i++) {
    list.push(i);
    pairs.push([i, i + 1]);
  }
  for (k = 0; k < 10000; k++) {
    for (i = 0; i < list.length; i++) { var x = list[i]; sum += x; }
    for (i = 0; i < few.length; i++) { var y = few[i]; sum += y; }
    for (i = 0; i < pairs.length; i++) { var p = pairs[i], a = p[0], b = p[1]; sum += a + b; }
  }
  console.log(sum);
})();
