// Regular expressions as most programs use them.
console.log(/a(b)?c/.exec('xacabc'));
// expect: [ 'ac', undefined, index: 1, input: 'xacabc', groups: undefined ]
console.log('x-y-z'.split(/-/), 'abc'.replace(/b/g, '[$&]'), 'aXbX'.replaceAll('X', '$$'));
// expect: [ 'x', 'y', 'z' ] a[b]c a$b$
console.log(/(?<y>\d{4})-(?<m>\d\d)/.exec('on 2024-05').groups.y);
// expect: 2024
console.log('aBc'.replace(/[a-z]/gi, function (m) { return m + m; }));
// expect: aaBBcc
console.log(/(?<=\$)\d+/.exec('cost $42')[0], /\p{Lu}/u.exec('aÉ')[0], 'éàü'.split(''));
// expect: 42 É [ 'é', 'à', 'ü' ]
console.log(String(/a\/b/gi), new RegExp('/').source, RegExp.$1, 'abc'.search(/c/));
// expect: /a\/b/gi \/  2
var r = /o/g, n = 0;
while (r.exec('foo boo') !== null) n++;
console.log(n, r.lastIndex, 'foo boo'.match(r));
// expect: 4 0 [ 'o', 'o', 'o', 'o' ]
try {
  new RegExp('(');
} catch (e) {
  console.log(e.name + ': ' + e.message);
}
// expect: SyntaxError: Invalid regular expression: /(/: Unterminated group
var deep = new Array(100001).join('a');
console.log(/^(?:a|b)*$/.test(deep), /(a*)*b/.test('aaaaaaaaaaaaaaaaaa'));
// expect: true false
