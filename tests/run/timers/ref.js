// Timers that don't hold the program, and those that do again.
var t = setTimeout(function () { console.log('never'); }, 1e6);
console.log(t.hasRef(), t.unref() === t, t.hasRef()); // expect: true true false
var i = setImmediate(function () {
    console.log('immediate');
    setTimeout(function () { console.log('held'); }, 20).unref().ref();
});
console.log(i.hasRef(), i.unref().hasRef(), i.ref().hasRef()); // expect: true false true
setInterval(function () { console.log('never'); }, 1e6).unref();
// expect: immediate
// expect: held
