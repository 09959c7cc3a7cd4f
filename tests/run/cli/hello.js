console.log('hello'); // expect: hello
