// exit: 13
console.log('waits'); // expect: waits
await new Promise(() => {});
