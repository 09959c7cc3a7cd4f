'use strict';
// Building and taking apart.
let h = 0;
for (let k = 0; k < 10; k++) {
  let s = '';
  for (let i = 0; i < 20000; i++) s += i.toString(36) + ',';
  const parts = s.split(',');
  for (let i = 0; i < parts.length; i++) h = (h * 31 + parts[i].length + (parts[i].charCodeAt(0) | 0)) | 0;
  const j = parts.map((p) => p.toUpperCase()).join('-');
  for (let i = 0; i < j.length; i += 3) h = (h * 33 ^ j.charCodeAt(i)) | 0;
  h = (h + j.indexOf('ZZ') + j.slice(100, 2000).lastIndexOf('A') + `${h}:${k}`.length) | 0;
}
console.log(h);
