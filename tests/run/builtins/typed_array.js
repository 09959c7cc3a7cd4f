// Typed arrays, ArrayBuffer, DataView, Atomics.
function t(f){try{var r=f();console.log(typeof r==='string'?r:JSON.stringify(r))}catch(e){console.log('E '+e.name+': '+e.message)}}
function s(x){return x.constructor.name+'['+Array.prototype.join.call(x)+']'}
t(function(){return [s(new Uint8Array([1,2,300])),s(new Int16Array(2)),s(Uint8ClampedArray.of(1.5,2.5,300,-1)),s(Float32Array.from([1.1,2])),s(new BigInt64Array(2)),s(Uint8Array.from({length:2,0:5,1:6},function(x){return x*2}))]});
t(function(){var b=new ArrayBuffer(8);var u=new Uint32Array(b,4,1);u[0]=0x01020304;return [s(new Uint8Array(b)),u.byteOffset,u.byteLength,u.length,u.buffer===b]});
t(function(){var a=new Uint8Array([5,1,4]);return [s(a.sort()),s(a.slice(1)),s(a.subarray(1,2)),s(a.map(function(x){return x*2})),s(a.filter(function(x){return x>1})),a.indexOf(4),a.includes(9),a.join('-'),a.at(-1),s(a.fill(7,1)),s(a.reverse()),s(a.copyWithin(0,1))]});
t(function(){var a=new Float64Array([3,NaN,-0,0,1]);return [s(a.sort()),Object.is(a[0],-0),s(a.toReversed()),s(a.with(0,9)),s(a.toSorted(function(x,y){return y-x}))]});
t(function(){var d=new DataView(new ArrayBuffer(16));d.setInt16(0,-2);d.setFloat64(8,1.5,true);d.setBigInt64(0,BigInt(-3));return [d.getUint8(0),d.getFloat64(8,true),d.getBigInt64(0)+'',d.getInt32(4)]});
t(function(){new DataView(new ArrayBuffer(1)).getInt16(0)});
t(function(){Uint8Array(1)});
t(function(){new Uint8Array(-1)});
t(function(){new Uint16Array(new ArrayBuffer(3))});
t(function(){new Uint16Array(new ArrayBuffer(4),1)});
t(function(){return Object.prototype.toString.call(new Uint8Array(1))+Object.getPrototypeOf(Uint8Array).name+Uint8Array.BYTES_PER_ELEMENT+Object.keys(new Uint8Array(3))});
t(function(){return Array.from(new Uint8Array([1,2]).entries())});
t(function(){var b=new ArrayBuffer(4,{maxByteLength:16});var u=new Uint8Array(b),f=new Uint8Array(b,0,4);b.resize(8);var r=[u.length,f.length,b.byteLength];b.resize(2);r.push(u.length,f.length,f.byteLength,b.maxByteLength,b.resizable);return r});
t(function(){var b=new BigUint64Array([BigInt(1),BigInt(-1)]);return [b[0]+'',b[1]+'',b.join()]});
t(function(){var a=new Uint8Array(4);a.set([1,2],1);a.set(new Uint16Array([300]),3);return s(a)});
t(function(){new Uint8Array(2).set([1,2,3])});
t(function(){var a=new Int32Array(2);Atomics.add(a,0,5);return [Atomics.load(a,0),Atomics.exchange(a,0,7),Atomics.compareExchange(a,0,7,9),a[0]]});
t(function(){return [Buffer.from('abc').toString('hex'),Buffer.from([1,2,3]).slice(1).length,Buffer.concat([Buffer.from('a'),Buffer.from('b')]).toString(),Buffer.from('abc').subarray(1).toString(),Buffer.from('xyz') instanceof Uint8Array]});
t(function(){function S(n){var o=Reflect.construct(Uint8Array,[n],S);return o}S.prototype=Object.create(Uint8Array.prototype,{constructor:{value:S}});Object.setPrototypeOf(S,Uint8Array);var x=new S(3);return [x instanceof S,x.slice(1) instanceof S,x.length]});
t(function(){var a=new Uint8Array([1,2,3]);return [a.reduce(function(x,y){return x+y}),a.every(function(x){return x}),a.find(function(x){return x>1}),a.findLastIndex(function(x){return x<3}),a.toString(),a.toLocaleString()]});
t(function(){var a=new Uint8Array(2);a[5]=1;a['x']=1;a[1.5]=2;a['-0']=3;return Object.keys(a).join()+a.hasOwnProperty('1.5')+(5 in a)});
t(function(){return Object.getOwnPropertyDescriptor(new Uint8Array([7]),0)});
t(function(){Object.defineProperty(new Uint8Array([7]),0,{value:1,configurable:false})});
t(function(){var a=new Uint8Array([7]);Object.defineProperty(a,0,{value:9});return a[0]});

// expect: ["Uint8Array[1,2,44]","Int16Array[0,0]","Uint8ClampedArray[2,2,255,0]","Float32Array[1.100000023841858,2]","BigInt64Array[0,0]","Uint8Array[10,12]"]
// expect: ["Uint8Array[0,0,0,0,4,3,2,1]",4,4,1,true]
// expect: ["Uint8Array[1,4,5]","Uint8Array[4,5]","Uint8Array[4]","Uint8Array[2,8,10]","Uint8Array[4,5]",1,false,"1-4-5",5,"Uint8Array[1,7,7]","Uint8Array[7,7,1]","Uint8Array[7,1,1]"]
// expect: ["Float64Array[0,0,1,3,NaN]",true,"Float64Array[NaN,3,1,0,0]","Float64Array[9,0,1,3,NaN]","Float64Array[3,1,0,0,NaN]"]
// expect: [255,1.5,"-3",-3]
// expect: E RangeError: Offset is outside the bounds of the DataView
// expect: E TypeError: Constructor Uint8Array requires 'new'
// expect: E RangeError: Invalid typed array length: -1
// expect: E RangeError: byte length of Uint16Array should be a multiple of 2
// expect: E RangeError: start offset of Uint16Array should be a multiple of 2
// expect: [object Uint8Array]TypedArray10,1,2
// expect: [[0,1],[1,2]]
// expect: [8,4,8,2,0,0,16,true]
// expect: ["1","18446744073709551615","1,18446744073709551615"]
// expect: Uint8Array[0,1,2,44]
// expect: E RangeError: offset is out of bounds
// expect: [5,5,7,9]
// expect: ["616263",2,"ab","bc",true]
// expect: [true,true,3]
// expect: [6,true,2,1,"1,2,3","1,2,3"]
// expect: 0,1,xfalsefalse
// expect: {"value":7,"writable":true,"enumerable":true,"configurable":true}
// expect: E TypeError: Cannot redefine property: 0
// expect: 9
