// Ten thousand timers of a hundred durations: all of them, none too early.
var left = 10000, early = 0;
for (var i = 0; i < 10000; i++) {
  (function (ms, started) {
    setTimeout(function () {
      if (Date.now() - started < ms - 1) early++;
      if (--left === 0) console.log('done', early);
    }, ms);
  })(1 + i % 100, Date.now());
}
// expect: done 0
