// Timers end in the order of their time, those of one time in the order of their start.
// On a busy machine the program may stand still between two starts for longer than their
// times are apart: then all of them are started anew.
var got = [];
(function start() {
  var begun = Date.now();
  var timers = [300, 100, 200, 100, 1, 0, 200, 50].map(function (ms, i) {
    return setTimeout(function () { got.push(ms + '/' + i); }, ms);
  });
  var last = setTimeout(function () { console.log(got.join(' ')); }, 400);
  if (Date.now() - begun < 20) return;
  timers.concat(last).forEach(clearTimeout);
  setImmediate(start);
})();
// expect: 1/4 0/5 50/7 100/1 100/3 200/2 200/6 300/0
