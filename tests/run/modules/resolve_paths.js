console.log(require.resolve('dependency', { paths: [__dirname + '/pkgs'] }).slice(__dirname.length)); // expect: /pkgs/node_modules/dependency/index.js
console.log(require.resolve('./both', { paths: [__dirname, __dirname + '/pkgs'] }).slice(__dirname.length)); // expect: /pkgs/both.js
console.log(require.resolve('path', { paths: [] })); // expect: path
try {
  require.resolve('x', { paths: 'string' });
} catch (err) {
  console.log(err.code, err.message); // expect: ERR_INVALID_ARG_VALUE The property 'options.paths' is invalid. Received 'string'
}
