'use strict';
// Small strings: slices, trims, tests, replacements, padding, characters.
const words = 'the quick brown fox jumps over the lazy dog and runs away'.split(' ');
let sum = 0;
for (let k = 0; k < 8000; k++) {
  for (const w of words) {
    sum += w.slice(1, 3).length + w.substring(1).length + w[0].length;
    if (w.startsWith('t') || w.endsWith('s') || w.includes('o')) sum++;
    sum += (' ' + w + ' ').trim().length;
    sum += w.padStart(8, '*').length + w.indexOf('a');
    sum += w.charAt(0).toUpperCase().length + w.toLowerCase().length;
    sum += w.codePointAt(0);
  }
  sum += words.join(',').replace('quick', 'slow').replaceAll('o', '0').length;
  sum += String(k).length + parseInt('12' + k, 10) + (k + '').length + Number('3');
}
console.log(sum);
