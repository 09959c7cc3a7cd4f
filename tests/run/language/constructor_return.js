// A derived constructor's return inside try or for-of: what comes of the value is judged
// when the constructor ends.
class Base {}
const closed = [];
const endless = { [Symbol.iterator]() { return this; }, next() { return { done: false }; }, return() { closed.push('closed'); return {}; } };
const cases = {
  caught: class extends Base { constructor() { super(); try { return 0; } catch { return; } } },
  catchSuper: class extends Base { constructor() { try { return 0; } catch { super(); } } },
  overruled: class extends Base { constructor() { super(); try { return 0; } finally { return { from: 'finally' }; } } },
  left: class extends Base { constructor() { super(); for (;;) { try { return 0; } finally { break; } } this.from = 'the end'; } },
  iterating: class extends Base { constructor() { super(); for (const x of endless) return { from: 'loop' }; } },
  iteratingBadly: class extends Base { constructor() { super(); for (const x of endless) return 1; } },
  captured: class extends Base { constructor() { super(); this.list = []; for (const x of [1, 2, 3]) { this.list.push(() => x); if (x === 2) return this; } } },
  nothing: class extends Base { constructor() { super(); this.from = 'this'; try { return; } finally { this.also = 1; } } },
};
for (const name in cases) {
  try {
    const made = new cases[name]();
    console.log(name, made instanceof cases[name], JSON.stringify(made));
  } catch (e) { console.log(name, e.name); }
}
console.log(closed.length);
// expect: caught TypeError
// expect: catchSuper TypeError
// expect: overruled false {"from":"finally"}
// expect: left true {"from":"the end"}
// expect: iterating false {"from":"loop"}
// expect: iteratingBadly TypeError
// expect: captured true {"list":[null,null]}
// expect: nothing true {"from":"this","also":1}
// expect: 2
