var data = require('./pkgs/data.json');
console.log(data.list.length, data.list[2].deep, data.text); // expect: 3 true täxt
console.log(require('./pkgs/data') === data); // expect: true
console.log(require('./pkgs/bom').bom); // expect: true
