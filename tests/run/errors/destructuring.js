// What can't be taken apart or iterated is named by its text, as V8 does.
const tests = [
  () => { const {a} = f(); function f(){} },
  () => { const {a} = null; },
  () => { const x={}; const {a} = x.y; },
  () => { const x={}; const {a} = x.y.z; },
  () => { const x={}; const {a:{b}} = x; },
  () => { const x={}; const {0:b} = x.y; },
  () => { const x=undefined; const {0:b} = x; },
  () => { const x=undefined; const {'a-b':b} = x; },
  () => { const x=undefined; const {['k'+1]:b} = x; },
  () => { const x=undefined; const {} = x; },
  () => { const x=undefined; const {...r} = x; },
  () => { const x=undefined; let a; ({a} = x); },
  () => { const x={}; let a; ({a} = x.y()); },
  () => { const x={y(){}}; let a; ({a} = x.y()); },
  () => { const x={y(){}}; let a; ({a} = x.y(1,2)); },
  () => { const x={y(){}}; let a; ({a} = x['y'](1,2)); },
  () => { const x={y(){}}; let a; ({a} = new x.y().z); },
  () => { (({a})=>a)(); },
  () => { (function({a}){})(null); },
  () => { (function(b,{a}){})(null); },
  () => { (function({a:{b}}){})({}); },
  () => { (function([a]){})(); },
  () => { for (const {a:{b}} of [{}]); },
  () => { const [{a}] = []; },
  () => { const [[a]] = []; },
  () => { const [a] = undefined; },
  () => { const x={}; const [a] = x.y; },
  () => { const x={}; const [a] = x; },
  () => { const x={y(){}}; const [a] = x.y(); },
  () => { const x=1, y={}; [...x]; },
  () => { const x=[1], y={}; [...x, ...y]; },
  () => { const x=[1], y=0; [...x, ...y.z]; },
  () => { const x=[1]; [...x, ...x.z]; },
  () => { const x=[1]; [...x, ...x.z()]; },
  () => { const x=[1]; Math.max(...x, ...x.z); },
  () => { const x=[1]; Math.max(...x.z); },
  () => { const x=[1]; Math.max(...x.z, 1); },
  () => { const x=[1]; Math.max(1, ...x.z); },
  () => { const x=[1]; Math.max(1, ...x.z, 3); },
  () => { const x=[1]; new Set(x.z, ...x.z, 3); },
  () => { const x=[1]; new Set(...5); },
  () => { const x=[1]; new Set(5); },
  () => { const x=[1]; new Map([1]); },
  () => { const x=[1], y=2; [...x, ...(y)]; },
  () => { const x=[1], y=2; [...x, ...(y||3)]; },
  () => { const x=[1], y=2; [...x, ...(y ? 1 : 2)]; },
  () => { const x=[1], y=2; [...x, ...null]; },
  () => { const x=[1], y=2; [...x, ...undefined]; },
  () => { const x=[1], y=2; [...x, ...this]; },
  () => { const x=[1], y=2; [...x, ...(()=>1)]; },
  () => { const x=[1], y=2; [...x, ...{a:1}]; },
  () => { const x=[1], y=2; [...x, ...y+1]; },
  () => { const x=[1], y=2; [...x, ...x[0]]; },
  () => { const x=[1], y=0; [...x, ...x[y]]; },
  () => { const x=[1], y=0; [...x, ...x[y+1]]; },
  () => { const x=[1], y=0; [...x, ...await1`a`]; function await1(){return 1}},
  () => { for (const a of 5); },
  () => { const x={}; for (const a of x.y); },
  () => { const x={}; for (const a of x.y()); },
  () => { const x={y(){}}; for (const a of x.y()); },
  () => { const {a, b} = (0, undefined) },
  () => { const {a, b} = cond() ? null : {}; function cond(){return 1} },
  () => { const x = {}; const {a, b} = x?.y },
  () => { const x = {}; const {a, b} = x?.y() },
  () => { const x = {}; const {a, b} = x.y?.() },
  () => { const x = {}; const {a, b} = x.y ?? null },
  () => { const x = {}; const {[Symbol.iterator]: b} = x.y },
  () => { const x = {}; const {[x.z]: b} = x.y },
  () => { const x = {}; const {[1]: b} = x.y },
  () => { const x = {}; const {['q']: b} = x.y },
  () => { const x = {}; const {1n: b} = x.y },
  () => { const x = {}; const {1.5: b} = x.y },
  () => { const x = {}; const {a = 1} = x.y },
  () => { const x = {}; const {a: {b} = x.q} = x },
  () => { class A extends null { constructor({a}){ } } new A() },
  () => { var {a} = arguments0(); function arguments0(){} },
  () => { var {length} = undefined },
  () => { const x = {}; const {a} = this.b; },
  () => { const x = {f(){}}; const {a} = x.f`q`; },
  () => { const x=[]; const {a} = x[0]; },
  () => { const x=[], i=0; const {a} = x[i]; },
  () => { const x=[], i=0; const {a} = x[i+1].b; },
  () => { const x=[], i=0; const {a} = x['q r']; },
  () => { const x=[], i=0; const {a} = x[i][i]; },
  () => { yield1(); function yield1({a}, {b} = a) {} },
  () => { const x={y(){}}; let [a] = x.y(1); },
  () => { const x={y(){}}; let a; [a] = x.y(1); },
  () => { function f(){}; let [a] = f(); },
  () => { function f(){}; let a; [a] = f(); },
  () => { const x={y(){}}; let a; [a] = x['y'](1); },
  () => { const x={y(){}}; let a; [a] = x['y'](1).z; },
  () => { const x=5; let a; [a] = x; },
  () => { const x={y(){}}; let a; [a, ...b] = x.y(1); },
  () => { const x={y(){}}; [...x.y()] },
  () => { const x={y(){}}; [...x.y(), ...[]] },
  () => { [...(()=>1)] },
  () => { [...function(){}] },
  () => { [...class A{}] },
  () => { [.../a/] },
  () => { [...{}] },
  () => { [...`a${1}`, ...5] },
  () => { [...typeof 5, ...-5] },
  () => { [...'', ...new Date()] },
  () => { [...'', ...new Date] },
  () => { [...'', ...new Date().x] },
  () => { Math.max(...(()=>1)) },
  () => { Math.max(...{}) },
  () => { Math.max(...undefined) },
  () => { Math.max(1,...undefined) },
  () => { Math.max(...[],...undefined) },
  () => { Math.max(...[],...null) },
  () => { Math.max(...[],...5) },
  () => { const o={}; Math.max(...[],...o.x, 7) },
  () => { const o={x(){}}; new Date(...[],...o.y) },
  () => { const o={x(){}}; new Date(1, ...o.y) },
  () => { const o={x(){}}; new Date(...o.y) },
  () => { class A {}; class B extends A { constructor(o) { super(...o.x, ...o.y) } } new B({x:[]}) },
  () => { const x=undefined, k='q'; const {[k]:b} = x; },
  () => { const x={}, k='q'; const {[k]:b, ...r} = x.z.y; },
  () => { const x={}, k='q'; const {[k]:b, ...r} = x.z; },
  () => { const x={}, k='q'; const {a, ...r} = x.z; },
  () => { const x={}, k='q'; const {a, [k]:c} = x.z; },
  () => { const x={f(){}}, k='q'; const {} = x.f(); },
  () => { const x={f(){}}, k='q'; let r; ({...r} = x.f()); },
  () => { (({})=>1)() },
  () => { (({...r})=>1)() },
  () => { (({...r})=>1)(null) },
  () => { ((a,{...r})=>1)(null) },
  () => { ((a,{['k']:r})=>1)(null) },
  () => { const x={}; const {a:{k}} = x },
  () => { const x=[]; const [{k}] = x },
  () => { const x={}; const {a, b:{c}} = x },
  () => { const x={}; const {'a b':{c}} = x },
  () => { const x={}; const {'a b':c} = x.q },
  () => { const x={}; const {"a b":c} = x.q },
  () => { const x={}; const {1:c} = x.q },
  () => { const x={}; const {0x10:c} = x.q },
  () => { const x={}; const {a=1} = x.q },
  () => { const x={}; const {a=1, b} = x.q },
  () => { const x={}; const {a, b=1} = x.q },
  () => { const x={}; const {a:b=1} = x.q },
  () => { const x={}; const {a:b} = x.q },
  () => { const x={}; ({a:x.z} = x.q) },
  () => { const x={}; ({a:x['z']} = x.q()) },
  () => { const x={q(){}}; ({a:x['z']} = x.q()) },
  () => { const x={q(){}}; const {a} = x.q() || x.q() },
  () => { const x={q(){}}; const {a} = x.q() && 5 },
  () => { const x={q(){}}; const {a} = !x ? x : undefined },
  () => { const x={q(){}}; const {a} = x.q(function(){ return [1,2] }) },
  () => { const x={q(){}}; const {a} = x.q(')') },
  () => { const o={}; return {...o.f()} },
  () => { const o={}; return {...o.f('x'), ...o} },
  () => { const o={}; f({...o.f('x'), ...o}); function f(){} },
  () => { const o=null; Math.max(...o) },
  () => { const o={x:null}; Math.max(...o.x) },
  () => { const o={x:null}; new Date(...o.x) },
  () => { const o={x:null}; Math.max(...null) },
  () => { const o={x:null}; Math.max(...undefined) },
  () => { class A { #p = {}; #q(){}; f() { this.#p.map() } } new A().f() },
  () => { class A { #p = {}; f() { this.#p() } } new A().f() },
  () => { class A { #p = {}; f() { this.#p.a.b() } } new A().f() },
  () => { class A { #p = {}; f() { this.#p.a.b.c() } } new A().f() },
  () => { class A { #p = {}; f() { const {a} = this.#p.a; } } new A().f() },
  () => { class A { #p = {}; f() { for (const a of this.#p.a); } } new A().f() },
  () => { class A { #p = {}; f() { [...this.#p] } } new A().f() },
  () => { class A { #p = {}; f() { (this.#p || 5)() } } new A().f() },
  () => { class A { #p = {}; f() { new this.#p() } } new A().f() },
  () => { class A { static #p = {}; static f() { new A.#p.b() } } A.f() },
  () => { class A { static #p = {}; static f() { A?.#p.b() } } A.f() },
  () => { class A { static #p = {}; static f() { A.#p?.b() } } A.f() },
  () => { class A { static #p = {}; static f() { A.#p?.b.c() } } A.f() },
  () => { class A { static #p = {}; static f() { A.#p.q = A.#p.r.s } } A.f() },
  () => { const data=[5]; data[0]?.toUpperCase() },
  () => { const data=[5]; data[0]?.toUpperCase().x() },
  () => { const data=[5], i=0; data[i]?.toUpperCase()?.slice() },
  () => { const data={f(){return 5}}; data.f()?.toUpperCase() },
  () => { const data={f(){return 5}}; data?.f()?.toUpperCase() },
  () => { const data={f(){return 5}}; data?.f?.()?.toUpperCase() },
  () => { const data={f(){return ()=>5}}; data.f(1)(2)(3) },
  () => { const data={f(){return ()=>5}}; data.f(1)(2)(3)(4) },
  () => { const data={f(){return 5}}; data.f(1)(2) },
  () => { const f=()=>5; f(1)(2) },
  () => { const f=()=>5, o={f}; o.f(f)(o) },
  () => { const f=()=>5, o={f}; o.f(f)(o.f) },
  () => { const f=()=>5, o={g:{f}}; (o.g.f(f))(o) },
  () => { const f=()=>5, o={g:{f}}; const typeRep=1; return o.g.f(typeRep)(f) },
  () => { const f=()=>5, o={g:{f}}; const typeRep={a:()=>5}; return o.g.f(typeRep.a)(f) },
  () => { 42 in 42 },
  () => { 'x' in 'abc' },
  () => { Symbol.iterator in 42.5 },
  () => { Symbol('x') in undefined },
  () => { ({}) in null },
  () => { const x = {}; const { // it's
    a,
    b } = x.y; },
  () => { const x = { q() {} }; const {
    a,
    b } = x
    .q(')'), z = 5; },
];

for (const test of tests)
  try { test(); console.log('no error'); } catch (e) { console.log(String(e)); }
// expect: TypeError: Cannot destructure property 'a' of 'f(...)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'null' as it is null.
// expect: TypeError: Cannot destructure property 'a' of 'x.y' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'z')
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot destructure property '0' of 'x.y' as it is undefined.
// expect: TypeError: Cannot destructure property '0' of 'x' as it is undefined.
// expect: TypeError: Cannot destructure property 'a-b' of 'x' as it is undefined.
// expect: TypeError: Cannot destructure 'x' as it is undefined.
// expect: TypeError: Cannot destructure 'x' as it is undefined.
// expect: TypeError: Cannot destructure 'x' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x' as it is undefined.
// expect: TypeError: x.y is not a function
// expect: TypeError: Cannot destructure property 'a' of 'x.y(...)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.y(...)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.y(...)' as it is undefined.
// expect: TypeError: x.y is not a constructor
// expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'object null' as it is null.
// expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot read properties of undefined (reading 'a')
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: x is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: x is not iterable
// expect: TypeError: y is not iterable
// expect: TypeError: y.z is not iterable
// expect: TypeError: x.z is not iterable
// expect: TypeError: x.z is not a function or its return value is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: x.z is not iterable (cannot read property undefined)
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: x.z is not iterable (cannot read property undefined)
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Iterator value 1 is not an entry object
// expect: TypeError: y is not iterable
// expect: TypeError: (y || 3) is not iterable
// expect: TypeError: (intermediate value)(intermediate value)(intermediate value) is not iterable
// expect: TypeError: null is not iterable
// expect: TypeError: undefined is not iterable
// expect: TypeError: this is not iterable
// expect: TypeError: (intermediate value) is not iterable
// expect: TypeError: {(intermediate value)} is not iterable
// expect: TypeError: (y + 1) is not iterable
// expect: TypeError: x[0] is not iterable
// expect: TypeError: x[y] is not iterable
// expect: TypeError: x[(y + 1)] is not iterable
// expect: TypeError: await1 is not a function or its return value is not iterable
// expect: TypeError: 5 is not iterable
// expect: TypeError: x.y is not iterable
// expect: TypeError: x.y is not a function or its return value is not iterable
// expect: TypeError: x.y is not a function or its return value is not iterable
// expect: TypeError: Cannot destructure property 'a' of '(0 , undefined)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of '(intermediate value)(intermediate value)(intermediate value)' as it is null.
// expect: TypeError: Cannot destructure property 'a' of '(intermediate value)' as it is undefined.
// expect: TypeError: x?.y is not a function
// expect: TypeError: Cannot destructure property 'a' of '(intermediate value)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of '(x.y ?? null)' as it is null.
// expect: TypeError: Cannot destructure 'x.y' as it is undefined.
// expect: TypeError: Cannot destructure 'x.y' as it is undefined.
// expect: TypeError: Cannot destructure 'x.y' as it is undefined.
// expect: TypeError: Cannot destructure 'x.y' as it is undefined.
// expect: TypeError: Cannot destructure property '1' of 'x.y' as it is undefined.
// expect: TypeError: Cannot destructure property '1.5' of 'x.y' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'a')
// expect: TypeError: Cannot destructure property 'b' of 'x.q' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'arguments0(...)' as it is undefined.
// expect: TypeError: Cannot destructure property 'length' of 'undefined' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'this.b' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.f(...)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x[0]' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x[i]' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot destructure property 'a' of 'x.q r' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading '0')
// expect: TypeError: Cannot destructure property 'a' of 'undefined' as it is undefined.
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: f is not a function or its return value is not iterable
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot read properties of undefined (reading 'z')
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: x.y is not a function or its return value is not iterable
// expect: TypeError: x.y is not a function or its return value is not iterable
// expect: TypeError: (intermediate value) is not iterable
// expect: TypeError: (intermediate value) is not iterable
// expect: TypeError: (intermediate value) is not iterable
// expect: TypeError: /a/ is not iterable
// expect: TypeError: {} is not iterable
// expect: TypeError: 5 is not iterable
// expect: TypeError: -5 is not iterable
// expect: TypeError: Date is not a function or its return value is not iterable
// expect: TypeError: Date is not a function or its return value is not iterable
// expect: TypeError: Date.x is not iterable
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: Spread syntax requires ...iterable[Symbol.iterator] to be a function
// expect: TypeError: undefined is not iterable (cannot read property undefined)
// expect: TypeError: undefined is not iterable (cannot read property undefined)
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: object null is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: o.y is not iterable (cannot read property undefined)
// expect: TypeError: o.y is not iterable (cannot read property undefined)
// expect: TypeError: undefined is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: TypeError: Cannot destructure 'x' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'y')
// expect: TypeError: Cannot destructure 'x.z' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.z' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.z' as it is undefined.
// expect: TypeError: Cannot destructure 'x.f(...)' as it is undefined.
// expect: TypeError: Cannot destructure 'x.f(...)' as it is undefined.
// expect: TypeError: Cannot destructure 'undefined' as it is undefined.
// expect: TypeError: Cannot destructure 'undefined' as it is undefined.
// expect: TypeError: Cannot destructure 'object null' as it is null.
// expect: TypeError: Cannot destructure 'undefined' as it is undefined.
// expect: TypeError: Cannot destructure 'undefined' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'k')
// expect: TypeError: Cannot read properties of undefined (reading 'k')
// expect: TypeError: Cannot read properties of undefined (reading 'c')
// expect: TypeError: Cannot read properties of undefined (reading 'c')
// expect: TypeError: Cannot destructure property 'a b' of 'x.q' as it is undefined.
// expect: TypeError: Cannot destructure property 'a b' of 'x.q' as it is undefined.
// expect: TypeError: Cannot destructure property '1' of 'x.q' as it is undefined.
// expect: TypeError: Cannot destructure property '16' of 'x.q' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'a')
// expect: TypeError: Cannot read properties of undefined (reading 'a')
// expect: TypeError: Cannot destructure property 'a' of 'x.q' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'a')
// expect: TypeError: Cannot destructure property 'a' of 'x.q' as it is undefined.
// expect: TypeError: Cannot read properties of undefined (reading 'a')
// expect: TypeError: x.q is not a function
// expect: TypeError: Cannot read properties of undefined (reading 'a')
// expect: TypeError: Cannot destructure property 'a' of '(x.q(...) || x.q(...))' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of '(x.q(...) && 5)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of '(intermediate value)(intermediate value)(intermediate value)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.q(...)' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.q(...)' as it is undefined.
// expect: TypeError: o.f is not a function
// expect: TypeError: o.f is not a function
// expect: TypeError: o.f is not a function
// expect: TypeError: o is not iterable (cannot read property null)
// expect: TypeError: o.x is not iterable (cannot read property null)
// expect: TypeError: o.x is not iterable (cannot read property null)
// expect: TypeError: null is not iterable (cannot read property null)
// expect: TypeError: undefined is not iterable (cannot read property undefined)
// expect: TypeError: this[#p].map is not a function
// expect: TypeError: this[#p] is not a function
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot read properties of undefined (reading 'b')
// expect: TypeError: Cannot destructure property 'a' of 'this[#p].a' as it is undefined.
// expect: TypeError: this[#p].a is not iterable
// expect: TypeError: this[#p] is not iterable
// expect: TypeError: (this[#p] || 5) is not a function
// expect: TypeError: this[#p] is not a constructor
// expect: TypeError: A[#p].b is not a constructor
// expect: TypeError: A?.[#p].b is not a function
// expect: TypeError: A[#p]?.b is not a function
// expect: TypeError: Cannot read properties of undefined (reading 'c')
// expect: TypeError: Cannot read properties of undefined (reading 's')
// expect: TypeError: data[0]?.toUpperCase is not a function
// expect: TypeError: data[0]?.toUpperCase is not a function
// expect: TypeError: data[i]?.toUpperCase is not a function
// expect: TypeError: data.f(...)?.toUpperCase is not a function
// expect: TypeError: data?.f(...)?.toUpperCase is not a function
// expect: TypeError: data?.f(...)?.toUpperCase is not a function
// expect: TypeError: data.f(...)(...) is not a function
// expect: TypeError: data.f(...)(...) is not a function
// expect: TypeError: data.f(...) is not a function
// expect: TypeError: f(...) is not a function
// expect: TypeError: o.f(...) is not a function
// expect: TypeError: o.f(...) is not a function
// expect: TypeError: o.g.f(...) is not a function
// expect: TypeError: o.g.f(...) is not a function
// expect: TypeError: o.g.f(...) is not a function
// expect: TypeError: Cannot use 'in' operator to search for '42' in 42
// expect: TypeError: Cannot use 'in' operator to search for 'x' in abc
// expect: TypeError: Cannot use 'in' operator to search for 'Symbol(Symbol.iterator)' in 42.5
// expect: TypeError: Cannot use 'in' operator to search for 'Symbol(x)' in undefined
// expect: TypeError: Cannot use 'in' operator to search for '#<Object>' in null
// expect: TypeError: Cannot destructure property 'a' of 'x.y' as it is undefined.
// expect: TypeError: Cannot destructure property 'a' of 'x.q(...)' as it is undefined.
