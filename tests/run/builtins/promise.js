// Promises: the order of reactions, thenables, subclasses, and what then, catch and finally
// pass on.
var log = [];
function note(name) { return function (v) { log.push(name + ':' + (v && v.message || v)); }; }

// Reactions run in the order in which they became due.
Promise.resolve(1).then(note('a')).then(note('b')).then(note('c'));
Promise.resolve(2).then(note('d')).then(note('e'));
process.nextTick(note('tick'));
queueMicrotask(note('micro'));

// A promise that resolves to a promise takes two more turns.
new Promise(function (resolve) { resolve(Promise.resolve('inner')); }).then(note('f'));
Promise.resolve().then(note('1')).then(note('2')).then(note('3')).then(note('4'));

// Thenables are called later, once, and what they throw afterwards doesn't count.
var thenable = { then: function (resolve, reject) {
  log.push('then called');
  resolve('kept');
  reject('lost');
  throw new Error('lost, too');
} };
Promise.resolve(thenable).then(note('thenable'));
log.push('sync end');

// A getter that throws rejects.
Promise.resolve(Object.defineProperty({}, 'then', { get: function () { throw new Error('getter'); } }))
  .catch(note('getter'));

// Only the first settling counts.
new Promise(function (resolve, reject) { resolve(1); reject(2); resolve(3); throw 4; })
  .then(note('first'), note('wrong'));
new Promise(function () { throw new Error('thrown'); }).catch(note('executor'));

// A promise can't wait for itself.
var self, resolveSelf;
self = new Promise(function (resolve) { resolveSelf = resolve; });
resolveSelf(self);
self.catch(note('self'));

// finally passes the outcome through, unless it fails itself.
Promise.resolve('v').finally(function () { return 'ignored'; }).then(note('finally'));
Promise.reject(new Error('r')).finally(function () {}).catch(note('finally rejected'));
Promise.resolve(1).finally(function () { throw new Error('in finally'); }).catch(note('finally threw'));
Promise.resolve(1).finally(function () { return Promise.reject(new Error('later')); })
  .catch(note('finally waits'));

// What is no function is ignored.
Promise.resolve('through').then(1, null).then(note('through'));
Promise.reject('down').then(function () {}).catch(note('down'));

setTimeout(function () {
  console.log(log.join('\n'));
  more();
}, 5);

function Sub(executor) { var p = Reflect.construct(Promise, [executor], Sub); p.isSub = true; return p; }
Object.setPrototypeOf(Sub, Promise);
Sub.prototype = Object.create(Promise.prototype, { constructor: { value: Sub } });

function more() {
  var p = Sub.resolve(1), q = p.then(function () {});
  console.log(p.isSub, q.isSub, q instanceof Sub, Sub.resolve(p) === p, Promise.resolve(p) === p);
  console.log(Sub.all([]).isSub, Sub.race([]).isSub, q.finally(function () {}).isSub);
  var plain = new Promise(function () {});
  plain.constructor = { };
  plain.constructor[Symbol.species] = Sub;
  console.log(plain.then().isSub);
  console.log(Object.prototype.toString.call(plain), Promise.length, Promise.name, Promise[Symbol.species] === Promise);
  [function () { Promise(); }, function () { new Promise(); }, function () { new Promise({}); },
    function () { Promise.resolve.call(undefined); }, function () { Promise.prototype.then.call({}); },
    function () { Promise.all.call(function () {}, []); }, function () { new Promise('x'); }
  ].forEach(function (f) { try { f(); } catch (e) { console.log(e.name + ': ' + e.message); } });
  ['resolve', 'reject', 'all', 'race', 'any', 'allSettled'].forEach(function (name) {
    var d = Object.getOwnPropertyDescriptor(Promise, name);
    console.log(name, d.value.name, d.value.length, d.writable, d.enumerable, d.configurable);
  });
  ['then', 'catch', 'finally'].forEach(function (name) {
    var d = Object.getOwnPropertyDescriptor(Promise.prototype, name);
    console.log(name, d.value.name, d.value.length, d.writable, d.enumerable, d.configurable);
  });
  new Promise(function (resolve, reject) {
    console.log(resolve.length, JSON.stringify(resolve.name), 'prototype' in resolve, Object.getOwnPropertyNames(reject).join());
  });
}
// expect: sync end
// expect: tick:undefined
// expect: a:1
// expect: d:2
// expect: micro:undefined
// expect: 1:undefined
// expect: then called
// expect: getter:getter
// expect: first:1
// expect: executor:thrown
// expect: self:Chaining cycle detected for promise #<Promise>
// expect: b:undefined
// expect: e:undefined
// expect: 2:undefined
// expect: thenable:kept
// expect: finally threw:in finally
// expect: through:through
// expect: down:down
// expect: c:undefined
// expect: f:inner
// expect: 3:undefined
// expect: 4:undefined
// expect: finally:v
// expect: finally rejected:r
// expect: finally waits:later
// expect: true true true true false
// expect: true true true
// expect: true
// expect: [object Promise] 1 Promise true
// expect: TypeError: Promise constructor cannot be invoked without 'new'
// expect: TypeError: Promise resolver undefined is not a function
// expect: TypeError: Promise resolver #<Object> is not a function
// expect: TypeError: PromiseResolve called on non-object
// expect: TypeError: Method Promise.prototype.then called on incompatible receiver #<Object>
// expect: TypeError: Promise resolve or reject function is not callable
// expect: TypeError: Promise resolver x is not a function
// expect: resolve resolve 1 true false true
// expect: reject reject 1 true false true
// expect: all all 1 true false true
// expect: race race 1 true false true
// expect: any any 1 true false true
// expect: allSettled allSettled 1 true false true
// expect: then then 2 true false true
// expect: catch catch 1 true false true
// expect: finally finally 1 true false true
// expect: 1 "" false length,name
