// refresh starts the time anew, also of a timer that has run.
var begun = Date.now();
var runs = 0;
function again() {
  begun = Date.now();
  t.refresh();
}
var t = setTimeout(function () {
  var ms = Date.now() - begun;
  console.log(ms >= 19 || 'too early: ' + ms);
  if (++runs < 2) again();
}, 20);
setTimeout(again, 8);
// expect: true
// expect: true
