// stdin: nobody reads this
console.log(process.stdin.fd); // expect: 0
