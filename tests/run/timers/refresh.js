// refresh starts the time anew, also of a timer that has run.
var started = Date.now();
var runs = 0;
var t = setTimeout(function () {
  console.log(Date.now() - started >= 25 || 'too early ' + (Date.now() - started));
  if (++runs < 2) {
    started = Date.now() - 10;
    t.refresh();
  }
}, 20);
setTimeout(function () { t.refresh(); }, 8);
// expect: true
// expect: true
