// A key that is an object is asked for its name once, whatever is done with the property.
let asked = 0;
const key = { toString() { asked++; return 'k'; } };
const o = { k: 1 };
function local(k) { o[k] += 2; o[k]++; ++o[k]; o[k] -= 1; }
o[key] ^= 3;
console.log(o.k, asked);
o[key]--; --o[key];
console.log(o.k, asked);
local(key);
console.log(o.k, asked);
for (const f of [() => { null[key]++; }, () => { undefined[key] += 1; }]) {
  try { f(); } catch (e) { console.log(e.name, asked); }
}
const seen = [];
const proxy = new Proxy({}, {
  get(t, k) { seen.push('get ' + String(k)); return 1; },
  set(t, k, v) { seen.push('set ' + String(k) + ' ' + v); return true; },
});
proxy[{ toString() { seen.push('name'); return 'p'; } }] += 1;
proxy[{ toString() { seen.push('name'); return 'q'; } }]++;
console.log(seen.join());
// node: V8 asks for the name at the write, too
// expect: 2 1
// expect: 0 3
// expect: 3 7
// expect: TypeError 7
// expect: TypeError 7
// expect: name,get p,set p 2,name,get q,set q 2
