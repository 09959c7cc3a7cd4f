// console writes through what a program puts on process.stdout.
var write = process.stdout.write, got = [];
process.stdout.write = function (text) { got.push(text); return true; };
console.log('caught', 1);
console.info('too');
process.stdout.write = write;
console.log(JSON.stringify(got)); // expect: ["caught 1\n","too\n"]
