// child.js: one command run to its end: { code, out, err }; code is 'killed' where it took longer than limit ms.
'use strict'
const { spawn } = require('child_process')

const finished = (command, args, limit, { cwd, env }) => new Promise(resolve => {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, err] = ['', '']
  const timer = setTimeout(() => child.kill('SIGKILL'), limit)
  child.stdout.on('data', d => { out += d })
  child.stderr.on('data', d => { err += d })
  child.on('close', code => {
    clearTimeout(timer)
    resolve({ code: code ?? 'killed', out, err })
  })
})

module.exports = { finished }
