// Functions with more constants than an instruction's sixteen bits can number: values, property
// names, names of functions and of globals that come last, closures over them.
const lines = [];
for (let i = 0; i < 70000; i++) lines.push(`d[${0x10000 + i}] = "s${i}"; n += ${i}.25;`);
for (let i = 0; i < 3000; i++) lines.push(`o.p${i} = f${i % 1500}("a${i}");`);
for (let i = 0; i < 1500; i++) lines.push(`function f${i}(a) { return a + ${i} + d[${0x10000 + i}]; }`);
for (let i = 0; i < 2000; i++) lines.push(`globalThis.v${i} = ${i}; v${i}++;`);
const run = new Function('d', 'o', 'let n = 0;' + lines.join('\n') + 'return [n, () => n + String(d[65540]), v1999, [1.5, -2.25, 1e300, "é"], typeof f3, Math.max(1, 70001.25)];');
const d = {}, o = {}, [n, later, last, list, type, most] = run(d, o);
console.log(n, later(), last, list.join(), type, most, Object.keys(d).length, d[65536], d[135535], o.p2999, o.p3);
const entries = Array.from({ length: 70000 }, (_, i) => `"k${i}": "v${i}"`);
const literal = new Function(`return {${entries}}`)();
console.log(Object.keys(literal).length, Object.keys(literal).every((k) => literal[k] === 'v' + k.slice(1)));
const cases = Array.from({ length: 70000 }, (_, i) => `case "q${i}": return ${i}.5;`);
const choose = new Function('x', `switch (x) { ${cases.join('\n')} } return "none"`);
console.log(choose('q69999'), choose('q1'), choose('q65536'), choose('q'));
// expect: 2449982500 2449982500s4 2000 1.5,-2.25,1e+300,é function 70001.25 70000 s0 s69999 a29991499s1499 a33s3
// expect: 70000 true
// expect: 69999.5 1.5 65536.5 none
