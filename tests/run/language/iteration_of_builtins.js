// for-of over what the engine goes through by itself: changes meanwhile, changed methods.
const log = (...a) => console.log(a.map((x) => JSON.stringify(x)).join(' '));
const map = new Map([[1, 'a'], [2, 'b'], [3, 'c']]);
let seen = [];
for (const [k, v] of map) { seen.push(k + v); if (k === 1) { map.delete(2); map.set(4, 'd'); } if (k === 4) map.set(5, 'e'); }
log(seen);
// expect: ["1a","3c","4d","5e"]
seen = [];
for (const k of map.keys()) { seen.push(k); if (seen.length === 1) { map.clear(); for (let i = 10; i < 40; i++) map.set(i, i); } }
log(seen.length, seen[1], seen.at(-1));
// expect: 31 10 39
const set = new Set([1, 2, 3]);
seen = [];
for (const x of set) { seen.push(x); set.delete(x); if (x < 6) set.add(x + 3); }
log(seen, set.size);
// expect: [1,2,3,4,5,6,7,8] 0
const pairs = [];
for (const p of new Map([[1, 2], [3, 4]])) pairs.push(p);
log(pairs, pairs[0] !== pairs[1]);
// expect: [[1,2],[3,4]] true
const list = ['x', 'y', , 'z'];
seen = [];
for (const [i, v] of list.entries()) { seen.push(i, v); if (i === 0) list.push('w'); }
log(seen);
// expect: [0,"x",1,"y",2,null,3,"z",4,"w"]
seen = [];
for (const i of [5, 6].keys()) seen.push(i);
for (const v of [5, 6].values()) seen.push(v);
for (const v of new Uint8Array([7]).entries()) seen.push(v);
for (const c of 'aé😀z') seen.push(c);
log(seen);
// expect: [0,1,5,6,[0,7],"a","é","😀","z"]
const it = map.values();
const MapIterator = Object.getPrototypeOf(it);
const next = MapIterator.next;
MapIterator.next = function () { const r = next.call(this); return r.done ? r : { value: -r.value, done: false }; };
seen = [];
for (const v of new Map([[1, 2]]).values()) seen.push(v);
MapIterator.next = next;
for (const v of new Map([[1, 2]]).values()) seen.push(v);
log(seen, Array.from(new Map([[1, 2]])), [...new Set([1, 2])], new Map(new Map([[3, 4]])).get(3));
// expect: [-2,2] [[1,2]] [1,2] 4
const used = new Set([1, 2, 3]).values();
for (const x of used) break;
log(used.next(), [...used]);
// expect: {"value":2,"done":false} [3]
