// file: URLs and paths, and the options of a request.
var url = require('url');
console.log(url.fileURLToPath('file:///a%20b/c%25'), url.fileURLToPath(new URL('file:///x')));
console.log(url.pathToFileURL('/a b%c#?\\\n\t\r/').href, url.pathToFileURL('/x/../y').href, url.pathToFileURL('/ü').href);
['http://x', 'file://host/y', 'file:///y%2fz', 1].forEach(function (value) {
  try { url.fileURLToPath(value); } catch (e) { console.log(e.code, e.message); }
});
try { url.pathToFileURL(); } catch (e) { console.log(e.code, e.message); }
console.log(JSON.stringify(url.urlToHttpOptions(new URL('http://u:p%20@[::1]:81/p?q=1#h'))));
console.log(require('fs').existsSync(url.pathToFileURL(__filename)));
// expect: /a b/c% /x
// expect: file:///a%20b%25c%23%3F%5C%0A%09%0D/ file:///y file:///%C3%BC
// expect: ERR_INVALID_URL_SCHEME The URL must be of scheme file
// expect: ERR_INVALID_FILE_URL_HOST File URL host must be "localhost" or empty on linux
// expect: ERR_INVALID_FILE_URL_PATH File URL path must not include encoded / characters
// expect: ERR_INVALID_ARG_TYPE The "path" argument must be of type string or an instance of URL. Received type number (1)
// expect: ERR_INVALID_ARG_TYPE The "path" argument must be of type string. Received undefined
// expect: {"protocol":"http:","hostname":"::1","hash":"#h","search":"?q=1","pathname":"/p","path":"/p?q=1","href":"http://u:p%20@[::1]:81/p?q=1#h","port":81,"auth":"u:p "}
// expect: true
