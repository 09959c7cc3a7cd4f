/* Modules (16.2, 10.4.6, 13.3.10). */
const { eq, late, throws } = require('./files/kit.js');
const at = (name) => import('./files/modules/' + name + '.mjs');
const caught = async (name) => { try { await at(name); return 'loaded'; } catch (e) { return e.name; } };
// Namespaces
late(async () => Object.keys(await at('names')), ['K', 'a string', 'count', 'default', 'f', 'increase', 'shown', 'up']);
late(async () => { const ns = await at('names'); return [ns[Symbol.toStringTag], Object.getPrototypeOf(ns), Object.isExtensible(ns), Object.isSealed(ns), Reflect.ownKeys(ns).length]; }, ['Module', null, false, true, 9]);
late(async () => Object.getOwnPropertyDescriptor(await at('names'), 'shown'), { value: 1, writable: true, enumerable: true, configurable: false });
late(async () => { const ns = await at('names'); return [Reflect.set(ns, 'shown', 2), Reflect.deleteProperty(ns, 'shown'), Reflect.deleteProperty(ns, 'none'), Reflect.defineProperty(ns, 'shown', { value: 1 }), Reflect.defineProperty(ns, 'shown', { value: 2 }), Reflect.setPrototypeOf(ns, null), Reflect.setPrototypeOf(ns, {}), Reflect.has(ns, 'none')]; }, [false, false, true, true, false, true, false, false]);
late(async () => { const ns = await at('names'); return Object.getOwnPropertyDescriptor(ns, Symbol.toStringTag); }, { value: 'Module', writable: false, enumerable: false, configurable: false });
late(async () => (await at('names')) === (await at('names')), true);
late(async () => { const { f } = await at('names'); return f(); }, undefined);
late(async () => { const ns = await at('names'); return ns.default.name; }, 'default');
// Live bindings, re-exports
late(async () => { const ns = await at('write_import'); return ns.errors; }, ['TypeError', 'TypeError', 'TypeError', 'TypeError', 'TypeError']);
late(async () => (await at('write_import')).after, 1);
late(async () => { const ns = await at('all'); return [ns.count, ns.names === await at('names'), ns.default(), ns.raise === ns.up, 'K' in ns, Object.keys(ns).length]; }, ['own', true, 'default', true, true, 10]);
late(async () => Object.keys(await at('ambiguous')).includes('shown'), false);
late(async () => (await at('ambiguous')).more, 3);
late(() => caught('ambiguous_user'), 'SyntaxError');
late(() => caught('missing'), 'SyntaxError');
// Cycles: functions are there, variables aren't yet
late(async () => { const ns = await at('cycle_a'); return [ns.a, ns.early, ns.late]; }, ['abhoisted', 'ReferenceError', 'abhoisted']);
// Code of a module
late(async () => { const ns = await at('strict'); return [ns.self, ns.isStrict, ns.url.endsWith('/strict.mjs'), ns.metaProto, ns.indirect]; }, [undefined, true, true, null, 'undefined']);
late(async () => [(await at('class_default')).default.name, (await at('class_default')).default.x, (await at('value_default')).default, (await at('arrow_default')).default.name, await (await at('arrow_default')).default()], ['default', 1, 2, 'default', 3]);
// Errors, top-level await
late(async () => [await caught('throwing'), await caught('throwing')], ['RangeError', 'RangeError']);
late(async () => { let a, b; try { await at('throwing'); } catch (e) { a = e; } try { await at('throwing'); } catch (e) { b = e; } return a === b; }, true);
late(async () => (await at('tla_user')).order, ['tla', 'user 7']);
late(async () => { const e = await import('./files/modules/none.mjs').catch((x) => x); return e.code; }, 'ERR_MODULE_NOT_FOUND');
late(async () => { const e = await import({ toString() { throw new RangeError(); } }).catch((x) => x); return e.name; }, 'RangeError');
eq(() => import('./files/modules/names.mjs') instanceof Promise, true);
throws(SyntaxError, () => new Function('import.meta'));
throws(SyntaxError, () => new Function('import x from "y"'));
throws(SyntaxError, () => new Function('export default 1'));
throws(SyntaxError, () => new Function('import()'));
throws(SyntaxError, () => new Function('new import("x")'));
// expect: 29 assertions
