// flags: -r ./pkgs/hashbang -r ./pkgs/preloaded
console.log(global.preloaded, module.isPreloading); // expect: 1 false
