// flags: -C special
console.log(require('module').createRequire(__dirname + '/pkgs/x.js')('exported/custom')); // expect: exported/special.js
