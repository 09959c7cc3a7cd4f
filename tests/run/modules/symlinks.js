// A module is known by its real path.
console.log(require('./pkgs/link-to-both') === require('./pkgs/both'), module.children.length); // expect: true 1
