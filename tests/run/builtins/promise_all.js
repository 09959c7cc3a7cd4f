// Promise.all, allSettled, any, race.
// Turns of the loop instead of time: however busy the machine is, who is later stays it.
function turns(n, f) { if (n > 0) setImmediate(turns, n - 1, f); else f(); }
function later(v, ms) { return new Promise(function (resolve) { turns(ms, function () { resolve(v); }); }); }
function fail(v, ms) { return new Promise(function (_, reject) { turns(ms, function () { reject(v); }); }); }
function show(name, p) {
  p.then(function (v) { console.log(name, 'fulfilled', JSON.stringify(v)); },
    function (e) { console.log(name, 'rejected', e && e.name ? e.name + ' ' + e.message : e); });
}
/* What waits for timers is shown at the end, whichever comes first. */
var lines = [];
function slow(name, p) {
  var at = lines.length++;
  p.then(function (v) { lines[at] = [name, 'fulfilled', JSON.stringify(v)]; },
    function (e) { lines[at] = [name, 'rejected', e && e.name ? e.name + ' ' + e.message : e]; });
}
process.on('exit', function () { lines.forEach(function (line) { console.log.apply(console, line); }); });
slow('all', Promise.all([later(1, 240), 2, Promise.resolve(3), { then: function (f) { f(4); } }]));
show('all empty', Promise.all([]));
slow('all rejected', Promise.all([later(1, 1), fail('no', 60)]));
slow('settled', Promise.allSettled([1, fail('bad', 1), later(2, 100)]));
slow('any', Promise.any([fail(1, 1), later('ok', 140)]));
slow('any none', Promise.any([fail(1, 1), fail(2, 190)]));
show('any empty', Promise.any([]));
slow('race', Promise.race([later('slow', 300), later('fast', 1)]));
slow('race rejected', Promise.race([fail('quick', 1), later('slow', 300)]));
show('not iterable', Promise.all(5));
show('string', Promise.all('ab'));
slow('set', Promise.all(new Set([1, later(2, 20)])));

// The iterator is closed when resolve throws, and not when the iterator itself does.
function iterable(fails) {
  var it = { n: 0 };
  it[Symbol.iterator] = function () { return it; };
  it.next = function () { if (fails) throw new Error('next'); return { value: it.n++, done: false }; };
  it['return'] = function () { console.log('closed', fails); return {}; };
  return it;
}
var resolve = Promise.resolve;
Promise.resolve = function (v) { if (v === 2) throw new Error('resolve'); return resolve.call(Promise, v); };
show('closing', Promise.all(iterable(false)));
show('no closing', Promise.all(iterable(true)));
Promise.resolve = resolve;

Promise.any([Promise.reject(1), Promise.reject(2)]).catch(function (e) {
  console.log(e instanceof AggregateError, e instanceof Error, e.errors.join(), Object.keys(e).length);
});
var error = new AggregateError([1, 2], 'text', { cause: 'why' });
console.log(error.message, error.cause, error.errors.length, String(error), AggregateError.length);
console.log(Object.getPrototypeOf(AggregateError) === Error, AggregateError([]).message === '', AggregateError.prototype.name);
console.log(Object.prototype.hasOwnProperty.call(new AggregateError([]), 'message'), new Error('x', { cause: 0 }).cause, 'cause' in new TypeError('x'), 'cause' in new TypeError('x', {}));
// expect: closed false
// expect: text why 2 AggregateError: text 2
// expect: true true AggregateError
// expect: false 0 false false
// expect: all empty fulfilled []
// expect: any empty rejected AggregateError All promises were rejected
// expect: not iterable rejected TypeError number 5 is not iterable (cannot read property Symbol(Symbol.iterator))
// expect: closing rejected Error resolve
// expect: no closing rejected Error next
// expect: string fulfilled ["a","b"]
// expect: true true 1,2 0
// expect: all fulfilled [1,2,3,4]
// expect: all rejected rejected no
// expect: settled fulfilled [{"status":"fulfilled","value":1},{"status":"rejected","reason":"bad"},{"status":"fulfilled","value":2}]
// expect: any fulfilled "ok"
// expect: any none rejected AggregateError All promises were rejected
// expect: race fulfilled "fast"
// expect: race rejected rejected quick
// expect: set fulfilled [1,2]
