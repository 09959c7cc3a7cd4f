// Blob and File of node:buffer.
const { Blob, File } = require('buffer');
const b = new Blob(['aé', new Uint8Array([66, 67]), new Blob(['z'])], { type: 'Text/Plain' });
console.log(b.size, b.type, String(b), b instanceof Blob); // expect: 6 text/plain [object Blob] true
const part = b.slice(-3, -1, 'x/y');
console.log(part.size, part.type, b.slice(2, 1).size); // expect: 2 x/y 0
const f = new File(['1', 2], 'n.txt', { lastModified: 5 });
console.log(f.name, f.lastModified, f.size, f instanceof Blob, String(f)); // expect: n.txt 5 2 true [object File]
try { new Blob('text'); } catch (err) { console.log(err.code); } // expect: ERR_INVALID_ARG_TYPE
try { Blob(); } catch (err) { console.log(err.name); } // expect: TypeError
Promise.all([b.text(), part.text(), f.arrayBuffer()]).then((all) => console.log(all[0], all[1], all[2].byteLength)); // expect: aéBCz BC 2
