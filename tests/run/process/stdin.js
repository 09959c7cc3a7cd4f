// stdin: first line
// stdin: zweite Zeile: ä€
var text = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', function (chunk) { text += chunk; });
process.stdin.on('end', function () { console.log(JSON.stringify(text)); });
// expect: "first line\nzweite Zeile: ä€\n"
