// Long strings that grow by +=: nobody who has the string from before may see it grow.
const long = 'abcdefgh'.repeat(64);
const seen = [];
function check(name, got, want) {
  if (got !== want) console.log('WRONG', name, got.length, want.length);
  seen.push(name);
}
function local(x) { let s = long + x, t; t = s; s += '1'; s += 2; check('copy', t, long + x); return s; }
check('local', local('z'), long + 'z12');
function chain(a, b) { let s = long + a, u; s = s + a + b; u = s + b; s = u + a; check('u', u, long + a + a + b + b); return s; }
check('chain', chain('é', 7), long + 'ééé'.slice(0, 2) + '77é');
function temp(a) { let s = long + a; return [s + 'x' + 1 + s, s + 'y', s]; }
check('temp', temp('q').join('|'), [long + 'qx1' + long + 'q', long + 'qy', long + 'q'].join('|'));
function twice(a) { let s = long + a; s += s; s += s + s; return s; }
check('twice', twice('k'), (long + 'k').repeat(6));
function closure() { let s = long; const f = (x) => { s += x; return s; }; const first = f('1'), second = f('2'); check('first', first, long + '1'); s += first + second; return s; }
check('closure', closure(), long + '12' + long + '1' + long + '12');
const o = { s: long + 'o', get g() { return this.s; }, set g(v) { this.was = this.s; this.s = v; } };
const kept = o.s; o.s += 'p'; o.s = o.s + 'q' + 'r'; o.g += 's';
check('kept', kept, long + 'o'); check('was', o.was, long + 'opqr'); check('setter', o.s, long + 'opqrs');
const frozen = Object.freeze({ s: long + 'f' });
try { (function () { 'use strict'; frozen.s += 'x'; })(); } catch (err) { seen.push(err.name); }
check('frozen', frozen.s, long + 'f');
const list = [long + 'l']; const item = list[0]; list[0] += 'm'; list[0] += 'n'; check('item', item, long + 'l'); check('list', list[0], long + 'lmn');
const map = new Map([[long + 'key', 1]]); let key = long; for (const c of 'key') key += c;
check('map', String(map.get(key)), '1'); key += '!'; check('map again', String(map.get(long + 'key')) + map.get(key), '1undefined');
let thrown = long + 't'; const before = thrown;
try { thrown = thrown + 'a' + { toString() { thrown += 'in'; throw new Error('e'); } }; } catch (err) { thrown += err.message; }
check('thrown', thrown, before + 'ine');
function args(a) { a = long + a; arguments[0] += 'x'; a += 'y'; return a + arguments[0].length; }
check('sloppy arguments', args('1').slice(-6), '1xy515');
function* gen() { let s = long; for (;;) { s += yield s; } }
const g = gen(); const g0 = g.next().value, g1 = g.next('a').value, g2 = g.next('b').value;
check('generator', g0 + g1 + g2, long + long + 'a' + long + 'ab');
let pair = long + '\ud83d'; const half = pair; pair += '\ude00'; check('pair', pair, long + '😀'); check('half', half, long + '\ud83d');
console.log(pair.length - half.length, pair.codePointAt(512).toString(16), half.charCodeAt(512).toString(16)); // expect: 1 1f600 d83d
let wide = 'é'.repeat(400), at = 0; for (let i = 0; i < 300; i++) { wide += i & 1 ? 'ü' : 'a'; at += wide.charCodeAt(400 + i); }
console.log(at, wide.length, wide.charAt(399), wide.charAt(400), wide.charAt(699)); // expect: 52350 700 é a ü
class Private { #s = long; static n = 0; add(x) { this.#s += x; this.#s += x + ','; return this.#s; } }
const p = new Private(), p1 = p.add('1'), p2 = p.add('2'); check('private', p1 + p2, long + '11,' + long + '11,22,');
var outer = long; function byName(x) { outer += x; outer = outer + x + x; return outer; }
const n1 = byName('1'), n2 = byName('2'); check('by name', n1 + n2, long + '111' + long + '111222');
// Random programs beside the same with arrays.
let seed = 5; const rnd = (n) => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) % n;
const strings = ['', '', '', ''], shadows = [[], [], [], []], history = [];
for (let i = 0; i < 20000; i++) {
  const k = rnd(4), x = ['a', 'bc', 'é', i, '', '\n', -i, '\u2028'][rnd(8)];
  switch (rnd(6)) {
    case 0: strings[k] += x; shadows[k].push(x); break;
    case 1: { let s = strings[k]; strings[k] = null; s += x; s += x; strings[k] = s; shadows[k].push(x, x); break; }
    case 2: { let s = strings[k]; s = s + x + i; strings[k] = s; shadows[k].push(x, i); break; }
    case 3: if (i % 50 === 0) history.push([strings[k], shadows[k].slice()]); break;
    case 4: strings[k] = strings[k] + x; shadows[k].push(x); break;
    default: if (i % 500 === 0) { strings[k] = ''; shadows[k] = []; }
  }
}
for (let k = 0; k < 4; k++) history.push([strings[k], shadows[k]]);
check('random', String(history.filter(([s, parts]) => s !== parts.join('')).length), '0');
console.log(seen.join(' ')); // expect: copy local u chain temp twice first closure kept was setter TypeError frozen item list map map again thrown sloppy arguments generator pair half private by name random
