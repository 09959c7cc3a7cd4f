// Timers end in the order of their time, those of one time in the order of their start.
var got = [];
[30, 10, 20, 10, 1, 0, 20, 5].forEach(function (ms, i) {
  setTimeout(function () { got.push(ms + '/' + i); }, ms);
});
setTimeout(function () { console.log(got.join(' ')); }, 40);
// expect: 1/4 0/5 5/7 10/1 10/3 20/2 20/6 30/0
