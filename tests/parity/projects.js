// projects.js: npm beside pkg on real projects: the locks that both write for what well-known packages published.
//   node projects.js PKG FOLDER [NAME…]
// FOLDER keeps what the registry said and what npm answered. What isn't there is asked of npm's own registry setting;
// with PARITY_OFFLINE=1 nothing is. PARITY_TREES=1 installs everything, then once more, with `ci` and without the
// devDependencies, and compares node_modules after each.
'use strict'
const fs = require('fs')
const os = require('os')
const path = require('path')
const { execFileSync, spawn } = require('child_process')
const mirror = require('./mirror.js')
const { list, differences } = require('./trees.js')

const [pkg, folder, ...only] = process.argv.slice(2)
const store = path.resolve(folder)
let base = ''
const LIMIT_MS = 600000
const TREES = process.env.PARITY_TREES === '1'
const STEPS = TREES ? [['install'], ['install'], ['ci'], ['install', '--omit=dev']] : [['install', '--package-lock-only']]
const TAKEN = ['name', 'version', 'dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies',
  'peerDependenciesMeta', 'bundleDependencies', 'overrides', 'engines', 'os', 'cpu', 'bin', 'license']

const wanted = only => fs.readFileSync(path.join(__dirname, 'projects.txt'), 'utf8').split('\n')
  .filter(line => line && !line.startsWith('#') && (!only.length || only.some(o => line.startsWith(`${o}@`))))

const split = spec => {
  const at = spec.lastIndexOf('@')
  return [spec.slice(0, at), spec.slice(at + 1)]
}

// package.json of a project: what its package says of itself.
const manifestOf = async (url, spec) => {
  const [name, version] = split(spec)
  const answer = await fetch(url + name.replace('/', '%2f'))
  const all = answer.ok ? (await answer.json()).versions[version] : null
  if (!all) throw new Error(`the registry has no ${spec}`)
  return Object.fromEntries(TAKEN.filter(k => all[k] !== undefined).map(k => [k, all[k]]))
}

const run = (command, args, where, url, cache) => new Promise(resolve => {
  const child = spawn(command, args, {
    cwd: where,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env.PATH, HOME: cache, TMPDIR: path.dirname(cache), npm_config_registry: url, npm_config_cache: cache,
      npm_config_audit: 'false', npm_config_fund: 'false', npm_config_update_notifier: 'false' },
  })
  let text = ''
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  child.stderr.on('data', d => { text += d })
  child.on('close', code => { clearTimeout(timer); resolve({ code: code ?? 'nothing: it took too long', text }) })
})

// What JavaScript says of a program's own mistakes.
const CRASH = /^npm error (?:\S+ is not (?:a function|iterable)|Cannot (?:read|set) propert)/m

// How a command ended, and what is there then; after a failure only if that was none of an install.
const state = ({ code, text }, where, url, always) => {
  const tree = code === 0 || always ? list(where) : {}
  for (const [at, what] of Object.entries(tree)) tree[at] = what.replaceAll(url, '{{REGISTRY}}')
  return { code, error: /code (E\w+)/.exec(text)?.[1] || '', crash: CRASH.test(text), tree }
}

// What the steps led to: [{ code, error, tree }], up to the first that fails.
const side = async (command, manifest, url, cache) => {
  const where = path.join(base, 'project')
  const out = []
  fs.rmSync(where, { recursive: true, force: true })
  fs.mkdirSync(where)
  fs.writeFileSync(path.join(where, 'package.json'), JSON.stringify(manifest, null, 2) + '\n')
  for (const step of STEPS) {
    out.push(state(await run(command, [...step, '--ignore-scripts'], where, url, cache), where, url))
    if (out[out.length - 1].code !== 0) break
  }
  return out
}

// npm's answer is kept: it is the slow one.
const npmSide = async (spec, manifest, url) => {
  const file = path.join(store, 'npm', `${spec.replace('/', '+')}${TREES ? '.trees' : '.lock'}.json`)
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'))
  const answer = await side('npm', manifest, url, path.join(base, 'npm-cache'))
  if (answer.some(a => typeof a.code !== 'number')) return answer
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, JSON.stringify(answer))
  return answer
}

const compare = async (spec, url) => {
  const manifest = await manifestOf(url, spec)
  const a = await npmSide(spec, manifest, url)
  const b = await side(path.resolve(pkg), manifest, url, path.join(base, 'pkg-cache'))
  return a.flatMap((npm, i) => {
    const ours = b[i] || { code: 'nothing' }
    const what = STEPS[i].join(' ')
    if (!npm.code !== !ours.code) return [`${what}: npm ends with ${npm.code} ${npm.error}, pkg with ${ours.code} ${ours.error}`]
    return differences(npm.tree, ours.tree || {}).map(line => `${what}: ${line}`)
  })
}

const registry = () => execFileSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8' }).trim().replace(/\/?$/, '/')

const main = async () => {
  base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'projects-')))
  const server = await mirror(path.join(store, 'mirror'), registry(), process.env.PARITY_OFFLINE === '1')
  let passed = 0
  let failed = 0
  for (const spec of wanted(only)) {
    const lines = await compare(spec, server.url).catch(e => [e.message])
    if (!lines.length) { passed++; continue }
    failed++
    console.log(`FAIL ${spec}\n  ${lines.join('\n  ')}`)
  }
  server.close()
  fs.rmSync(base, { recursive: true, force: true })
  console.log(`projects: ${passed} passed, ${failed} failed, 0 skipped`)
  process.exitCode = failed ? 1 : 0
}

if (require.main === module) main()
module.exports = { manifestOf, registry, run, split, state, wanted }
