// Templates in an index: brackets in them are text, and one without values is a name.
const o = { a: [] };
for (const f of [() => o.a[`x]y`](), () => new o['q)'](), () => o.a[')'](), () => o[`a`].q(), () => o.a[`${o}]`].z()]) {
    try { f(); } catch (e) { console.log(e.message); }
}
// expect: o.a.x]y is not a function
// expect: o.q) is not a constructor
// expect: o.a.) is not a function
// expect: o.a.q is not a function
// expect: Cannot read properties of undefined (reading 'z')
for (const f of [() => new o.a[0].b(), () => new o.a[0](), () => new o['x'][`y`](1)]) {
    try { f(); } catch (e) { console.log(e.message); }
}
// expect: Cannot read properties of undefined (reading 'b')
// expect: o.a[0] is not a constructor
// expect: Cannot read properties of undefined (reading 'y')
