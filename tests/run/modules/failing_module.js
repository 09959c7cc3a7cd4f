// A module that throws is loaded again at the next try, and no child of who wanted it.
for (var i = 0; i < 2; i++) {
  try {
    require('./pkgs/throws');
  } catch (err) {
    console.log(err.message, global.throwsLoaded, module.children.length);
  }
}
console.log(Object.keys(require.cache).length);
// expect: from throws.js 1 0
// expect: from throws.js 2 0
// expect: 1
