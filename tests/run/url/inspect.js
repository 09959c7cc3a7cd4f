// How URLs and their parameters are shown.
console.log(new URL('http://u:p@h:1/p?q=1#f'));
console.log([new URLSearchParams('a=1&b=2')], new URLSearchParams(), new URLSearchParams('a=1').entries(), new URLSearchParams('a=1&b=2').keys());
console.log({ a: { b: { c: new URL('http://a'), d: new URLSearchParams('x') } } });
console.log(new URLSearchParams({ first: 'a rather long value that does not fit', second: 'on one line of eighty columns' }));
try { new URL('x', 'y'); } catch (e) { console.log(Object.keys(e).join(), e.input, e.base); }
// expect: URL {
// expect:   href: 'http://u:p@h:1/p?q=1#f',
// expect:   origin: 'http://h:1',
// expect:   protocol: 'http:',
// expect:   username: 'u',
// expect:   password: 'p',
// expect:   host: 'h:1',
// expect:   hostname: 'h',
// expect:   port: '1',
// expect:   pathname: '/p',
// expect:   search: '?q=1',
// expect:   searchParams: URLSearchParams { 'q' => '1' },
// expect:   hash: '#f'
// expect: }
// expect: [ URLSearchParams { 'a' => '1', 'b' => '2' } ] URLSearchParams {} URLSearchParams Iterator { [ 'a', '1' ] } URLSearchParams Iterator { 'a', 'b' }
// expect: { a: { b: { c: URL {}, d: [Object] } } }
// expect: URLSearchParams {
// expect:   'first' => 'a rather long value that does not fit',
// expect:   'second' => 'on one line of eighty columns' }
// expect: code,input,base x y
