// `this` is the timer.
var t = setTimeout(function () {
  console.log(this === t, this.constructor.name);
  var i = setImmediate(function () { console.log(this === i, this.constructor.name); });
}, 1);
process.nextTick(function () {
  'use strict';
  console.log(this);
});
// expect: undefined
// expect: true Timeout
// expect: true Immediate
