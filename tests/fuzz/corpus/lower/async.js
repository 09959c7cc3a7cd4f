// Async functions, async generators, for await: order, errors, this and arguments.
const log = (...a) => console.log(...a);
const wait = (v) => new Promise((r) => setImmediate(() => r(v)));
async function basic(a, ...r) { log('start'); const v = await wait(a); log('got', v, r.length, this === undefined, arguments.length); return v * 2 }
const o = { k: 5, async m() { return [await this.k, await (async () => this.k + arguments.length)()] } };
async function fails() { await null; throw new Error('failed') }
async function* ag(n) { try { for (let i = 0; i < n; i++) { const got = yield wait(i); if (got) log('sent', got) } return 'fin' } finally { log('ag closed') } }
async function main() {
    'use strict';
    log(await basic.call(undefined, 4, 1, 2), await o.m());
    try { await fails() } catch (e) { log('caught', e.message) }
    try { await Promise.reject('plain') } catch (e) { log(e) } finally { log('finally') }
    for await (const v of ag(3)) { log('v', v); if (v === 1) break }
    const it = ag(2); log(await it.next(), await it.next('hello'), await it.return('r'), await it.next());
    for await (const x of [wait('a'), 'b', Promise.resolve('c')]) log(x);
    try { for await (const x of [Promise.reject(new Error('in loop'))]) log(x) } catch (e) { log(e.message) }
    const fs = []; for (let i = 0; i < 3; i++) { await null; fs.push(() => i) } log(fs.map((f) => f()));
    log(await Promise.all([1, 2, 3].map(async (x) => { await null; return x * x })));
    async function* delegate() { const r = yield* ag(2); log('delegated', r); yield* ['x', wait('y')] }
    for await (const v of delegate()) log('d', v);
    const thenable = { then(res) { res('thenable') } }; log(await thenable);
    const both = await Promise.allSettled([fails(), basic(1)]); log(both.map((b) => b.status));
    class K { async m() { return 'm' } static async s() { return super.toString === Function.prototype.toString } async *g() { yield this } }
    log(await new K().m(), await K.s(), (await new K().g().next()).value instanceof K);
    const order = []; const p = (async () => { order.push(1); await null; order.push(3) })(); order.push(2); await p; log(order);
    log(await (async (x = await2()) => x)(), await (async ({ a }, [b]) => a + b)({ a: 1 }, [2]));
    try { await (async ({ a }) => a)(null) } catch (e) { log(e.name) }
    label: for (const a of [1, 2]) { for await (const b of [1, 2]) { if (b === 2) continue label; log(a, b) } }
    const q = ag(1); const [r1, r2, r3] = await Promise.all([q.next(), q.next(), q.next()]); log(r1, r2, r3);
    const e1 = ag(5); await e1.next(); try { await e1.throw(new Error('thrown in')) } catch (e) { log(e.message) }
    return 'main done';
}
function await2() { return 'default' }
main().then(log, (e) => log('FAILED', e));
log('sync end');
Promise.resolve().then(() => log('micro 1')).then(() => log('micro 2'));
(async () => { log('a1'); await 0; log('a2'); await 0; log('a3') })();
