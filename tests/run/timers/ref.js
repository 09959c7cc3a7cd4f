// Timers that don't hold the program, and those that do again.
var t = setTimeout(function () { console.log('never'); }, 1000);
console.log(t.hasRef(), t.unref() === t, t.hasRef()); // expect: true true false
var u = setTimeout(function () { console.log('held'); }, 150).unref();
u.ref();
var i = setImmediate(function () { console.log('immediate'); });
console.log(i.hasRef(), i.unref().hasRef(), i.ref().hasRef()); // expect: true false true
setInterval(function () { console.log('never'); }, 1000).unref();
// expect: immediate
// expect: held
