// break, continue and return that end with their line, before an else; loops over names from outside.
function f(o){ let signature, r=[]; for (signature in o) { if (!o[signature]) continue; const q = signature; r.push(()=>q); } return [signature, r.map(f=>f())] }
console.log(f({a:1,b:0,c:3}));
function f2(o){ var r=[]; for (var k in o) { let q = k; if (q=='b') continue
 else r.push(()=>q) } return r.map(f=>f()) }
console.log(f2({a:1,b:0,c:3}));
function g(s){ var r=''; for (var i=0;i<s.length;i++){ var c=s[i]; if (c==='a') { r+='A' } else if (c==='b')
  break
 else if (c==='c')
  r+='C'
 else r+=c } return r }
console.log(g('xacb'))
function h(a){ const r=[]; outer: for (const x of a) { for (const y of x) { if (y === 1) continue outer
 else if (y===2) break; else if (y===3) break outer
 else if (y===4) return r
 else r.push(()=>y) } } return r.map(f=>f()) }
console.log(h([[0,1,5],[6,2,7],[8,3]]), h([[4]]))
function i(a){ for (const x of a) if (x > 1) return x
 else if (x < 0) return
 else continue
}
console.log(i([0,1,2]), i([-1]))
function j(n){ let r=[]; for (let i=0;i<n;i++) { if (i==1) continue
 else if (i==4) break
 else r.push(()=>i) } let t; for (t of r) if (t()==2) return t()
 else r.length
 return 'z' }
console.log(j(9))
function k(a) { switch (a) { case 1: return 'one'
 case 2: if (a) break
 else return 3
 default: return 'd' } return 'end' }
console.log(k(1), k(2), k(3))
class A { } class B extends A { constructor(x) { super(); if (x) return
 else this.z = 1 } }
console.log(new B(0).z, new B(1).z)
async function* ag(x) { if (x) return 5
 else yield 1 }
(async()=>{ console.log(await ag(1).next(), await ag(0).next()) })()

// expect: [ 'c', [ 'a', 'c' ] ]
// expect: [ 'a', 'c' ]
// expect: xAC
// expect: [ 0, 6, 8 ] []
// expect: 2 undefined
// expect: 2
// expect: one end d
// expect: 1 undefined
// expect: { value: 5, done: true } { value: 1, done: false }
