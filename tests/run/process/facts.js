// args: one --two three=3
var path = require('path');
console.log(process.argv.length, process.argv.slice(2).join('|')); // expect: 5 one|--two|three=3
console.log(process.argv[0] === process.execPath, process.argv[1] === __filename); // expect: true true
console.log(path.isAbsolute(process.execPath), typeof process.argv0, process.execArgv.length); // expect: true string 0
console.log(process.platform, /^v\d+\.\d+\.\d+$/.test(process.version), process.versions.node === process.version.slice(1)); // expect: linux true true
console.log(process.pid > 1, process.ppid > 0, process.release.name, process.cwd() === __dirname); // expect: true true node true
console.log(process.uptime() > 0 && process.uptime() < 20, typeof process.memoryUsage().rss, process.memoryUsage.rss() > 1e6); // expect: true number true
console.log(typeof process.getuid(), typeof process.umask(), process.title.length > 0); // expect: number number true
var t = process.hrtime(), d = process.hrtime(t);
console.log(t.length, d[0], d[1] >= 0 && d[1] < 1e9); // expect: 2 0 true
var c = process.cpuUsage(), e = process.cpuUsage(c);
console.log(Object.keys(c).join(), e.user >= 0, Object.keys(process.resourceUsage()).length); // expect: user,system true 16
console.log(process.constructor.name); // expect: process
console.log(process === global.process, Object.keys(global).indexOf('process')); // expect: true -1
