// A cycle sees what is there so far.
var a = require('./pkgs/cycle/a');
console.log(a.early, a.late, a.sawInB);
console.log(require('./pkgs/cycle/b').saw);
console.log(require('./pkgs/cycle/a') === a);
// expect: 1 2 early
// expect: early
// expect: true
