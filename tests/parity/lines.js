// lines.js: histories of whole command lines, npm's own against pkg's: after each step the project, the global folder, the exit code,
// the error's code and what stands on stdout must be the same.
//   node lines.js NPM_ROOT PKG REGISTRY [KIND]     KIND: lines, doubles, bundled, damaged; PARITY_FROM, PARITY_SEEDS, PARITY_LIST, PARITY_FILE, PARITY_SHRINK as in README.md
'use strict'
const fs = require('fs')
const os = require('os')
const path = require('path')
const { fork } = require('child_process')
const { finished } = require('./child.js')
const { source, rangeFor, generate } = require('./generate.js')
const wide = require('./wide.js')
const bundled = require('./bundled.js')
const damaged = require('./damaged.js')
const { serve, makeRepositories, gitTop, placed, number, shrink, isBroken, isLess } = require('./main.js')
const { write, onDisk } = require('./steps.js')
const { list, differences } = require('./trees.js')

const [npmRoot, pkg] = process.argv.slice(2, 4).map(p => path.resolve(p))
const kind = process.argv[5] || 'lines'
const LIMIT_MS = 30000
const TOUCH_MS = 30 // npm takes what is 10 ms newer than its hidden lock for as old
const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'lines-')))

// ---- What is asked ----

const OPTIONS = ['-D', '-O', '-E', '-P', '--save-peer', '--save-bundle', '--save', '--no-save', '--omit=dev', '--omit=optional', '--omit=peer', '--include=dev',
  '--production', '--only=prod', '--install-links', '--legacy-peer-deps', '--strict-peer-deps', '--force', '--prefer-dedupe', '--prefer-offline',
  '--global-style', '--legacy-bundling', '--install-strategy=nested', '--no-package-lock', '--lockfile-version=3', '--dry-run', '--ignore-scripts', '--no-bin-links', '--json']
const ALWAYS = ['--install-links', '--legacy-peer-deps', '--prefer-dedupe', '--install-strategy=nested', '--install-strategy=linked', '--install-strategy=shallow',
  '--lockfile-version=1', '--lockfile-version=2']

const commands = s => {
  const { r, all, c } = s
  const root = c.files['package.json']
  const haves = Object.keys({ ...root.dependencies, ...root.devDependencies, ...root.optionalDependencies })
  const workspaces = Object.entries(c.files).filter(([f]) => /^packages\/.*package\.json$/.test(f)).map(([, m]) => m.name)
  const name = () => r.one(Object.keys(all))
  const mine = () => haves.length ? r.one(haves) : name()
  const either = () => r.chance(0.5) ? mine() : name()
  const versions = n => all[n] || ['1.0.0']
  const spec = n => r.one([n, n, `${n}@${rangeFor(r, versions(n))}`, `${n}@${r.one(versions(n))}`, `al@npm:${n}@${rangeFor(r, versions(n))}`,
    ...['local', 'libs/outer'].filter(at => c.files[`${at}/package.json`]).map(at => `./${at}`)])
  const opts = (p = 0.4) => {
    const out = []
    while (r.chance(p)) out.push(r.one(OPTIONS))
    return out
  }
  const ws = () => {
    if (!workspaces.length || !root.workspaces || !r.chance(0.25)) return []
    const one = () => ['-w', r.one(workspaces)]
    return r.one([one, one, () => ['-ws'], () => ['-ws', '--include-workspace-root'], () => [...one(), ...one()], () => ['--workspaces=false']])()
  }
  return r.one([
    () => ['install', ...opts(), ...ws()], () => ['install', spec(name()), ...opts(), ...ws()], () => ['install', spec(either()), ...opts(), ...ws()],
    () => ['install', spec(either()), spec(name()), ...opts(), ...ws()],
    () => ['uninstall', either(), ...opts(0.3), ...ws()], () => ['uninstall', either(), either(), ...opts(0.3), ...ws()],
    () => ['update', ...opts(), ...ws()], () => ['update', either(), ...opts(), ...ws()],
    () => ['dedupe', ...opts()], () => ['prune', ...opts(), ...ws()], () => ['ci', ...opts(), ...ws()],
    () => ['version', r.one(['patch', 'minor', '2.0.0', 'prerelease']), '--no-git-tag-version', ...ws()],
    () => ['pkg', 'set', `${r.one(['dependencies', 'devDependencies', 'optionalDependencies'])}.${either()}=${r.one(['*', '1', '^1.0.0', '>=2'])}`, ...ws()],
    () => ['pkg', 'delete', `${r.one(['dependencies', 'devDependencies'])}.${mine()}`],
    () => ['ls', ...(r.chance(0.5) ? ['--all'] : []), ...ws()], () => ['outdated', ...ws()], () => ['explain', either()],
    () => ['link', ...ws()], () => ['link', 'project', ...opts(0.2)], () => ['ls', '-g'],
    () => ['install', '-g', spec(name()), ...opts(0.2)], () => ['install', '-g', '.'], () => ['uninstall', '-g', name()], () => ['update', '-g'],
    () => ['shrinkwrap'], () => ['rebuild', ...ws()], () => ['install-test'],
    () => ['$remove', 'node_modules'], () => ['$remove', 'package-lock.json'], () => ['$remove', `node_modules/${either()}`],
  ])()
}

const lines = seed => {
  const c = seed % 3 === 0 ? wide(seed) : generate(seed % 400)
  // A command that is linked already is no longer looked at by npm: it stays as it came.
  c.packages = JSON.parse(JSON.stringify(c.packages).replaceAll('\\r\\n', '\\n'))
  const r = source(seed * 31 + 7)
  const all = Object.fromEntries(Object.entries(c.packages).map(([n, versions]) => [n, Object.keys(versions).filter(v => /^\d/.test(v))]))
  const always = r.chance(0.25) ? [r.one(ALWAYS)] : []
  c.steps = [['install'], ...Array.from({ length: 3 + r.upto(4) }, () => commands({ r, all, c }))]
    .map(step => /^(\$|pkg$|ls$)/.test(step[0]) ? step : [...step, ...always])
  return c
}

// What could be shared in a tree that was made without a thought of that.
const doubles = seed => {
  const c = seed % 3 === 0 ? wide(seed) : generate(seed % 400)
  const r = source(seed * 43 + 11)
  const how = r.one([[], ['--install-strategy=nested'], ['--install-strategy=shallow'], ['--legacy-peer-deps'], ['--lockfile-version=1'], ['--omit=dev']])
  const names = Object.keys(c.packages)
  const more = () => { const n = r.one(names); return ['install', `${n}@${r.one(Object.keys(c.packages[n]).filter(v => /^\d/.test(v)))}`, '--no-save'] }
  const asks = [['find-dupes'], ['find-dupes', '--json'], ['dedupe', '--dry-run'], ['dedupe', '--dry-run', '--json'], ['dedupe', '--dry-run', '--omit=dev'],
    ['find-dupes', ...how], ['find-dupes', '--legacy-peer-deps'], ['find-dupes', '--long']]
  c.steps = [['install', ...how], ...(r.chance(0.5) ? [more()] : []), ...(r.chance(0.2) ? [['$remove', r.one(['node_modules', 'package-lock.json'])]] : []),
    ...Array.from({ length: 2 }, () => r.one(asks)), ['dedupe'], ['find-dupes']]
  return c
}

// ---- Both sides ----

const environment = ({ home, url }) => ({ PATH: process.env.PATH, HOME: home, TMPDIR: path.join(home, 'tmp'), npm_config_registry: url,
  npm_config_cache: path.join(home, 'cache'), npm_config_prefix: path.join(home, 'global'), npm_config_update_notifier: 'false', npm_config_logs_max: '0',
  npm_config_fetch_retries: '0', npm_config_audit: 'false', npm_config_fund: 'false', npm_config_unicode: 'false', npm_config_ignore_scripts: 'true' })

let helper = null
const runNpm = (where, args) => new Promise(resolve => {
  helper ||= fork(path.join(__dirname, 'cli.js'), [npmRoot], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] })
  const own = helper
  if (!own.listenerCount('error')) own.on('error', () => {}) // it may end while it is being told what to do
  const lost = () => {
    clearTimeout(timer)
    helper = null
    resolve(null)
  }
  const timer = setTimeout(() => own.kill('SIGKILL'), number('PARITY_NPM_MS', 10000))
  own.once('exit', lost)
  own.once('message', answer => {
    clearTimeout(timer)
    own.removeListener('exit', lost)
    resolve(answer)
  })
  own.send({ args, cwd: where.project, env: environment(where) })
})

const runPkg = async (where, args) => {
  const r = await finished(pkg, args, LIMIT_MS, { cwd: where.project, env: environment(where) })
  return { ...r, errCode: /^pkg error code (.*)$/m.exec(r.err)?.[1] || '' }
}

// Where npm has failed, parts of it may still be at work: then what they write into stays until the end.
const discard = dir => {
  try {
    fs.rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
  } catch (e) {
    if (e.code !== 'ENOTEMPTY') throw e
  }
}

let homes = 0
const place = url => {
  const where = { url, home: path.join(base, `home${++homes}`), project: path.join(base, 'project') }
  discard(path.join(base, `home${homes - 1}`))
  fs.rmSync(where.project, { recursive: true, force: true, maxRetries: 5 })
  for (const dir of ['tmp', 'global/lib']) fs.mkdirSync(path.join(where.home, dir), { recursive: true })
  fs.mkdirSync(where.project)
  return where
}

// Without what is another one each time, without the tool's name, and without how a command is used.
const plain = (text, { project, home, url }) => text.replace(/\b\d+(\.\d+)?m?s\b/g, 'TIME').replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
  .replace(/"(timestamp|created)": ".*?"/g, '"$1": "TIME"').replaceAll(project, '{{PROJECT}}').replaceAll(home, '{{HOME}}')
  .replaceAll(url, '{{URL}}').replace(/\b(npm|pkg)\b/g, 'TOOL').replace(/^.*Usage:[\s\S]*/m, '')

const look = ({ project, home }) => ({ ...list(project), ...Object.fromEntries(Object.entries(list(path.join(home, 'global'))).map(([at, what]) => [`global/${at}`, what])) })

const side = async (c, server, run) => {
  const where = place(server.url)
  fs.writeFileSync(server.world, JSON.stringify({ packages: c.packages }))
  write(where.project, c.files)
  const results = []
  for (const step of c.steps) {
    if (step[0][0] === '$') {
      await new Promise(resolve => setTimeout(resolve, TOUCH_MS))
      onDisk(where, step)
      results.push({ byHand: true })
      continue
    }
    const answer = await run(where, step)
    if (!answer) break
    results.push({ ...answer, out: plain(answer.out, where), tree: look(where) })
  }
  return results
}

const unlike = (npm, own) => {
  if (npm.code !== own.code) return [`npm ends with ${npm.code} (${npm.errCode}), pkg with ${own.code} (${own.errCode})`]
  if (npm.code && npm.errCode && npm.errCode !== own.errCode) return [`npm says ${npm.errCode}, pkg ${own.errCode}`]
  const found = differences(npm.tree, own.tree)
  return found.length || npm.code ? found : differences({ stdout: npm.out }, { stdout: own.out })
}

// Lines that say what differs; none if nothing does, or if npm breaks first or loses what packages need.
const compare = async (given, server) => {
  makeRepositories(given.git)
  const c = placed(given, server.url)
  const npm = await side(c, server, runNpm)
  const own = await side({ ...c, steps: c.steps.slice(0, npm.length) }, server, runPkg)
  for (let i = 0; i < npm.length; i++) {
    if (npm[i].byHand) continue
    if (npm[i].crash || isBroken(npm[i])) return []
    const found = unlike(npm[i], own[i])
    // Both fail, and each leaves what it has done: from here on they have other projects.
    if (found.length && (npm[i].code && npm[i].code === own[i].code || isLess(c, npm[i].tree, own[i].tree))) return []
    if (found.length) return found.map(line => `step ${i + 1} (${c.steps[i].join(' ')}): ${line}`)
  }
  return []
}

// What `pkg` writes into a file of a case's project; '' if it doesn't.
const fileOf = server => async (given, name) => {
  makeRepositories(given.git)
  const c = placed(given, server.url)
  const where = place(server.url)
  fs.writeFileSync(server.world, JSON.stringify({ packages: c.packages }))
  write(where.project, c.files)
  for (const step of c.steps) await runPkg(where, step)
  const file = path.join(where.project, name)
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8').replaceAll(server.url, '{{URL}}').replaceAll(`git+file://${gitTop()}`, '{{GIT}}') : ''
}

const main = async () => {
  const server = await serve()
  const file = process.env.PARITY_FILE
  const make = file ? () => JSON.parse(fs.readFileSync(file, 'utf8')) : { lines, doubles, bundled, damaged: seed => damaged(seed, fileOf(server)) }[kind]
  const seeds = file ? [path.basename(file)] : process.env.PARITY_LIST?.split(',').map(Number) ||
    Array.from({ length: number('PARITY_SEEDS', 20) }, (_, i) => number('PARITY_FROM', 0) + i)
  let [passed, failed] = [0, 0]
  for (const seed of seeds) {
    const c = await make(seed)
    const found = await compare(c, server)
    if (!found.length) { passed++; continue }
    failed++
    console.log(`FAIL ${kind} ${seed}\n  ${found.join('\n  ')}`)
    const { packages, git, files, steps } = process.env.PARITY_SHRINK === '0' ? c : await shrink(c, found, server, compare)
    console.log('  ' + JSON.stringify({ packages, git, files, steps }))
  }
  server.child.removeAllListeners('exit')
  server.child.stdin.end()
  helper?.removeAllListeners('exit')
  helper?.kill('SIGKILL')
  discard(base)
  console.log(`${kind}: ${passed} passed, ${failed} failed, 0 skipped`)
  process.exitCode = failed ? 1 : 0
}

main()
