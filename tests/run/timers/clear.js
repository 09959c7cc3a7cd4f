var t = setTimeout(function () { console.log('never'); }, 1);
clearTimeout(t);
clearTimeout(undefined);
clearTimeout(null);
clearTimeout({});
clearTimeout(12345);
clearInterval(setTimeout(function () { console.log('never'); }, 1));
clearTimeout(+setTimeout(function () { console.log('never'); }, 1));
clearTimeout(String(+setTimeout(function () { console.log('never'); }, 1)));
clearImmediate(setImmediate(function () { console.log('never'); }));
var second;
setImmediate(function () {
  clearImmediate(second);
  console.log('first');
});
second = setImmediate(function () { console.log('never'); });
var b;
setTimeout(function () { clearTimeout(b); console.log('a'); }, 150);
b = setTimeout(function () { console.log('never'); }, 150);
// expect: first
// expect: a
