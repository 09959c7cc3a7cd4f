var path = require('path');
var here = process.cwd();
process.chdir('..');
console.log(path.relative(process.cwd(), here)); // expect: process
process.chdir(here);
console.log(process.cwd() === here); // expect: true
try {
  process.chdir('/no/such');
} catch (e) {
  console.log(e.code, e.errno, e.syscall, e.dest, e.message.split(here).join('HERE')); // expect: ENOENT -2 chdir /no/such ENOENT: no such file or directory, chdir 'HERE' -> '/no/such'
}
try {
  process.chdir(3);
} catch (e) {
  console.log(e.message); // expect: The "directory" argument must be of type string. Received type number (3)
}
