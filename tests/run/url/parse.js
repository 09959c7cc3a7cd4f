// What a URL's parts are, absolute and against a base (URL Standard, 4.4).
function show(input, base) {
  var u;
  try {
    u = base === undefined ? new URL(input) : new URL(input, base);
  } catch (e) {
    console.log(JSON.stringify(input), e.name, e.code, e.message, JSON.stringify(e.input), JSON.stringify(e.base));
    return;
  }
  console.log(u.href, [u.origin, u.host, u.port, u.pathname, u.search, u.hash].join(' | '));
}
show('HTTP://User:p%20w@EXAMPLE.com:80/a/./b/../c?q#f');
show('https://example.com:443');
show('http://0x7f.1/');
show('http://[2001:db8::0:1]:8080/');
show('http://bücher.example/straße?ü#ß');
show('file:///C|/a/../../b');
show('mailto:a@b.c');
show('blob:https://example.com:443/id');
show('  https://a.b/\t\n');
show('../x/y?z', 'https://h/a/b/c?old#old');
show('//other/p', 'https://h/a');
show('?only', 'https://h/a/b');
show('#only', 'mailto:x');
show('', 'https://h/a?b#c');
show('relative');
show('x', 'mailto:a');
show('http://a b/');
show('http://1.2.3.4.5/');
show('http://h:99999/');
show('non-special://H:1/../p q');
console.log(URL.canParse('a', 'http://b'), URL.canParse('a'), String(new URL('http://x')), JSON.stringify({ u: new URL('http://x') }));
console.log(Object.prototype.toString.call(new URL('http://x')), URL.length, Object.keys(URL.prototype).join());
['URL', 'URLSearchParams'].forEach(function (name) {
  try { globalThis[name]('http://x'); } catch (e) { console.log(e.name, e.message); }
});
try { new URL(); } catch (e) { console.log(e.code, e.message); }
try { Object.getOwnPropertyDescriptor(URL.prototype, 'href').get.call({}); } catch (e) { console.log(e.name, e.message); }
// expect: http://User:p%20w@example.com/a/c?q#f http://example.com | example.com |  | /a/c | ?q | #f
// expect: https://example.com/ https://example.com | example.com |  | / |  | 
// expect: http://127.0.0.1/ http://127.0.0.1 | 127.0.0.1 |  | / |  | 
// expect: http://[2001:db8::1]:8080/ http://[2001:db8::1]:8080 | [2001:db8::1]:8080 | 8080 | / |  | 
// expect: http://xn--bcher-kva.example/stra%C3%9Fe?%C3%BC#%C3%9F http://xn--bcher-kva.example | xn--bcher-kva.example |  | /stra%C3%9Fe | ?%C3%BC | #%C3%9F
// expect: file:///C:/b null |  |  | /C:/b |  | 
// expect: mailto:a@b.c null |  |  | a@b.c |  | 
// expect: blob:https://example.com:443/id https://example.com |  |  | https://example.com:443/id |  | 
// expect: https://a.b/ https://a.b | a.b |  | / |  | 
// expect: https://h/a/x/y?z https://h | h |  | /a/x/y | ?z | 
// expect: https://other/p https://other | other |  | /p |  | 
// expect: https://h/a/b?only https://h | h |  | /a/b | ?only | 
// expect: mailto:x#only null |  |  | x |  | #only
// expect: https://h/a?b https://h | h |  | /a | ?b | 
// expect: "relative" TypeError ERR_INVALID_URL Invalid URL "relative" undefined
// expect: "x" TypeError ERR_INVALID_URL Invalid URL "x" "mailto:a"
// expect: "http://a b/" TypeError ERR_INVALID_URL Invalid URL "http://a b/" undefined
// expect: "http://1.2.3.4.5/" TypeError ERR_INVALID_URL Invalid URL "http://1.2.3.4.5/" undefined
// expect: "http://h:99999/" TypeError ERR_INVALID_URL Invalid URL "http://h:99999/" undefined
// expect: non-special://H:1/p%20q null | H:1 | 1 | /p%20q |  | 
// expect: true false http://x/ {"u":"http://x/"}
// expect: [object URL] 1 toString,href,origin,protocol,username,password,host,hostname,port,pathname,search,searchParams,hash,toJSON
// expect: TypeError Class constructor URL cannot be invoked without 'new'
// expect: TypeError Class constructor URLSearchParams cannot be invoked without 'new'
// expect: ERR_MISSING_ARGS The "url" argument must be specified
// expect: TypeError Receiver must be an instance of class URL
