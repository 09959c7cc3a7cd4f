// Timers end in the order of their time, those of one time in the order of their start.
var got = [];
[300, 100, 200, 100, 1, 0, 200, 50].forEach(function (ms, i) {
  setTimeout(function () { got.push(ms + '/' + i); }, ms);
});
setTimeout(function () { console.log(got.join(' ')); }, 400);
// expect: 1/4 0/5 50/7 100/1 100/3 200/2 200/6 300/0
