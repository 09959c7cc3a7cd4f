// Source text is UTF-8: identifiers, strings and pairs of surrogates.
var grüße = 'täxt €';
console.log(grüße, '😀'.length, '\ud83d\ude00' === '😀'); // expect: täxt € 2 true
console.log('lone \ud800 surrogate'.length); // expect: 16
