// Files go before folders, folders have a main or an index.
console.log(require('./pkgs/dirmain')); // expect: dirmain/lib/main.js
console.log(require('./pkgs/dirmain/')); // expect: dirmain/lib/main.js
console.log(require('./pkgs/dirindex')); // expect: dirindex/index.js
console.log(require('./pkgs/mainisdir')); // expect: mainisdir/inner/index.js
console.log(require('./pkgs/both')); // expect: both.js
console.log(require('./pkgs/both/')); // expect: both/index.js
console.log(require('./pkgs/both/.')); // expect: both/index.js
console.log(require('./pkgs/dirindex/../both/')); // expect: both/index.js
console.log(require('./pkgs/noext')); // expect: noext
console.log(require('./pkgs/hashbang')); // expect: hashbang
