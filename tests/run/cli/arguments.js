// args: a --b -c=d -- e
console.log(process.argv.slice(2).join()); // expect: a,--b,-c=d,--,e
