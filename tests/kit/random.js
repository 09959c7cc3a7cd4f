// random.js: a small generator of numbers (mulberry32), so that a seed gives the same cases
// everywhere: random() in [0, 1), upto(n) an integer below n, one(list) one of its elements.
'use strict'

module.exports = seed => {
  let state = Number(seed)
  const random = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const upto = n => Math.floor(random() * n)
  return { random, upto, one: list => list[upto(list.length)] }
}
