// Object, Reflect, Proxy with its traps and invariants, weak collections.
function t(f){try{var r=f();console.log(typeof r==='string'?r:JSON.stringify(r))}catch(e){console.log('E '+e.name+': '+e.message)}}
t(function(){return Object.entries({b:1,a:2,1:3})});
t(function(){return Object.values('abc')});
t(function(){return Object.fromEntries([['a',1],['b',2]])});
t(function(){return Object.getOwnPropertyDescriptors({get a(){return 1},b:2})});
t(function(){return Object.keys(new Proxy({a:1,b:2},{ownKeys:function(){return ['b','a']}}))});
t(function(){var l=[];var p=new Proxy({},{defineProperty:function(t,k,d){l.push(k,d);return Reflect.defineProperty(t,k,d)},getOwnPropertyDescriptor:function(t,k){l.push('gopd '+k);return Reflect.getOwnPropertyDescriptor(t,k)}});p.x=1;return l});
t(function(){var p=new Proxy({},{getPrototypeOf:function(){return Array.prototype}});return [Object.getPrototypeOf(p)===Array.prototype,Array.prototype.isPrototypeOf(p), p instanceof Array]});
t(function(){var o=Object.create(new Proxy({},{get:function(t,k,r){return k+(r===o)}}));return o.foo});
t(function(){var o=Object.create(new Proxy({},{has:function(t,k){return k==='zz'}}));return ['zz' in o,'y' in o]});
t(function(){'use strict';var o=Object.create(new Proxy({},{set:function(t,k,v,r){return false}}));o.foo=1});
t(function(){'use strict';delete new Proxy({},{deleteProperty:function(){return false}}).x});
t(function(){return new Proxy({},{get:function(){return 5}}).abc});
t(function(){return Reflect.ownKeys({b:1,2:1,1:1,a:1})});
t(function(){return Reflect.set({},'a',1)});
t(function(){var r={};Reflect.set({set a(v){this.q=v}},'a',1,r);return r});
t(function(){var r={};return [Reflect.set({a:1},'a',5,r),r]});
t(function(){return Reflect.get({get a(){return this.z}},'a',{z:9})});
t(function(){return [Object.isFrozen(Object.freeze({a:1})),Object.isSealed(Object.seal([1])),Object.isFrozen([])]});
t(function(){Object.defineProperty(Object.freeze({}),'a',{value:1})});
t(function(){var o={};Object.defineProperty(o,'a',{value:1});Object.defineProperty(o,'a',{value:2})});
t(function(){Object.defineProperty({},'a',{get:1})});
t(function(){Object.defineProperty({},'a',{get:function(){},value:1})});
t(function(){Object.defineProperty({},'a',1)});
t(function(){Object.defineProperty(1,'a',1)});
t(function(){Object.create(1)});
t(function(){return Object.setPrototypeOf({},1)});
t(function(){var a={};var b=Object.create(a);Object.setPrototypeOf(a,b)});
t(function(){return Object.prototype.toString.call(new Proxy([],{}))+Object.prototype.toString.call(function(){})+Object.prototype.toString.call(null)+Object.prototype.toString.call(new Date)+Object.prototype.toString.call(/x/)+Object.prototype.toString.call(new Map)});
t(function(){var o={};o[Symbol.toStringTag]='Zed';return String(o)});
t(function(){return Object.assign({a:1},null,{b:2},'xy')});
t(function(){var w=new WeakMap();var k=Object.freeze({});w.set(k,5);return [w.get(k),w.has(k),w.delete(k),w.has(k),w.get({})]});
t(function(){new WeakMap().set(1,1)});
t(function(){return new WeakSet([{}]) instanceof WeakSet});
t(function(){var o={};return new WeakRef(o).deref()===o});
t(function(){var o={a:1};return o.hasOwnProperty('a')+' '+o.propertyIsEnumerable('a')+' '+[].hasOwnProperty('length')+' '+'abc'.hasOwnProperty(1)});
t(function(){return Object.getOwnPropertyNames('ab').concat(Object.getOwnPropertyNames([1,2]),Object.getOwnPropertyNames(new Uint8Array(2)))});
t(function(){var o={};o.__proto__={x:1};return [o.x,Object.keys(o)]});
t(function(){var p=Proxy.revocable({},{});p.revoke();return p.proxy.x});
t(function(){var p=Proxy.revocable({},{});p.revoke();return Array.isArray(p.proxy)});
t(function(){var r=[];for(var k in new Proxy({a:1,b:2},{}))r.push(k);return r});
t(function(){var a=[1,2,3];Object.defineProperty(a,'length',{value:1});return a});
t(function(){var n=0;for(var i=0;i<200000;i++){var w=new WeakMap();w.set({},i);n++}return n});

// expect: [["1",3],["b",1],["a",2]]
// expect: ["a","b","c"]
// expect: {"a":1,"b":2}
// expect: {"a":{"enumerable":true,"configurable":true},"b":{"value":2,"writable":true,"enumerable":true,"configurable":true}}
// expect: ["b","a"]
// expect: ["gopd x","x",{"value":1,"writable":true,"enumerable":true,"configurable":true}]
// expect: [true,true,true]
// expect: footrue
// expect: [true,false]
// expect: E TypeError: 'set' on proxy: trap returned falsish for property 'foo'
// expect: E TypeError: 'deleteProperty' on proxy: trap returned falsish for property 'x'
// expect: 5
// expect: ["1","2","b","a"]
// expect: true
// expect: {"q":1}
// expect: [true,{"a":5}]
// expect: 9
// expect: [true,true,false]
// expect: E TypeError: Cannot define property a, object is not extensible
// expect: E TypeError: Cannot redefine property: a
// expect: E TypeError: Getter must be a function: 1
// expect: E TypeError: Invalid property descriptor. Cannot both specify accessors and a value or writable attribute, #<Object>
// expect: E TypeError: Property description must be an object: 1
// expect: E TypeError: Object.defineProperty called on non-object
// expect: E TypeError: Object prototype may only be an Object or null: 1
// expect: E TypeError: Object prototype may only be an Object or null: 1
// expect: E TypeError: Cyclic __proto__ value
// expect: [object Array][object Function][object Null][object Date][object RegExp][object Map]
// expect: [object Zed]
// expect: {"0":"x","1":"y","a":1,"b":2}
// expect: [5,true,true,false,null]
// expect: E TypeError: Invalid value used as weak map key
// expect: true
// expect: true
// expect: true true true true
// expect: ["0","1","length","0","1","length","0","1"]
// expect: [1,[]]
// expect: E TypeError: Cannot perform 'get' on a proxy that has been revoked
// expect: E TypeError: Cannot perform 'IsArray' on a proxy that has been revoked
// expect: ["a","b"]
// expect: [1]
// expect: 200000
