// Behind an await the stack goes on with who waits, as far as one alone does.
const soon = () => Promise.resolve();
async function inner() { await soon(); throw new Error('inner'); }
async function middle() { await inner(); }
class Task { async run() { await middle(); } static async all() { await Promise.all([soon(), inner()]); } #own = async () => { await inner(); }; async own() { await this.#own(); } }
async function* values() { yield 1; await inner(); }
async function collect() { for await (const v of values()) soon(v); }
const chain = async () => { await inner().then((x) => x).finally(() => {}); };
async function raise() { try { await middle(); } catch (e) { throw e; } }
async function two() { const p = inner(); p.catch(() => {}); await p; }
async function any() { await Promise.any([inner()]); }
const lines = (e) => e.stack.split('\n').slice(1).filter((l) => !l.includes('node:'))
  .map((l) => l.replace(/\S*async\.js/, 'async.js').trim()).join(' | ').replaceAll(/(.*) \| at async async.js:\d+:\d+$/g, '$1');
(async () => {
  const all = { middle, run: () => new Task().run(), all: Task.all, own: () => new Task().own(), chain, raise, two, later: () => soon().then(inner) };
  for (const name in all) try { await all[name](); } catch (e) { console.log(name + ': ' + lines(e)); }
  try { await any(); } catch (e) { console.log('any: ' + lines(e.errors[0])); }
  try { await collect(); } catch (e) { console.log('collect: ' + lines(e).replace(/:\d+\)$/, ')')); }
  const old = Error.prepareStackTrace;
  Error.prepareStackTrace = (e, sites) => sites.map((s) => `${s.getFunctionName()} ${s.isAsync()} ${s.isPromiseAll()} ${s.getPromiseIndex()}`).slice(0, 3).join(', ');
  try { await Task.all(); } catch (e) { console.log(e.stack); }
  Error.prepareStackTrace = old;
  Error.stackTraceLimit = 2;
  try { await new Task().run(); } catch (e) { console.log('limit: ' + lines(e)); }
})();
// expect: middle: at inner async.js:3:46) | at async Object.middle async.js:4:27)
// expect: run: at inner async.js:3:46) | at async middle async.js:4:27) | at async Task.run async.js:5:28)
// expect: all: at inner async.js:3:46) | at async Promise.all (index 1) | at async Object.all async.js:5:67)
// expect: own: at inner async.js:3:46) | at async #own async.js:5:128) | at async Task.own async.js:5:160)
// expect: chain: at inner async.js:3:46) | at async Object.chain async.js:8:29)
// expect: raise: at inner async.js:3:46) | at async middle async.js:4:27) | at async Object.raise async.js:9:32)
// expect: two: at inner async.js:3:46)
// expect: later: at inner async.js:3:46)
// expect: any: at inner async.js:3:46) | at async Promise.any (index 0) | at async any async.js:11:24)
// expect: collect: at inner async.js:3:46) | at async values async.js:6:37) | at async collect async.js:7)
// expect: inner false false null, all true true 1, all true false null
// expect: limit: at inner async.js:3:46) | at async middle async.js:4:27)
