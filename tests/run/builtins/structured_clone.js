// structuredClone: cycles, classes, transfer, what can't be cloned.
function t(f){try{var r=f();console.log(typeof r==='string'?r:JSON.stringify(r))}catch(e){console.log('E '+e.name+': '+e.message)}}
t(function(){var a={x:1,d:new Date(5),m:new Map([[1,{y:2}]]),s:new Set(['q']),b:new Uint8Array([1,2]),n:null,u:undefined};a.self=a;var c=structuredClone(a);return [c!==a,c.self===c,c.d.getTime(),c.m.get(1).y,c.s.has('q'),c.b[1],c.b.buffer!==a.b.buffer,c instanceof Object]});
t(function(){var b=new ArrayBuffer(4);new Uint8Array(b)[0]=7;var c=structuredClone(b,{transfer:[b]});return [b.byteLength,c.byteLength,new Uint8Array(c)[0]]});
t(function(){return structuredClone(Symbol('a'))});
t(function(){var e=structuredClone(new TypeError('m'));return [e instanceof TypeError,e.message,e.name]});
t(function(){var r=structuredClone(/a/gi);return [r.source,r.flags]});
t(function(){var u=new Uint8Array(8),c=structuredClone({a:u.subarray(2,4),b:u});return [c.a.length,c.a.byteOffset,c.a.buffer===c.b.buffer]});
t(function(){return structuredClone([1,,3]).hasOwnProperty(1)});
t(function(){return [structuredClone('x'),structuredClone(5),structuredClone(Object(true))+'']});

// expect: [true,true,5,2,true,2,true,true]
// expect: [0,4,7]
// expect: E DataCloneError: Symbol(a) could not be cloned.
// expect: [true,"m","TypeError"]
// expect: ["a","gi"]
// expect: [2,2,true]
// expect: false
// expect: ["x",5,"true"]
