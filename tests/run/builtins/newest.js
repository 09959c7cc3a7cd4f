/* What ECMA-262 has since 2024, and Node 20 not yet. */
// node: newer than Node 20
'use strict';
const show = (...v) => console.log(...v);
const threw = (f) => { try { f(); return 'no error'; } catch (e) { return e.name; } };

/* Base64 and hex */
const bytes = Uint8Array.of(72, 101, 108, 108, 111, 255);
show(bytes.toBase64(), bytes.toBase64({ alphabet: 'base64url' }), bytes.toHex());
// expect: SGVsbG// SGVsbG__ 48656c6c6fff
show(Uint8Array.of(1).toBase64(), Uint8Array.of(1, 2).toBase64({ omitPadding: true }));
// expect: AQ== AQI
show(Uint8Array.fromBase64(' SGVs\nbG8 ').join(), Uint8Array.fromHex('00fF').join());
// expect: 72,101,108,108,111 0,255
show(threw(() => Uint8Array.fromBase64('A')), threw(() => Uint8Array.fromBase64('AR', { lastChunkHandling: 'strict' })),
     threw(() => Uint8Array.fromHex('abc')), threw(() => Uint8Array.fromBase64(1)));
// expect: SyntaxError SyntaxError SyntaxError TypeError
{
  const target = new Uint8Array(4);

  show(JSON.stringify(target.setFromBase64('AAECAwQF')), target.join());
  // expect: {"read":4,"written":3} 0,1,2,0
  show(JSON.stringify(target.setFromHex('0909')), target.join());
  // expect: {"read":4,"written":2} 9,9,2,0
  show(threw(() => target.setFromHex('0807zz')), target.join());
  // expect: SyntaxError 8,7,2,0
}

/* Sums without rounding on the way */
show(Math.sumPrecise([1e308, 1e308, -1e308, -1e308, 0.1]), Math.sumPrecise([0.1, 0.2, 0.3]), Math.sumPrecise([1e20, 1, -1e20]));
// expect: 0.1 0.6 1
show(Object.is(Math.sumPrecise([]), -0), Math.sumPrecise([5e-324, 5e-324]), Math.sumPrecise([1.7976931348623157e308, 1e292]));
// expect: true 1e-323 Infinity
show(Math.sumPrecise([Infinity, -Infinity]), Math.sumPrecise([Infinity, 1]), threw(() => Math.sumPrecise([1n])));
// expect: NaN Infinity TypeError
{
  /* The exact sum of random numbers, by BigInt: each is m * 2^-60. */
  let seed = 1, bad = 0;
  const random = () => (seed = (seed * 48271) % 2147483647);
  for (let i = 0; i < 200; i++) {
    const list = [];
    let exact = 0n;
    for (let k = 0; k < 20; k++) {
      const d = (random() - 1073741824) * 2 ** (random() % 30 - 30);
      list.push(d);
      exact += BigInt(d * 2 ** 60);
    }
    if (Math.sumPrecise(list) !== Number(exact) / 2 ** 60) bad++;
  }
  show(bad);
  // expect: 0
}

/* Error.isError */
show(Error.isError(new TypeError), Error.isError({ __proto__: Error.prototype }), Error.isError(Error.prototype), Error.isError(1));
// expect: true false false false

/* Half floats */
{
  const half = Float16Array.of(1.5, 65504, 65520, 1e-8, -0.1);

  show(half.join(), half.byteLength, Object.prototype.toString.call(half), Float16Array.BYTES_PER_ELEMENT);
  // expect: 1.5,65504,Infinity,0,-0.0999755859375 10 [object Float16Array] 2
  half[0] = 0.3333;
  show(half[0], new Uint16Array(half.buffer)[0], half.map((x) => x * 2)[4], half.toSorted()[0]);
  // expect: 0.333251953125 13653 -0.199951171875 -0.0999755859375
  show(new Float16Array(new Float64Array([1, 2])).join(), structuredClone(half)[1]);
  // expect: 1,2 65504
}

/* Iterators: pieces, joined ones, and what goes through them */
const upTo = (n) => Array(n).keys();
show(JSON.stringify([...upTo(5).chunks(2)]), JSON.stringify([...upTo(4).windows(3)]), JSON.stringify([...upTo(2).windows(3)]),
     JSON.stringify([...upTo(2).windows(3, 'allow-partial')]));
// expect: [[0,1],[2,3],[4]] [[0,1,2],[1,2,3]] [] [[0,1]]
show([...Iterator.concat([1, 2], new Set([3]), [])].join(), [1, null, 3].values().join('-'), upTo(5).includes(3), upTo(5).includes(1, 2));
// expect: 1,2,3 1--3 true false
show(threw(() => upTo(3).chunks(0)), threw(() => upTo(3).chunks('1')), threw(() => Iterator.concat(1)), threw(() => upTo(1).drop(NaN)));
// expect: RangeError TypeError TypeError RangeError
{
  const log = [];
  const source = { __proto__: Iterator.prototype, next() { log.push('next'); return { value: log.length, done: false }; }, return() { log.push('return'); return {}; } };
  const pieces = source.chunks(2);

  show(pieces.next().value.join(), pieces.return().done, pieces.next().done, log.join());
  // expect: 1,2 true true next,next,return
}

/* A typed array's length is its prototype's */
{
  const view = Object.defineProperty(new Uint8Array(3), 'length', { value: 7 });

  show(view.length, Object.getOwnPropertyNames(new Int8Array(1)).join(), 'length' in new Int8Array(1), Object.hasOwn(new Int8Array(1), 'length'));
  // expect: 7 0 true false
}

/* Array.fromAsync */
{
  const log = [];
  async function* later() { yield 1; yield 2; }
  const rejecting = { [Symbol.iterator]() { return { next: () => ({ value: Promise.reject(new Error('no')), done: false }), return() { log.push('closed'); return {}; } }; } };

  (async () => {
    show((await Array.fromAsync(later(), async (v, i) => v * 10 + i)).join(), (await Array.fromAsync([Promise.resolve(3), 4])).join(),
         (await Array.fromAsync({ length: 2, 0: 'a', 1: Promise.resolve('b') })).join());
    // expect: 10,21 3,4 a,b
    await Array.fromAsync(rejecting).catch((e) => log.push(e.message));
    await Array.fromAsync(later(), () => { throw new Error('map'); }).catch((e) => log.push(e.message));
    await Array.fromAsync(null).catch((e) => log.push(e.name));
    show(log.join());
    // expect: closed,no,map,TypeError
  })();
}
