/* Proxies and Reflect (10.5, 28.1, 28.2). */
const { eq, throws } = require('./files/kit.js');
const logged = (target = {}, log = []) => [new Proxy(target, new Proxy({}, {
  get: (_, trap) => (...a) => { log.push(trap + (typeof a[1] === 'string' ? ':' + a[1] : '')); return Reflect[trap](...a); },
})), log];
// Each operation asks its traps, in the specification's order
eq(() => { const [p, l] = logged({ a: 1 }); p.a; p.b = 2; 'a' in p; delete p.a; return l; }, ['get:a', 'set:b', 'getOwnPropertyDescriptor:b', 'defineProperty:b', 'has:a', 'deleteProperty:a']);
eq(() => { const [p, l] = logged({ a: 1 }); Object.keys(p); return l; }, ['ownKeys', 'getOwnPropertyDescriptor:a']);
eq(() => { const [p, l] = logged({ a: 1 }); ({ ...p }); return l; }, ['ownKeys', 'getOwnPropertyDescriptor:a', 'get:a']);
eq(() => { const [p, l] = logged({ a: 1 }); const { a, ...r } = p; return l; }, ['get:a', 'ownKeys']);
eq(() => { const [p, l] = logged({ a: 1 }); Object.assign({}, p); return l; }, ['ownKeys', 'getOwnPropertyDescriptor:a', 'get:a']);
eq(() => { const [p, l] = logged(); Object.freeze(p); return l; }, ['preventExtensions', 'ownKeys']);
eq(() => { const [p, l] = logged({ a: 1 }); Object.isFrozen(p); return l; }, ['isExtensible']);
eq(() => { const [p, l] = logged([1, 2]); [...p]; return l; }, ['get', 'get:length', 'get:0', 'get:length', 'get:1', 'get:length']);
eq(() => { const [p, l] = logged([1]); Array.isArray(p) && p.push(2); return l; }, ['get:push', 'get:length', 'set:1', 'getOwnPropertyDescriptor:1', 'defineProperty:1', 'set:length', 'getOwnPropertyDescriptor:length', 'defineProperty:length']);
eq(() => { const [p, l] = logged({ a: 1 }); JSON.stringify(p); return l; }, ['get:toJSON', 'ownKeys', 'getOwnPropertyDescriptor:a', 'get:a']);
eq(() => { const [p, l] = logged(); Object.getPrototypeOf(p); Object.setPrototypeOf(p, null); Object.isExtensible(p); Object.getOwnPropertyNames(p); return l; }, ['getPrototypeOf', 'setPrototypeOf', 'isExtensible', 'ownKeys']);
eq(() => { const [p, l] = logged(); Object.defineProperty(p, 'x', { value: 1 }); Object.getOwnPropertyDescriptor(p, 'x'); return l; }, ['defineProperty:x', 'getOwnPropertyDescriptor:x']);
eq(() => { const [p, l] = logged(function () {}); p(); new p(); return l; }, ['apply', 'construct', 'get:prototype']);
eq(() => { const [p, l] = logged({ get a() { return this.b; }, b: 1 }); p.a; return l; }, ['get:a', 'get:b']);
eq(() => { const [p, l] = logged({}); const o = Object.create(p); o.x; o.y = 1; 'z' in o; return l; }, ['get:x', 'set:y', 'has:z']);
eq(() => { const [p, l] = logged({}); p instanceof Object; return l; }, ['getPrototypeOf']);
eq(() => { const [p, l] = logged({ [Symbol.toPrimitive]: () => 5 }); +p; return l; }, ['get']);
eq(() => { const [p, l] = logged(); String(p); return l.length > 0; }, true);
// What traps get
eq(() => { let seen; const p = new Proxy({}, { get(...a) { seen = a; } }); const o = Object.create(p); o.k; return [seen.length, seen[1], seen[2] === o]; }, [3, 'k', true]);
eq(() => { let seen; const p = new Proxy({}, { set(...a) { seen = a; return true; } }); p.k = 1; return [seen.length, seen[1], seen[2], seen[3] === p]; }, [4, 'k', 1, true]);
eq(() => { let seen; const h = { apply(...a) { seen = [this === h, ...a.slice(1)]; } }; new Proxy(function () {}, h).call(5, 1, 2); return seen; }, [true, 5, [1, 2]]);
eq(() => { let seen; const P = new Proxy(class {}, { construct(t, a, nt) { seen = [a, nt === P]; return {}; } }); new P(1); return seen; }, [[1], true]);
eq(() => { let seen; new Proxy({}, { defineProperty(t, k, d) { seen = d; return true; } }).x = 1; return seen; }, { value: 1, writable: true, enumerable: true, configurable: true });
eq(() => { let seen; Object.defineProperty(new Proxy({}, { defineProperty(t, k, d) { seen = d; return true; } }), 'x', { get: undefined, other: 1 }); return Object.keys(seen); }, ['get']);
eq(() => { const keys = []; const p = new Proxy({}, { has(t, k) { keys.push(k); return false; } }); 1 in p; Symbol.iterator in p; return keys.map(String); }, ['1', 'Symbol(Symbol.iterator)']);
// Without a trap, or null, the target answers
eq(() => new Proxy({ a: 1 }, {}).a, 1);
eq(() => new Proxy({ a: 1 }, { get: null }).a, 1);
eq(() => new Proxy(function (x) { return x + 1; }, {})(1), 2);
eq(() => new Proxy(new Proxy((x) => x, {}), { apply: undefined })(3), 3);
eq(() => new (new Proxy(new Proxy(class { x = 1; }, {}), { construct: null }))().x, 1);
eq(() => typeof new Proxy(() => 1, {}), 'function');
eq(() => typeof new Proxy({}, {}), 'object');
eq(() => Array.isArray(new Proxy([], {})), true);
eq(() => Object.prototype.toString.call(new Proxy([], {})), '[object Array]');
eq(() => Object.prototype.toString.call(new Proxy(() => 1, {})), '[object Function]');
throws(TypeError, () => new Proxy({}, { get: 1 }).a);
throws(TypeError, () => new Proxy({}, {})());
throws(TypeError, () => new (new Proxy(() => 1, {}))());
// Invariants
const frozen = Object.freeze({ a: 1 });
throws(TypeError, () => new Proxy(frozen, { get: () => 2 }).a);
eq(() => new Proxy(frozen, { get: () => 1 }).a, 1);
throws(TypeError, () => { 'use strict'; new Proxy(frozen, { set: () => true }).a = 2; });
throws(TypeError, () => 'a' in new Proxy(frozen, { has: () => false }));
throws(TypeError, () => delete new Proxy(frozen, { deleteProperty: () => true }).a);
throws(TypeError, () => Object.keys(new Proxy(frozen, { ownKeys: () => [] })));
throws(TypeError, () => Object.keys(new Proxy({}, { ownKeys: () => ['a', 'a'] })));
throws(TypeError, () => Object.keys(new Proxy({}, { ownKeys: () => [1] })));
throws(TypeError, () => Object.keys(new Proxy({}, { ownKeys: () => 1 })));
throws(TypeError, () => Object.keys(new Proxy(Object.preventExtensions({}), { ownKeys: () => ['b'] })));
throws(TypeError, () => Object.getPrototypeOf(new Proxy({}, { getPrototypeOf: () => 1 })));
throws(TypeError, () => Object.getPrototypeOf(new Proxy(Object.preventExtensions({}), { getPrototypeOf: () => null })));
throws(TypeError, () => Object.setPrototypeOf(new Proxy({}, { setPrototypeOf: () => false }), null));
throws(TypeError, () => Object.setPrototypeOf(new Proxy(Object.preventExtensions({}), { setPrototypeOf: () => true }), null));
throws(TypeError, () => Object.isExtensible(new Proxy({}, { isExtensible: () => false })));
throws(TypeError, () => Object.preventExtensions(new Proxy({}, { preventExtensions: () => true })));
throws(TypeError, () => Object.preventExtensions(new Proxy({}, { preventExtensions: () => false })));
throws(TypeError, () => Object.getOwnPropertyDescriptor(new Proxy({}, { getOwnPropertyDescriptor: () => 1 }), 'a'));
throws(TypeError, () => Object.getOwnPropertyDescriptor(new Proxy(frozen, { getOwnPropertyDescriptor: () => undefined }), 'a'));
throws(TypeError, () => Object.getOwnPropertyDescriptor(new Proxy({}, { getOwnPropertyDescriptor: () => ({ value: 1, configurable: false }) }), 'a'));
throws(TypeError, () => Object.defineProperty(new Proxy({}, { defineProperty: () => false }), 'a', {}));
throws(TypeError, () => Object.defineProperty(new Proxy({}, { defineProperty: () => true }), 'a', { value: 1, configurable: false }));
throws(TypeError, () => new (new Proxy(function () {}, { construct: () => 1 }))());
throws(TypeError, () => { 'use strict'; new Proxy({}, { set: () => false }).a = 1; });
throws(TypeError, () => { 'use strict'; delete new Proxy({}, { deleteProperty: () => false }).a; });
eq(() => { new Proxy({}, { set: () => false }).a = 1; return delete new Proxy({}, { deleteProperty: () => false }).a; }, false);
// Revoking
throws(TypeError, () => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); revoke(); proxy.a; });
throws(TypeError, () => { const { proxy, revoke } = Proxy.revocable(() => 1, {}); revoke(); proxy(); });
throws(TypeError, () => { const { proxy, revoke } = Proxy.revocable([], {}); revoke(); Array.isArray(proxy); });
eq(() => { const { proxy, revoke } = Proxy.revocable(() => 1, {}); revoke(); return typeof proxy; }, 'function');
throws(TypeError, () => new Proxy(1, {}));
throws(TypeError, () => new Proxy({}, null));
throws(TypeError, () => Proxy({}, {}));
eq(() => [Proxy.length, Proxy.name, 'prototype' in Proxy, Proxy.revocable.length], [2, 'Proxy', false, 2]);
// Reflect
eq(() => Object.getOwnPropertyNames(Reflect).sort().join(), 'apply,construct,defineProperty,deleteProperty,get,getOwnPropertyDescriptor,getPrototypeOf,has,isExtensible,ownKeys,preventExtensions,set,setPrototypeOf');
eq(() => Reflect.get({ get a() { 'use strict'; return this; } }, 'a', 5), 5);
eq(() => { const r = {}; return [Reflect.set({ set a(v) { this.b = v; } }, 'a', 1, r), r]; }, [true, { b: 1 }]);
eq(() => { const r = {}; return [Reflect.set({}, 'a', 1, r), r.a]; }, [true, 1]);
eq(() => [Reflect.set({}, 'a', 1, 5), Reflect.set(Object.freeze({ a: 1 }), 'a', 2), Reflect.defineProperty(frozen, 'b', {}), Reflect.deleteProperty(frozen, 'a'), Reflect.setPrototypeOf(frozen, {})], [false, false, false, false, false]);
eq(() => Reflect.ownKeys({ b: 1, 2: 1, a: 1, 1: 1, [Symbol.iterator]: 1 }).map(String), ['1', '2', 'b', 'a', 'Symbol(Symbol.iterator)']);
eq(() => { class A { constructor() { this.nt = new.target; } } class B {} const o = Reflect.construct(A, [], B); return [o instanceof B, o instanceof A, o.nt === B]; }, [true, false, true]);
eq(() => { class M extends Map {} return [Reflect.construct(Map, [[[1, 2]]], M) instanceof M, Reflect.construct(Array, [3], M).length]; }, [true, 3]);
eq(() => Reflect.construct(Date, [0], Object) instanceof Date, false);
eq(() => Reflect.apply(function (...a) { return [this, a]; }, 'x', { length: 2, 0: 1 }), ['x', [1, undefined]].map((v, i) => (i ? v : Object('x'))));
throws(TypeError, () => Reflect.apply(1));
throws(TypeError, () => Reflect.apply(() => 1, null));
throws(TypeError, () => Reflect.construct(() => 1, []));
throws(TypeError, () => Reflect.construct(class {}, [], () => 1));
throws(TypeError, () => Reflect.ownKeys(1));
throws(TypeError, () => Reflect.setPrototypeOf({}, 1));
eq(() => { const a = {}, b = Object.create(a); return Reflect.setPrototypeOf(a, b); }, false);
eq(() => Object.prototype.toString.call(Reflect), '[object Reflect]');
// expect: 90 assertions
