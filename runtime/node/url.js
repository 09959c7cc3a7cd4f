'use strict';
// url: the standard's URLs, files' URLs, and Node's own old reading of URLs.

var legacy = require('internal/url/legacy');
var standard = require('internal/url/url');
var params = require('internal/url/params');
var file = require('internal/url/file');
var binding = internalBinding('url');

function domain(name) {
  return function (text) {
    if (arguments.length < 1) throw require('internal/errors').make('ERR_MISSING_ARGS', 'domain');
    return binding[name](String(text));
  };
}

exports.Url = legacy.Url;
exports.parse = legacy.parse;
exports.resolve = legacy.resolve;
exports.resolveObject = legacy.resolveObject;
exports.format = legacy.format;
exports.URL = standard.URL;
exports.URLSearchParams = params.URLSearchParams;
exports.domainToASCII = domain('domainToASCII');
exports.domainToUnicode = domain('domainToUnicode');
exports.pathToFileURL = file.pathToFileURL;
exports.fileURLToPath = file.fileURLToPath;
exports.urlToHttpOptions = file.urlToHttpOptions;
Object.keys(exports).forEach(function (name) {
  if (exports[name].name === '') Object.defineProperty(exports[name], 'name', { value: name, configurable: true });
});
