// A registry's callbacks come when targets have died, each once.
// node: it collects garbage when it likes
const log = (...a) => console.log(...a), one = {};
const held = []; let calls = 0;
const dying = new FinalizationRegistry((v) => { calls++; held.push(v) });
(() => { for (let i = 0; i < 1000; i++) dying.register({}, i) })();
dying.register(one, 'never');
const again = (left) => {
    let junk = []; for (let i = 0; i < 200000; i++) junk.push({ i }); junk = null;
    if (calls < 1000 && left > 0) return setTimeout(again, 5, left - 1);
    log(calls, typeof one, held.sort((a, b) => a - b).every((v, i) => v === i), held.includes('never'));
};
setTimeout(again, 5, 200);
// expect: 1000 object true false
