// What a package exports, by conditions and patterns.
function show(request) {
  try {
    console.log(request, '->', require(request));
  } catch (err) {
    console.log(request, '->', err.code, err.message.split(__dirname + '/pkgs/').join(''));
  }
}
var load = require('module').createRequire(__dirname + '/pkgs/x.js');
require = load;
show('exported'); // expect: exported -> exported/cjs.js
show('exported/feature'); // expect: exported/feature -> exported/node-require.js
show('exported/custom'); // expect: exported/custom -> exported/default.js
show('exported/sub/one'); // expect: exported/sub/one -> exported/lib/one.js
show('exported/deep/two/x.js'); // expect: exported/deep/two/x.js -> exported/lib/two-x.js
show('exported/array'); // expect: exported/array -> exported/cjs.js
show('exported/self'); // expect: exported/self -> exported/cjs.js exported/lib/one.js exported/own.js exported/lib/two.js dependency
show('exported/sub/private/secret'); // expect: exported/sub/private/secret -> ERR_PACKAGE_PATH_NOT_EXPORTED Package subpath './sub/private/secret' is not defined by "exports" in node_modules/exported/package.json
show('exported/lib/one.js'); // expect: exported/lib/one.js -> ERR_PACKAGE_PATH_NOT_EXPORTED Package subpath './lib/one.js' is not defined by "exports" in node_modules/exported/package.json
show('exported/missing'); // expect: exported/missing -> MODULE_NOT_FOUND Cannot find module 'node_modules/exported/missing.js'
show('exported/outside'); // expect: exported/outside -> ERR_INVALID_PACKAGE_TARGET Invalid "exports" target "../outside.js" defined for './outside' in the package config node_modules/exported/package.json; targets must start with "./"
show('sugar'); // expect: sugar -> sugar/main.js
show('sugar/main.js'); // expect: sugar/main.js -> ERR_PACKAGE_PATH_NOT_EXPORTED Package subpath './main.js' is not defined by "exports" in node_modules/sugar/package.json
show('@scope/pkg'); // expect: @scope/pkg -> @scope/pkg
show('@scope/pkg/extra'); // expect: @scope/pkg/extra -> @scope/pkg/extra
show('plain'); // expect: plain -> plain/start.js
show('plain/lib/util'); // expect: plain/lib/util -> plain/lib/util.js
