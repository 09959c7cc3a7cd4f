// main.js: gives npm and pkg the same cases, one after the other.
//   node main.js NPM_ROOT PKG REGISTRY
'use strict'
const fs = require('fs')
const os = require('os')
const path = require('path')
const { execFileSync, spawn } = require('child_process')
const { generate } = require('./generate.js')
const wide = require('./wide.js')
const wider = require('./wider.js')
const further = require('./further.js')
const dense = require('./dense.js')
const history = require('./history.js')
const { write, onDisk, onMarket, isMarket } = require('./steps.js')
const { list, differences } = require('./trees.js')
const { lacks } = require('./needs.js')

const [npmRoot, pkg, registry] = process.argv.slice(2).map(p => path.resolve(p))
const number = (name, otherwise) => Number(process.env[name] ?? otherwise)
const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'parity-')))
const GIT_ENV = { HOME: base, GIT_CONFIG_NOSYSTEM: '1', GIT_AUTHOR_NAME: 'a', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_AUTHOR_DATE: '2020-01-01T00:00:00Z',
  GIT_COMMITTER_NAME: 'a', GIT_COMMITTER_EMAIL: 'a@example.com', GIT_COMMITTER_DATE: '2020-01-01T00:00:00Z' }
const LIMIT_MS = 30000
const TOUCH_MS = 30 // npm takes what is 10 ms newer than its hidden lock for as old
const KEEP = process.env.PARITY_KEEP
const NPM_LIMIT_MS = number('PARITY_NPM_MS', 10000)
const NPM_AGAIN = 2 // npm is asked once more where the two differ: it may have several answers

// ---- The registry ----

const serve = () => new Promise((resolve, reject) => {
  const world = path.join(base, 'world.json')
  fs.writeFileSync(world, '{}')
  const child = spawn(registry, [world], { stdio: ['pipe', 'pipe', 'inherit'] })
  child.stdout.once('data', d => resolve({ child, world, url: String(d).trim() }))
  child.once('exit', () => reject(new Error('the registry ended')))
})

// ---- The two sides ----

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

// The time `{{AGO n}}`: n days and a half ago.
const DAY_MS = 86400000
const ago = (_, days) => new Date(Date.now() - (Number(days) + 0.5) * DAY_MS).toISOString()

// `{{GIT}}` in a case is where its repositories are, `{{URL}}` the registry (which puts itself into its packages).
const placed = (c, url) => {
  const own = v => JSON.parse(JSON.stringify(v).replaceAll('{{URL}}', url))
  const { files, steps, ...rest } = JSON.parse(JSON.stringify(c).replaceAll('{{GIT}}', `git+file://${gitTop}`).replace(/\{\{AGO (\d+)\}\}/g, ago))
  return { ...rest, files: own(files), steps: own(steps) }
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
let hung = 0
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
    // An old lock has no version for what comes from a repository, and `ci` misses it.
    const odd = /lock file's \S+@(undefined)? does not satisfy/.test(error?.message)
    const crash = error instanceof TypeError && (!error.code || error.code.startsWith('ERR_'))
    process.send(error ? { text: String(error.code || error.message), crash: crash || odd } : null)
  })
}

const side = async (c, name, server, run) => {
  const where = place(name)
  const results = []
  const packages = structuredClone(c.packages)
  const sell = () => fs.writeFileSync(server.world, JSON.stringify({ packages }))
  sell()
  write(where.project, c.files)
  for (const step of c.steps) {
    if (step[0].startsWith('$')) {
      await new Promise(resolve => setTimeout(resolve, TOUCH_MS))
      if (isMarket(step)) {
        onMarket(packages, step)
        sell()
      } else onDisk(where, step)
      results.push({ error: null, tree: list(where.project), byHand: true })
      continue
    }
    const before = JSON.stringify(list(where.project))
    const error = await run(where, server.url, step)
    if (error === 'hangs') return 'hangs'
    const tree = list(where.project)
    results.push({ error, tree: error ? {} : tree, torn: !!error && JSON.stringify(tree) !== before })
    if (KEEP) fs.cpSync(where.project, path.join(KEEP, name, String(results.length)), { recursive: true, verbatimSymlinks: true })
  }
  return results
}

// A linked tree in whose store packages are missing that links lead to, or a lock with that store: npm itself did it.
const isBroken = ({ error, tree }) => !error && /"node_modules\/\.store\//.test(tree['package-lock.json']) || Object.entries(tree).some(([at, what]) => {
  const [, to] = /^link -> (.*\.store\/.*\/node_modules\/.*)$/.exec(what) || []
  return to && !/\/\.bin\//.test(at) && !tree[path.join(path.dirname(at), to, 'package.json')]
})

// npm leaves packages with a shrinkwrap in a store, and a hidden lock of it all, where it was to write a lock alone.
const isLeftOver = (step, before, { tree }) => step.includes('--package-lock-only') && !before?.tree.node_modules && !!tree.node_modules
const outside = tree => Object.fromEntries(Object.entries(tree).filter(([at]) => !at.startsWith('node_modules')))

// npm has lost what packages need, by its own lock; here it is there. Not under overrides: needs are others then.
let lessened = 0
const isLess = (c, npm, pkg) => {
  if (c.files['package.json'].overrides) return false
  const semver = require(path.join(npmRoot, 'node_modules/semver'))
  const text = tree => tree['package-lock.json'] || tree['npm-shrinkwrap.json'] || tree['node_modules/.package-lock.json']
  return lacks(semver, text(npm), text(pkg))
}

// What npm leaves of packages that a bundle made needless: empty folders, and commands that lead nowhere.
const withoutRemains = (npm, pkg) => {
  const remains = ([at, what]) => what.startsWith('folder ') ||
    /\/\.bin\/[^/]+$/.test(at) && what.startsWith('link -> ') && !(path.join(path.dirname(at), what.slice(8)) in npm)
  const full = new Set()
  for (const entry of Object.entries(npm)) {
    if (remains(entry)) continue
    for (let up = path.dirname(entry[0]); up !== '.'; up = path.dirname(up)) full.add(up)
  }
  return Object.fromEntries(Object.entries(npm).filter(entry => entry[0] in pkg || full.has(entry[0]) || !remains(entry)))
}

// Of a package that has changed in the registry npm's cache may have a short document of today and a full one of before: the
// one says which version it is to be, the other doesn't have it.
const isStale = (c, i, npm) => /^E(TARGET|404)$/.test(npm.error?.message) && c.steps.slice(0, i).some(isMarket)

let undecided = 0
// Lines that say what differs; none if nothing does.
const compare = async (given, server, times = NPM_AGAIN) => {
  makeRepositories(given.git)
  const c = placed(given, server.url)
  const theirs = await side(c, 'npm', server, runNpm)
  const ours = await side(c, 'pkg', server, runPkg)
  const lines = against(c, theirs, ours)
  if (!lines.length) return lines
  // Where npm asks for several things at once, what comes first may decide.
  const answer = a => JSON.stringify(a, (k, v) => v instanceof Error ? v.message : v)
  for (let i = 0; i < times; i++) {
    const again = await side(c, 'npm', server, runNpm)
    if (answer(again) === answer(theirs)) continue
    if (against(c, again, ours).length) continue
    undecided++
    return []
  }
  return lines
}

const against = (c, theirs, ours) => {
  // Where npm finds no end, any end will do.
  if (theirs === 'hangs') hung++
  if (theirs === 'hangs') return ours.some(s => s.error?.message === 'killed') ? ['pkg hangs, as npm does'] : []
  for (let i = 0; i < c.steps.length; i++) {
    const a = theirs[i]
    const b = ours[i]
    if (a.byHand) continue
    // Where npm itself breaks, nobody can say what is right.
    if (a.error?.crash || isBroken(a)) return []
    const what = `step ${i + 1} (${c.steps[i].join(' ')})`
    if (!b.error && isStale(c, i, a)) return []
    if (!a.error !== !b.error) {
      return [`${what}: npm ${a.error ? 'fails: ' + a.error.message : 'succeeds'}, pkg ${
        b.error ? 'fails: ' + b.error.message : 'succeeds'}`]
    }
    // npm fails late, and leaves what it has done: from here on both have another project.
    if (a.torn) return []
    const leftOver = isLeftOver(c.steps[i], theirs[i - 1], a)
    const d = leftOver ? differences(outside(a.tree), outside(b.tree)) : differences(withoutRemains(a.tree, b.tree), b.tree)
    if (d.length && isLess(c, a.tree, b.tree)) {
      lessened++
      return []
    }
    if (d.length) return d.map(line => `${what}: ${line}`)
    if (leftOver) return []
  }
  return []
}

// ---- Making a failing case small ----

// Each is a way to make a case smaller; some change nothing that is there any more.
const drop = (o, ...at) => {
  const last = at.pop()
  const held = at.reduce((x, k) => x?.[k], o)
  if (!held || typeof held !== 'object' || !(last in held)) return false
  if (Array.isArray(held)) held.splice(last, 1)
  else delete held[last]
  return true
}

const isMap = v => v && typeof v === 'object' && !Array.isArray(v)

const inside = (v, ...at) => !isMap(v) ? [] : Object.entries(v).flatMap(([k, w]) => [[...at, k], ...inside(w, ...at, k)])

const halves = names => {
  const out = []
  for (let size = names.length >> 1; size > 1; size >>= 1) {
    for (let i = 0; i < names.length; i += size) out.push(names.slice(i, i + size))
  }
  return out
}

const ways = c => {
  const out = []
  for (let i = c.steps.length - 1; i > 0; i--) out.push(d => drop(d, 'steps', i))
  c.steps.forEach((s, i) => {
    if (s[0][0] !== '$') for (let k = s.length - 1; k > 0; k--) out.push(d => d.steps[i]?.[k] === s[k] && drop(d, 'steps', i, k))
  })
  const some = (d, what, places) => places.map(at => drop(d, what, ...at)).includes(true)
  const each = (what, places) => {
    for (const part of [...halves(places), ...places.map(at => [at])]) out.push(d => some(d, what, part))
  }
  if (c.git) out.push(d => drop(d, 'git'))
  each('packages', Object.keys(c.packages).map(n => [n]))
  each('files', inside(c.files).filter(at => at.length > 1 || at[0] !== 'package.json'))
  each('packages', inside(c.packages).filter(at => at.length > 1))
  return out
}

// What differs, without the step: a smaller case must differ in the same.
const kind = lines => lines.length ? lines[0].replace(/^step \d+ \(.*?\): /, '').replace(/http:\S+|sha512-\S+|file 644 \w+/g, '') : ''

const compareOnce = (c, server) => compare(c, server, 0)
const shrink = async (c, lines, server, differ = compareOnce, budget = number('PARITY_BUDGET', 800)) => {
  for (let again = true; again && budget > 0;) {
    again = false
    for (const way of ways(c)) {
      const smaller = structuredClone(c)
      if (!way(smaller)) continue
      if (budget-- <= 0) break
      if (kind(await differ(smaller, server)) !== kind(lines)) continue
      c = smaller
      again = true
    }
  }
  return c
}

// ---- All of them ----

const cases = () => {
  const file = process.env.PARITY_FILE
  if (file) return [{ name: path.basename(file, '.json'), make: () => JSON.parse(fs.readFileSync(file, 'utf8')) }]
  const dir = path.join(__dirname, 'cases')
  const from = number('PARITY_FROM', 0)
  const kept = (fs.existsSync(dir) ? fs.readdirSync(dir) : []).filter(f => f.endsWith('.json')).sort()
    .map(f => ({ name: f.slice(0, -5), make: () => JSON.parse(fs.readFileSync(path.join(dir, f), 'utf8')) }))
  const count = number('PARITY_SEEDS', 100)
  const listed = process.env.PARITY_LIST?.split(',').map(Number)
  const each = (n, name, make) => (n && listed || Array.from({ length: n }, (_, i) => from + i))
    .map(seed => ({ name: `${name} ${seed}`, make: () => make(seed) }))
  const only = kind => !process.env.PARITY_ONLY || process.env.PARITY_ONLY === kind
  const seeds = [...each(only('seed') ? count : 0, 'seed', generate), ...each(only('wide') ? Math.ceil(count / 2) : 0, 'wide', wide),
    ...each(only('wider') ? Math.ceil(count / 2) : 0, 'wider', wider), ...each(process.env.PARITY_ONLY === 'further' ? Math.ceil(count / 2) : 0, 'further', further),
    ...each(process.env.PARITY_ONLY === 'dense' ? Math.ceil(count / 2) : 0, 'dense', dense),
    ...each(only('history') ? Math.ceil(count / 5) : 0, 'history', history)]
  return process.env.PARITY_FROM || listed ? seeds : [...kept, ...seeds]
}

// Known to differ; README.md says why.
const KNOWN = ['wider 94', 'wider 117', 'wider 11069', 'wide 20', 'wide 8040',
  ...[125, 164, 175, 245, 309, 458, 467, 988, 11055, 11063, 11123].map(n => `further ${n}`)]

const main = async () => {
  const server = await serve()
  let passed = 0
  let failed = 0
  let skipped = 0
  for (const { name, make } of cases()) {
    const c = make()
    const lines = await compare(c, server)
    if (!lines.length) { passed++; continue }
    if (KNOWN.includes(name)) {
      skipped++
      console.log(`SKIP ${name}: known to differ: ${lines[0].slice(0, 200)}`)
      continue
    }
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
  if (lessened) console.log(`npm lost what packages need in ${lessened} of them`)
  if (undecided) console.log(`npm gave several answers in ${undecided} of them, one of them the same`)
  if (hung) console.log(`npm found no end in ${hung} of them`)
  console.log(`parity: ${passed} passed, ${failed} failed, ${skipped} skipped`)
  process.exitCode = failed ? 1 : 0
}

if (process.argv[3] === '--npm') helperMain()
else if (require.main === module) main()
module.exports = { serve, makeRepositories, gitTop: () => gitTop, placed, number, shrink, isBroken, isLess }
