// main.js: gives npm and pkg the same cases, one after the other.
//   node main.js NPM_ROOT PKG REGISTRY
'use strict'
const fs = require('fs')
const os = require('os')
const path = require('path')
const { execFileSync, spawn } = require('child_process')
const { generate } = require('./generate.js')
const wide = require('./wide.js')
const { list, differences } = require('./trees.js')

const [npmRoot, pkg, registry] = process.argv.slice(2).map(p => path.resolve(p))
const number = (name, otherwise) => Number(process.env[name] ?? otherwise)
const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parity-')))
const GIT_ENV = { HOME: base, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com', GIT_COMMITTER_DATE: '2020-01-01T00:00:00Z' }
const LIMIT_MS = 30000
const NPM_LIMIT_MS = 10000

// ---- The registry ----

const serve = () => new Promise((resolve, reject) => {
  const world = path.join(base, 'world.json')
  fs.writeFileSync(world, '{}')
  const child = spawn(registry, [world], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdout.once('data', d => resolve({ child, world, url: String(d).trim() }))
  child.once('exit', () => reject(new Error('the registry ended')))
})

// ---- The two sides ----

const write = (dir, files) => {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(dir, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    if (content.base64) fs.writeFileSync(file, Buffer.from(content.base64, 'base64'))
    else fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2) + '\n')
  }
}

// Repositories: each of the list is a commit, with its files, tag and branch. Each time in another place: npm remembers
// what it saw of one.
let gitTop = ''
let gitTimes = 0
const makeRepositories = git => {
  if (gitTop) fs.rmSync(gitTop, { recursive: true, force: true })
  gitTop = path.join(base, `git${++gitTimes}`)
  for (const [name, commits] of Object.entries(git || {})) {
    const dir = path.join(gitTop, name)
    const run = (...args) => execFileSync('git', args, { cwd: dir, stdio: 'ignore', env: { PATH: process.env.PATH, ...GIT_ENV } })
    fs.mkdirSync(dir, { recursive: true })
    run('init', '-q', '-b', 'main')
    for (const { files, tag, branch } of commits) {
      if (branch) run('checkout', '-q', '-b', branch)
      write(dir, files)
      run('add', '.')
      run('commit', '-q', '-m', tag || 'more')
      if (tag) run('tag', tag)
    }
    run('checkout', '-q', 'main')
  }
}

// `{{GIT}}` in a case is where its repositories are.
const withGit = c => JSON.parse(JSON.stringify(c).replaceAll('{{GIT}}', `git+file://${gitTop}`))

// Steps that are no command: ["$remove", path], ["$move", from, to].
const onDisk = (project, [what, from, to]) => {
  const at = name => path.join(project, name)
  if (what === '$remove') fs.rmSync(at(from), { recursive: true, force: true })
  else if (fs.existsSync(at(from))) fs.renameSync(at(from), at(to))
}

// Both projects have the same path, one after the other: it stands in what they write.
const place = name => {
  const home = path.join(base, name)
  const project = path.join(base, 'project')
  fs.rmSync(home, { recursive: true, force: true })
  fs.rmSync(project, { recursive: true, force: true })
  fs.mkdirSync(home, { recursive: true })
  fs.mkdirSync(project)
  return { home, project }
}

const runPkg = (where, url, step) => new Promise(resolve => {
  const child = spawn(pkg, [...step, '--ignore-scripts'], {
    cwd: where.project,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: where.home,
      TMPDIR: where.home,
      npm_config_registry: url,
      npm_config_cache: path.join(where.home, 'cache'),
      npm_config_fetch_retries: '0',
    },
  })
  let text = ''
  const timer = setTimeout(() => child.kill('SIGKILL'), LIMIT_MS)
  child.stderr.on('data', d => { text += d })
  child.on('close', code => {
    clearTimeout(timer)
    resolve(code === 0 ? null : new Error(code === null ? 'killed' : text.slice(0, 400)))
  })
})

// npm runs in a process of its own that can be left behind: it doesn't end on every registry.
let helper = null
const runNpm = (where, url, step) => new Promise(resolve => {
  helper ||= spawn(process.execPath, [__filename, npmRoot, '--npm'], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const own = helper
  const timer = setTimeout(() => {
    own.kill('SIGKILL')
    helper = null
    resolve('hangs')
  }, NPM_LIMIT_MS)
  own.once('message', error => {
    clearTimeout(timer)
    resolve(error && Object.assign(new Error(error.text), { crash: error.crash }))
  })
  own.send({ where: { ...where, registry: url }, step })
})

const helperMain = () => {
  // What packages say of engines is measured by the same Node on both sides.
  const [, node] = /NODE_COMPAT_VERSION "(.+)"/.exec(fs.readFileSync('common/version.h', 'utf8'))
  const npm = require('./npm.js')(npmRoot, { nodeVersion: node })
  process.on('message', async ({ where, step }) => {
    const error = await npm(where, step)
    process.send(error ? { text: String(error.code || error.message), crash: !error.code && error instanceof TypeError } : null)
  })
}

const side = async (c, name, url, run) => {
  const where = place(name)
  const results = []
  write(where.project, c.files)
  for (const step of c.steps) {
    if (step[0].startsWith('$')) {
      onDisk(where.project, step)
      results.push({ error: null, tree: {} })
      continue
    }
    const error = await run(where, url, step)
    if (error === 'hangs') return 'hangs'
    results.push({ error, tree: error ? {} : list(where.project) })
  }
  return results
}

// Lines that say what differs; none if nothing does.
const compare = async (given, server) => {
  makeRepositories(given.git)
  const c = withGit(given)
  fs.writeFileSync(server.world, JSON.stringify({ packages: c.packages }))
  const theirs = await side(c, 'npm', server.url, runNpm)
  const ours = await side(c, 'pkg', server.url, runPkg)
  // Where npm finds no end, any end will do.
  if (theirs === 'hangs') return ours.some(s => s.error?.message === 'killed') ? ['pkg hangs, as npm does'] : []
  for (let i = 0; i < c.steps.length; i++) {
    const a = theirs[i]
    const b = ours[i]
    // Where npm itself breaks, nobody can say what is right.
    if (a.error?.crash) return []
    const what = `step ${i + 1} (${c.steps[i].join(' ')})`
    if (!a.error !== !b.error) {
      return [`${what}: npm ${a.error ? 'fails: ' + a.error.message : 'succeeds'}, pkg ${
        b.error ? 'fails: ' + b.error.message : 'succeeds'}`]
    }
    const d = differences(a.tree, b.tree)
    if (d.length) return d.map(line => `${what}: ${line}`)
  }
  return []
}

// ---- Making a failing case small ----

const without = function * (c) {
  const copy = () => structuredClone(c)
  for (let i = c.steps.length - 1; i > 0; i--) { const d = copy(); d.steps.splice(i, 1); yield d }
  for (let i = 0; i < c.steps.length; i++) {
    for (let k = c.steps[i].length - 1; k > 0; k--) { const d = copy(); d.steps[i].splice(k, 1); yield d }
  }
  for (const f of Object.keys(c.files)) {
    if (f !== 'package.json') { const d = copy(); delete d.files[f]; yield d }
    for (const [k, v] of Object.entries(c.files[f])) {
      const d = copy(); delete d.files[f][k]; yield d
      if (v && typeof v === 'object') for (const e of Object.keys(v)) { const d2 = copy(); delete d2.files[f][k][e]; yield d2 }
    }
  }
  for (const p of Object.keys(c.packages)) {
    const d = copy(); delete d.packages[p]; yield d
    for (const [v, m] of Object.entries(c.packages[p])) {
      const d1 = copy(); delete d1.packages[p][v]; yield d1
      for (const [k, w] of Object.entries(m)) {
        const d2 = copy(); delete d2.packages[p][v][k]; yield d2
        if (w && typeof w === 'object' && !Array.isArray(w)) {
          for (const e of Object.keys(w)) { const d3 = copy(); delete d3.packages[p][v][k][e]; yield d3 }
        }
      }
    }
  }
}

// What differs, without the step: a smaller case must differ in the same.
const kind = lines => lines.length ? lines[0].replace(/^step \d+ \(.*?\): /, '').split(':')[0] : ''

const shrink = async (c, lines, server, budget = 400) => {
  for (let again = true; again && budget > 0;) {
    again = false
    for (const smaller of without(c)) {
      if (budget-- <= 0) break
      if (kind(await compare(smaller, server)) !== kind(lines)) continue
      c = smaller
      again = true
      break
    }
  }
  return c
}

// ---- All of them ----

const cases = () => {
  const dir = path.join(__dirname, 'cases')
  const from = number('PARITY_FROM', 0)
  const kept = (fs.existsSync(dir) ? fs.readdirSync(dir) : []).filter(f => f.endsWith('.json')).sort()
    .map(f => ({ name: f.slice(0, -5), make: () => JSON.parse(fs.readFileSync(path.join(dir, f), 'utf8')) }))
  const count = number('PARITY_SEEDS', 100)
  const each = (n, name, make) => Array.from({ length: n }, (_, i) => ({ name: `${name} ${from + i}`, make: () => make(from + i) }))
  const seeds = [...each(process.env.PARITY_ONLY === 'wide' ? 0 : count, 'seed', generate),
    ...each(process.env.PARITY_ONLY === 'seed' ? 0 : Math.ceil(count / 2), 'wide', wide)]
  return process.env.PARITY_FROM ? seeds : [...kept, ...seeds]
}

const main = async () => {
  const server = await serve()
  let passed = 0
  let failed = 0
  for (const { name, make } of cases()) {
    const c = make()
    const lines = await compare(c, server)
    if (!lines.length) { passed++; continue }
    failed++
    console.log(`FAIL ${name}\n  ${lines.join('\n  ')}`)
    const small = process.env.PARITY_SHRINK === '0' ? c : await shrink(c, lines, server)
    const { packages, git, files, steps } = small
    console.log('  ' + JSON.stringify({ packages, git, files, steps }))
  }
  server.child.removeAllListeners('exit')
  server.child.stdin.end()
  if (helper) helper.kill('SIGKILL')
  fs.rmSync(base, { recursive: true, force: true })
  console.log(`parity: ${passed} passed, ${failed} failed, 0 skipped`)
  process.exitCode = failed ? 1 : 0
}

if (process.argv[3] === '--npm') helperMain()
else main()
