// What machines write: long lists, tables of data, thousands of terms. Each would pass a limit of the engine if it were handed on as it stands.
const list = (n, f) => Array.from({ length: n }, (_, i) => f(i));
const run = (body) => new Function('f', 'g', body);
const show = (v) => JSON.stringify(v).replace(/\u2028/g, '<LS>');

// Tables of data.
const strings = run(`return [${list(70000, (i) => `"c${i}"`)}]`)();
console.log(strings.length, strings[0], strings[65536], strings[69999], Array.isArray(strings));
strings.push('more'); strings.length = 3; console.log(show(strings));
const keys = run(`return {${list(70000, (i) => `k${i}: ${i}`)}}`)();
console.log(Object.keys(keys).length, keys.k69999, show(Object.getOwnPropertyDescriptor(keys, 'k1')), Object.getPrototypeOf(keys) === Object.prototype);
const odd = '"\\"", \'\\\\\', "\\u0000\\x1f\\n\\u2028", "é€𝒳", "\\ud800", "", -0, -1.5, 1e21, 1e-7, .5, 0x10, 1_000, 0b11, null, true, !0, !1, [], {}, [[1], {"a b": 2}], {1: "x", "2": "y", 1.5: "z", é: 3}';
const mixed = run(`return [${odd}, ${list(3000, (i) => i)}]`)();
console.log(show(mixed.slice(0, 23)), mixed.length, Object.is(mixed[6], -0), mixed[2].length, mixed[3].length, mixed[4].charCodeAt(0).toString(16), mixed.at(-1));
const twice = run(`return {a: 1, b: 2, a: 3, ${list(2000, (i) => `x${i}: ${i}`)}}`)();
console.log(show(Object.keys(twice).slice(0, 3)), twice.a);
const proto = run(`return {__proto__: {inherited: 1}, ${list(2000, (i) => `x${i}: ${i}`)}}`)();
console.log(Object.keys(proto).length, proto.inherited);
const fresh = run(`return [[1], ${list(2000, (i) => i)}]`);
console.log(fresh() !== fresh(), fresh()[0] !== fresh()[0]);
const infinite = run(`return [1e999, -1e999, ${list(2000, (i) => i)}]`)();
console.log(infinite[0], infinite[1], infinite.length);

// Data and code in turn.
let order = [];
const seen = (v) => (order.push(v), v);
const pieces = run(`return [f("first"), ${list(2000, (i) => i)}, f("middle"), () => g, ${list(5, (i) => i)}, f(2), ${list(1500, (i) => `"s${i}"`)}, undefined]`)(seen, 7);
console.log(pieces.length, show(order), pieces[0], pieces[1], pieces[2000], pieces[2001], pieces[2002](), pieces[2008], pieces[2009], pieces.at(-2), pieces.at(-1));
const holes = run(`return [, ${list(2000, (i) => i)}, , f, ,]`)();
console.log(holes.length, 0 in holes, 1 in holes, 2001 in holes, 2003 in holes);
const spread = run(`return [...f, ${list(2000, (i) => i)}, ...f]`)([8, 9]);
console.log(spread.length, spread[1], spread[2], spread.at(-1));
function* values() { return [yield 1, ...(yield 2)] }
const it = values(); it.next(); it.next('a'); console.log(show(it.next('bc').value));
const generator = run(`return function* () { return [${list(1500, (i) => i)}, yield 5, ${list(1500, (i) => i)}] }`)()();
console.log(generator.next().value, generator.next('sent').value[1500]);

// Long rows of operators.
console.log(run(`var i = 0; ${list(20000, () => 'i++').join(',')}; return i`)());
console.log(run(`var i = 0; return ${list(20000, () => 'i++').join(',')}, f(i), i`)((v) => v));
console.log(run(`var i = 0; for (${list(3000, () => 'i++').join(',')}; i < 3001; ${list(3000, () => 'i++').join(',')}); return i`)());
console.log(show(run('var a = 1, b = (a = 2, a++, a), c = [(1, 2), (3, 4, 5)]; return [a, b, c, (0, f)(), f((1, 2), 3)]')(function () { return this === undefined || this === globalThis ? arguments.length : 'object' })));
console.log(run(`return ${list(20000, (i) => i).join('+')}`)(), run(`return ${list(20000, (i) => `"${i}"`).join('+')}`)().length);
console.log(run(`return ${list(2000, () => 'f').join('&&')}`)(3), run(`return ${list(2000, () => 'g').join('||')}`)(3, 0));
console.log(run(`switch (f) { ${list(20000, (i) => `case ${i}: return ${i} * 2;`).join('')} }`)(19999));
console.log(run(`${list(5000, (i) => `let v${i} = ${i};`).join('')} return ${list(5000, (i) => `v${i}`).join('+')}`)());
console.log(run(`return \`${'${f}x'.repeat(10000)}\``)('q').length);
console.log(run(`return f(${list(5000, (i) => i)})`)((...a) => a.length));
console.log(run(`${list(20000, (i) => `function f${i}(a) { return a + ${i} }`).join('\n')} return f19999(1)`)());
console.log(run(`class A { ${list(3000, (i) => `m${i}() { return ${i} } p${i} = ${i};`).join('\n')} } return new A().m2999() + new A().p2999`)());
// expect: 70000 c0 c65536 c69999 true
// expect: ["c0","c1","c2"]
// expect: 70000 69999 {"value":1,"writable":true,"enumerable":true,"configurable":true} true
// expect: ["\"","\\","\u0000\u001f\n<LS>","é€𝒳","\ud800","",0,-1.5,1e+21,1e-7,0.5,16,1000,3,null,true,true,false,[],{},[[1],{"a b":2}],{"1":"x","2":"y","1.5":"z","é":3},0] 3022 true 4 4 d800 2999
// expect: ["a","b","x0"] 3
// expect: 2000 1
// expect: true true
// expect: Infinity -Infinity 2002
// expect: 3510 ["first","middle",2] first 0 1999 middle 7 2 s0 s1499 undefined
// expect: 2004 false true false false
// expect: 2004 9 0 9
// expect: ["a","b","c"]
// expect: 5 sent
// expect: 20000
// expect: 20000
// expect: 6000
// expect: [3,3,[2,5],0,2]
// expect: 199990000 88890
// expect: 3 0
// expect: 39998
// expect: 12497500
// expect: 20000
// expect: 5000
// expect: 20000
// expect: 5998
