// older.js: npm beside pkg on real projects whose lock is as old as what they published: updates, fixes, other branches,
// other strategies, conflicts.
//   node older.js PKG FOLDER [NAME…]
// FOLDER keeps what the registry said, the projects with their old locks, and what npm answered (projects.js). Only locks
// and package.json; with PARITY_TREES=1 what is installed too. PARITY_SCENARIOS=update,ci names scenarios.
'use strict'
const fs = require('fs')
const os = require('os')
const path = require('path')
const mirror = require('./mirror.js')
const { execFileSync } = require('child_process')
const { differences } = require('./trees.js')
const { registry, run, state, wanted, manifestOf, split } = require('./projects.js')

// What marks the newer half of all versions while an old lock is made: npm takes another one if it can.
const NEWER = 'newer than the lock'
const KEEP = process.env.PARITY_KEEP
const TREES = process.env.PARITY_TREES === '1'
const MODE = TREES ? ['--ignore-scripts'] : ['--package-lock-only']
const LOCKS = ['package-lock.json', ...TREES ? ['node_modules/.package-lock.json'] : []]
const write = (where, name, text) => fs.writeFileSync(path.join(where, name), text)
const read = (where, name) => fs.readFileSync(path.join(where, name), 'utf8')
const json = value => JSON.stringify(value, null, 2) + '\n'
const copy = (from, to) => execFileSync('cp', ['-a', from, to])
const remove = (where, name) => fs.rmSync(path.join(where, name), { recursive: true, force: true })

// What the scenarios are about: names of direct dependencies, always the same ones.
const names = manifest => {
  const all = { ...manifest.dependencies, ...manifest.devDependencies }
  const list = Object.keys(all).filter(n => !/^(npm|file|git|http)/.test(all[n])).sort()
  return { first: list[0], middle: list[list.length >> 1], last: list[list.length - 1] }
}

// A merge of two branches: each lock lacks a third of what the other one has.
const conflict = lock => {
  const [ours, theirs] = [0, 1].map(out => {
    const doc = JSON.parse(lock)
    Object.keys(doc.packages).filter((at, i) => at && i % 3 === out).forEach(at => delete doc.packages[at])
    return json(doc).split('\n')
  })
  const at = ours.findIndex((line, i) => line !== theirs[i])
  return [...ours.slice(0, at), '<<<<<<< HEAD', ...ours.slice(at), '=======', ...theirs.slice(at), '>>>>>>> other'].join('\n') + '\n'
}

const change = (where, file, how) => {
  const doc = JSON.parse(read(where, file))
  how(doc)
  write(where, file, json(doc))
}
const changePackage = (where, how) => change(where, 'package.json', how)
const changeLock = (where, how) => change(where, 'package-lock.json', doc => how(doc.packages))
const lists = pkg => [pkg.dependencies, pkg.devDependencies].filter(Boolean)
const anyVersion = pkg => {
  for (const list of lists(pkg)) for (const n of Object.keys(list)) list[n] = `>=${/\d[\w.+-]*/.exec(list[n])?.[0] || 0}`
}
// Each ninth package that isn't asked for directly, in any version from that of the lock on, or below one that needs it.
const overridesOf = lock => {
  const { packages } = JSON.parse(lock)
  const direct = Object.keys(Object.assign({}, ...lists(packages[''])))
  const inner = Object.keys(packages).filter((at, i) => at && i % 9 === 4).map(at => [at.split('node_modules/').pop(), packages[at]])
    .filter(([name]) => !direct.includes(name))
  return Object.fromEntries(inner.map(([name, p], i) => [name, i % 2 ? { '.': `>=${p.version}` } : p.version]))
}

// Each begins with the old lock (and what npm installed by it). A step is a command line, or what happens to the folder.
const ofLocks = {
  install: () => [['install']],
  update: () => [['update'], ['install']],
  'update-save': () => [['update', '--save'], ['update']],
  'update-name': ({ first, middle }) => [['update', first], ['update', middle, '--save']],
  dedupe: () => [['dedupe'], ['install', '--prefer-dedupe']],
  uninstall: ({ first, last }) => [['uninstall', first], ['uninstall', last]],
  latest: ({ first, middle, last }) => [['install', `${middle}@latest`], ['install', `${first}@latest`, `${last}@latest`, '--save-exact']],
  fix: () => [['audit', 'fix'], ['audit', 'fix', '--force']],
  prune: ({ first, middle }) => [w => {
    changePackage(w, pkg => lists(pkg).forEach(list => [first, middle].forEach(n => delete list[n])))
  }, ['prune'], ['prune', '--omit=dev']],
  // The branch asks for what is newest, the lock and node_modules are the old ones.
  branch: (n, { next }) => [w => write(w, 'package.json', json(next)), ['install'], ['ci']],
  'branch-without-lock': (n, { next }) => [w => { write(w, 'package.json', json(next)); remove(w, 'package-lock.json') }, ['install']],
  'lock-1': ({ first }) => [['install', '--lockfile-version=1'], w => remove(w, 'node_modules'), ['install'], ['update', first]],
  'lock-1-kept': ({ first }) => [['install', '--lockfile-version=1'], ['update', first, '--lockfile-version=1'], ['uninstall', first, '--lockfile-version=1']],
  'lock-2': () => [['install', '--lockfile-version=2'], ['update', '--lockfile-version=2'], ['install', '--lockfile-version=3']],
  conflict: () => [w => write(w, 'package-lock.json', conflict(read(w, 'package-lock.json'))), ['install']],
  // There and back again.
  'branch-back': (n, { next, manifest }) => [w => write(w, 'package.json', json(next)), ['install'],
    w => write(w, 'package.json', json(manifest)), ['install'], ['update']],
  'any-version': () => [w => changePackage(w, anyVersion), ['install'], ['update']],
  overrides: () => [w => changePackage(w, pkg => { pkg.overrides = overridesOf(read(w, 'package-lock.json')) }), ['install'], ['update'],
    w => changePackage(w, pkg => { delete pkg.overrides }), ['install']],
  holes: ({ first }) => [w => changeLock(w, packages => Object.keys(packages).filter((at, i) => at && i % 5 === 2).forEach(at => delete packages[at])),
    ['install'], ['update', first]],
  'no-resolved': ({ first }) => [w => changeLock(w, packages => Object.values(packages).forEach(p => { delete p.resolved; delete p.integrity })),
    ['install'], ['update', first]],
  dev: ({ first, middle }) => [['install', first, '-D'], ['install', `${middle}@latest`, '-O'], ['install', first, '-P']],
  legacy: () => [['update', '--legacy-peer-deps'], ['install']],
}

const ofTrees = {
  again: () => [w => remove(w, 'node_modules'), ['install'], ['install']],
  ci: () => [['ci'], ['ci', '--omit=dev']],
  'branch-without-modules': (n, { next }) => [w => { write(w, 'package.json', json(next)); remove(w, 'node_modules') }, ['install']],
  nested: () => [['install', '--install-strategy=nested'], ['update', '--install-strategy=nested']],
  shallow: () => [['install', '--install-strategy=shallow'], ['install']],
  linked: () => [w => remove(w, 'node_modules'), ['install', '--install-strategy=linked']],
  omit: () => [['install', '--omit=dev'], ['update', '--omit=dev'], ['install', '--include=dev']],
  hoist: ({ last }) => [w => remove(w, `node_modules/${last}`), ['install'], w => remove(w, 'node_modules/.package-lock.json'), ['update', last]],
  'lock-1-ci': () => [['install', '--lockfile-version=1'], ['ci'], ['update']],
}

// One package in fifty or so has a weakness in all versions up to those that are asked about. With many, what npm finds
// depends on which document comes first: of a package that several weak ones lead to, it follows the first alone.
const advisories = asked => Object.fromEntries(Object.entries(asked)
  .filter(([name]) => [...name].reduce((sum, c) => sum + c.charCodeAt(0), 0) % 53 === 0)
  .map(([name, versions], i) => [name, [{ id: i + 1, url: `https://advisories.example/${i + 1}`, title: 'weak', severity: 'high',
    vulnerable_versions: versions.map(v => `<=${v}`).join(' || '), cwe: [], cvss: { score: 0, vectorString: null } }]]))

const newest = async (url, spec) => {
  const [name] = split(spec)
  const doc = await (await fetch(url + name.replace('/', '%2f'))).json()
  return manifestOf(url, `${name}@${doc['dist-tags'].latest}`)
}

const numbers = version => version.split('.').map(Number)
const order = (a, b) => {
  const [x, y] = [numbers(a), numbers(b)]
  const i = x.findIndex((n, k) => n !== y[k])
  return i < 0 ? 0 : x[i] - y[i]
}

// The newer half of each major version (of 0: of each minor one) counts as deprecated.
const deprecateNewer = text => {
  const doc = JSON.parse(text)
  const groups = {}
  for (const v of Object.keys(doc.versions || {}).filter(v => /^\d+\.\d+\.\d+$/.test(v))) (groups[/^0\.\d+|^\d+/.exec(v)[0]] ||= []).push(v)
  for (const list of Object.values(groups)) for (const v of list.sort(order).slice((list.length + 1) >> 1)) doc.versions[v].deprecated ||= NEWER
  return JSON.stringify(doc)
}
const withoutMark = text => json(JSON.parse(text, (key, value) => key === 'deprecated' && value === NEWER ? undefined : value))

const main = async () => {
  const [pkg, folder, ...only] = process.argv.slice(2)
  const store = path.resolve(folder)
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'older-')))
  const server = await mirror(path.join(store, 'mirror'), registry(), process.env.PARITY_OFFLINE === '1', advisories)
  const where = path.join(base, 'project')
  const chosen = process.env.PARITY_SCENARIOS?.split(',')
  const command = (tool, step) => run(tool, [...step, ...MODE], where, server.url, path.join(base, tool === 'npm' ? 'npm' : 'pkg'))

  // The project as it was when its package was published, by npm.
  const begin = async (spec, manifest) => {
    const kept = path.join(store, TREES ? 'older' : 'older-locks', spec.replace('/', '+'))
    if (fs.existsSync(kept)) return kept
    remove(base, 'project')
    fs.mkdirSync(where)
    write(where, 'package.json', json(manifest))
    server.edit = deprecateNewer
    const { code, text } = await run('npm', ['install', ...MODE], where, server.url, path.join(base, 'old'))
    server.edit = null
    if (code !== 0) throw new Error(`no old lock: ${text.slice(0, 300)}`)
    for (const lock of LOCKS) write(where, lock, withoutMark(read(where, lock)).replaceAll(server.url, '{{REGISTRY}}'))
    fs.mkdirSync(path.dirname(kept), { recursive: true })
    copy(where, kept)
    return kept
  }
  const side = async (tool, kept, steps) => {
    const out = []
    remove(base, 'project')
    copy(kept, where)
    for (const lock of LOCKS) write(where, lock, read(where, lock).replaceAll('{{REGISTRY}}', server.url))
    for (const step of steps) {
      if (typeof step === 'function') step(where)
      else out.push(state(await command(tool, step), where, server.url, step[0] === 'audit'))
      if (out.length && out[out.length - 1].code === 'nothing') break
    }
    return out
  }
  // The locks and package.json of both, step by step.
  const keep = (name, all) => {
    for (const [tool, steps] of Object.entries(all)) {
      steps.forEach(({ tree }, i) => {
        const to = path.join(KEEP, name, tool, String(i + 1))
        fs.mkdirSync(to, { recursive: true })
        for (const [at, what] of Object.entries(tree)) if (what.includes('\n')) write(to, path.basename(at), what)
      })
    }
  }
  const compare = async (spec, manifest, about) => {
    const kept = await begin(spec, manifest)
    let failed = 0
    for (const [name, make] of Object.entries({ ...ofLocks, ...TREES ? ofTrees : {} })) {
      if (chosen && !chosen.includes(name)) continue
      const steps = make(names(manifest), about)
      const commands = steps.filter(Array.isArray)
      const file = path.join(store, TREES ? 'older-npm' : 'older-npm-locks', `${spec.replace('/', '+')} ${name}.json`)
      const npm = fs.existsSync(file) ? JSON.parse(fs.readFileSync(file, 'utf8')) : await side('npm', kept, steps)
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, JSON.stringify(npm))
      const ours = await side(path.resolve(pkg), kept, steps)
      // Where npm itself breaks, nobody can say what is right.
      const broken = npm.findIndex(a => a.crash)
      const lines = npm.slice(0, broken < 0 ? npm.length : broken).flatMap((a, i) => {
        const b = ours[i] || { code: 'nothing', tree: {} }
        const what = commands[i].join(' ')
        if (!a.code !== !b.code) return [`${what}: npm ends with ${a.code} ${a.error}, pkg with ${b.code} ${b.error}`]
        return differences(a.tree, b.tree).map(line => `${what}: ${line}`)
      })
      if (lines.length && KEEP) keep(`${spec.replace('/', '+')} ${name}`, { npm, pkg: ours })
      if (lines.length) { failed++; console.log(`FAIL ${spec} ${name}\n  ${lines.slice(0, 6).join('\n  ')}`) }
      else passed++
    }
    return failed
  }

  let passed = 0
  let failed = 0
  for (const spec of wanted(only)) {
    try {
      const manifest = await manifestOf(server.url, spec)
      failed += await compare(spec, manifest, { manifest, next: await newest(server.url, spec) })
    } catch (e) {
      failed++
      console.log(`FAIL ${spec}: ${e.message}`)
    }
  }
  server.close()
  fs.rmSync(base, { recursive: true, force: true })
  console.log(`older: ${passed} passed, ${failed} failed, 0 skipped`)
  process.exitCode = failed ? 1 : 0
}

main()
