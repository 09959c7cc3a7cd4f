// stdin: abc
var n = 0;
process.stdin.on('data', function (chunk) { n += chunk.length; console.log(chunk[0]); });
process.stdin.on('end', function () { console.log('end', n); });
// expect: 97
// expect: end 4
