// url.parse, url.format, url.resolve: Node's own reading of URLs.
var url = require('url');
['http://User:p%40w@Host.com:8080/p/a t?q=1&r#h', '//host/path', 'mailto:a@b.c?subject=x', 'javascript:alert(1)', 'http:rel',
  'http://a.com', 'http://[::1]:80/a', 'x:y@z', 'http://a\\b?c\\d', 'http://ex.com/"<>', '/a/b?c#d', '?q', '#h', '', 'file:///a b'].forEach(function (text) {
  var u = url.parse(text);
  console.log(JSON.stringify(u));
});
console.log(JSON.stringify(url.parse('/a?b=1&b=2', true).query), url.parse('//h/p', false, true).host, url.parse('a', true).search);
[['http://a/b/c/d;p?q', '../g'], ['http://a/b/c/d', '//h/x'], ['http://a/b', 'g?y#s'], ['/one/two', 'four'], ['http://example.com/', '/one'],
  ['mailto:a@b', 'c@d'], ['http://a/b', 'https:c'], ['a/b/', '../../../c'], ['http://u:p@h/', '/x'], ['http://h/a', '?q'], ['http://h/a?b', '']].forEach(function (pair) {
  console.log(pair.join(' + '), url.resolve(pair[0], pair[1]));
});
console.log(url.format({ protocol: 'http', host: 'h:1', pathname: 'a?b#c', query: { x: 1, y: [2, 3] }, hash: 'z' }),
  url.format({ hostname: '::1', port: 8, protocol: 'ws:', slashes: true }), url.format({ pathname: '/p', search: 'a#b' }),
  url.format({ protocol: 'mailto', auth: 'a b:c', hostname: 'h' }), url.format('http://x?y'));
var u = new URL('http://u:p@xn--bcher-kva.ch/p?q#h');
console.log(url.format(u, { unicode: true, auth: false, fragment: false, search: false }), url.format(u));
console.log(url.domainToASCII('español.com'), url.domainToUnicode('xn--espaol-zwa.com'), JSON.stringify(url.domainToASCII('a b')));
[function () { url.parse(1); }, function () { url.format(1); }, function () { url.parse('http://a\u2100b/'); }].forEach(function (fn) {
  try { fn(); console.log('fine'); } catch (e) { console.log(e.name, e.code, e.message); }
});
// expect: {"protocol":"http:","slashes":true,"auth":"User:p@w","host":"host.com:8080","port":"8080","hostname":"host.com","hash":"#h","search":"?q=1&r","query":"q=1&r","pathname":"/p/a%20t","path":"/p/a%20t?q=1&r","href":"http://User:p%40w@host.com:8080/p/a%20t?q=1&r#h"}
// expect: {"protocol":null,"slashes":null,"auth":null,"host":null,"port":null,"hostname":null,"hash":null,"search":null,"query":null,"pathname":"//host/path","path":"//host/path","href":"//host/path"}
// expect: {"protocol":"mailto:","slashes":null,"auth":"a","host":"b.c","port":null,"hostname":"b.c","hash":null,"search":"?subject=x","query":"subject=x","pathname":null,"path":"?subject=x","href":"mailto:a@b.c?subject=x"}
// expect: {"protocol":"javascript:","slashes":null,"auth":null,"host":null,"port":null,"hostname":null,"hash":null,"search":null,"query":null,"pathname":"alert(1)","path":"alert(1)","href":"javascript:alert(1)"}
// expect: {"protocol":"http:","slashes":null,"auth":null,"host":null,"port":null,"hostname":null,"hash":null,"search":null,"query":null,"pathname":"rel","path":"rel","href":"http:rel"}
// expect: {"protocol":"http:","slashes":true,"auth":null,"host":"a.com","port":null,"hostname":"a.com","hash":null,"search":null,"query":null,"pathname":"/","path":"/","href":"http://a.com/"}
// expect: {"protocol":"http:","slashes":true,"auth":null,"host":"[::1]:80","port":"80","hostname":"::1","hash":null,"search":null,"query":null,"pathname":"/a","path":"/a","href":"http://[::1]:80/a"}
// expect: {"protocol":"x:","slashes":null,"auth":"y","host":"z","port":null,"hostname":"z","hash":null,"search":null,"query":null,"pathname":null,"path":null,"href":"x:y@z"}
// expect: {"protocol":"http:","slashes":true,"auth":null,"host":"a","port":null,"hostname":"a","hash":null,"search":"?c%5Cd","query":"c%5Cd","pathname":"/b","path":"/b?c%5Cd","href":"http://a/b?c%5Cd"}
// expect: {"protocol":"http:","slashes":true,"auth":null,"host":"ex.com","port":null,"hostname":"ex.com","hash":null,"search":null,"query":null,"pathname":"/%22%3C%3E","path":"/%22%3C%3E","href":"http://ex.com/%22%3C%3E"}
// expect: {"protocol":null,"slashes":null,"auth":null,"host":null,"port":null,"hostname":null,"hash":"#d","search":"?c","query":"c","pathname":"/a/b","path":"/a/b?c","href":"/a/b?c#d"}
// expect: {"protocol":null,"slashes":null,"auth":null,"host":null,"port":null,"hostname":null,"hash":null,"search":"?q","query":"q","pathname":null,"path":"?q","href":"?q"}
// expect: {"protocol":null,"slashes":null,"auth":null,"host":null,"port":null,"hostname":null,"hash":"#h","search":null,"query":null,"pathname":null,"path":null,"href":"#h"}
// expect: {"protocol":null,"slashes":null,"auth":null,"host":null,"port":null,"hostname":null,"hash":null,"search":null,"query":null,"pathname":null,"path":null,"href":""}
// expect: {"protocol":"file:","slashes":true,"auth":null,"host":"","port":null,"hostname":"","hash":null,"search":null,"query":null,"pathname":"/a%20b","path":"/a%20b","href":"file:///a%20b"}
// expect: {"b":["1","2"]} h null
// expect: http://a/b/c/d;p?q + ../g http://a/b/g
// expect: http://a/b/c/d + //h/x http://h/x
// expect: http://a/b + g?y#s http://a/g?y#s
// expect: /one/two + four /one/four
// expect: http://example.com/ + /one http://example.com/one
// expect: mailto:a@b + c@d mailto:c@d
// expect: http://a/b + https:c https://c/
// expect: a/b/ + ../../../c ../c
// expect: http://u:p@h/ + /x http://u:p@h/x
// expect: http://h/a + ?q http://h/a?q
// expect: http://h/a?b +  http://h/a?b
// expect: http://h:1/a%3Fb%23c?x=1&y=2&y=3#z ws://[::1]:8 /p?a%23b mailto:a%20b:c@h http://x/?y
// expect: http://bücher.ch/p http://u:p@xn--bcher-kva.ch/p?q#h
// expect: xn--espaol-zwa.com español.com ""
// expect: TypeError ERR_INVALID_ARG_TYPE The "url" argument must be of type string. Received type number (1)
// expect: TypeError ERR_INVALID_ARG_TYPE The "urlObject" argument must be one of type object or string. Received type number (1)
// expect: TypeError ERR_INVALID_URL Invalid URL
