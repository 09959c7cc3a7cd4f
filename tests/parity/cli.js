// cli.js: npm's own command line, run again and again in one process: starting it anew each time costs more than most commands.
//   fork('cli.js', [NPM_ROOT]); messages { args, cwd, env } are answered by { code, errCode, crash, out, err }
'use strict'
const path = require('path')

const npmRoot = process.argv[2]
const from = name => require(path.join(npmRoot, name))
from('node_modules/graceful-fs').gracefulify(require('fs'))
const Npm = from('lib/npm.js')
const binLinks = from('node_modules/bin-links')
const { getExitCodeFromError } = from('lib/utils/error-message.js')

// What npm writes to.
const sink = () => {
  const s = { text: '', isTTY: false, columns: 80, end: () => {} }
  s.write = (data, encoding, done) => {
    s.text += data
    if (typeof encoding === 'function') encoding()
    else if (done) done()
    return true
  }
  s.on = s.once = s.removeListener = () => s
  return s
}

const setEnv = env => {
  for (const name of Object.keys(process.env)) delete process.env[name]
  Object.assign(process.env, env)
}

const isCrash = e => [TypeError, RangeError, ReferenceError].some(kind => e instanceof kind) && (!e.code || /^ERR_/.test(e.code))

process.on('message', async ({ args, cwd, env }) => {
  setEnv(env)
  process.argv = [process.execPath, path.join(npmRoot, 'bin/npm-cli.js'), ...args]
  process.chdir(cwd)
  process.exitCode = undefined
  binLinks.resetSeen() // it links a command once a process
  const [out, err] = [sink(), sink()]
  const answer = { code: 0, errCode: '', crash: false }
  const npm = new Npm({ stdout: out, stderr: err })
  try {
    const { exec, command, args: rest } = await npm.load()
    if (exec && command) await npm.exec(command, rest)
    answer.code = process.exitCode || 0
  } catch (e) {
    answer.code = (process.exitCode || getExitCodeFromError(e) || 1) & 255
    answer.errCode = String(e.code ?? '')
    answer.crash = isCrash(e)
  }
  npm.unload()
  process.exitCode = undefined
  process.send({ ...answer, out: out.text, err: err.text })
})
