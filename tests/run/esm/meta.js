// import.meta, JSON, data: URLs, builtins by both names.
import { basename } from 'path';
import fs, { readFileSync } from 'node:fs';
import data from './files/data.json' with { type: 'json' };
import fromData, { x } from 'data:text/javascript,export default 1; export const x = "in a URL"';

console.log(basename(import.meta.url), import.meta.url.slice(0, 8)); // expect: meta.js file:///
console.log(basename(import.meta.filename), basename(import.meta.dirname)); // expect: meta.js esm
console.log(basename(import.meta.resolve('./files/no.mjs')), import.meta.resolve('fs')); // expect: no.mjs node:fs
console.log(Object.keys(import.meta).join(), Object.getPrototypeOf(import.meta)); // expect: dirname,filename,resolve,url null
console.log(data.a, fs.readFileSync === readFileSync); // expect: 1 true
console.log(fromData, x); // expect: 1 in a URL
const again = await import('./files/data.json', { with: { type: 'json' } });
console.log(again.default === data); // expect: true
const one = await import('./files/fast.mjs?1'); // expect: fast
const two = await import('./files/fast.mjs?2'); // expect: fast
console.log(one === two, one === await import('./files/fast.mjs?1')); // expect: false true
