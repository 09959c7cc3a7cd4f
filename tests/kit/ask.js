// ask.js: asks build/tests/eval all questions ({ id, fn, args }) at once: a Map from ids to
// its answers.
'use strict'
const { spawnSync } = require('child_process')

module.exports = (tool, questions) => {
  const input = questions.map(q => JSON.stringify(q)).join('\n') + '\n'
  const r = spawnSync(tool, [], { input, maxBuffer: 1 << 28 })
  return new Map(r.stdout.toString().trim().split('\n').map(l => JSON.parse(l)).map(a => [a.id, a]))
}
