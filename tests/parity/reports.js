// reports.js: what npm and pkg say of the same installed project: ls, explain, outdated, query, sbom, fund, audit, view, and
// dry runs of what would change it. Their texts are compared line by line, and how they end.
//   node reports.js NPM_ROOT PKG REGISTRY
// PARITY_FROM, PARITY_SEEDS, PARITY_LIST as in README.md; PARITY_KEEP=FOLDER: projects and texts where they differ.
'use strict'
const fs = require('fs')
const os = require('os')
const path = require('path')
const { finished } = require('./child.js')
const { source, rangeFor, generate } = require('./generate.js')
const { serve, makeRepositories, placed, number } = require('./main.js')
const { write } = require('./steps.js')
const makers = [generate, require('./wide.js'), require('./wider.js'), require('./further.js')]

const [npmRoot, pkg, registry] = process.argv.slice(2).map(p => path.resolve(p))
const LIMIT_MS = 60000
const AGAIN = 3 // npm isn't always of one mind
const COMMANDS = 8
const KEEP = process.env.PARITY_KEEP

// ---- What is asked ----

const flags = (r, list, p = 0.3) => list.filter(() => r.chance(p))
const OMIT = ['--omit=dev', '--omit=optional', '--omit=peer', '--include=dev']

const selector = (r, names, depth = 0) => {
  const inner = () => depth > 1 ? '.prod' : selector(r, names, depth + 1)
  const one = () => r.one([
    () => '*', () => `#${r.one(names)}`, () => ':root', () => `.${r.one(['prod', 'dev', 'optional', 'peer', 'bundled', 'workspace'])}`,
    () => `:${r.one(['extraneous', 'missing', 'invalid', 'deduped', 'overridden', 'private', 'empty', 'link', 'scope', 'vuln', 'outdated'])}`,
    () => `[${r.one(['name', 'version', 'license', 'bin', 'deprecated', 'engines'])}]`,
    () => `[name${r.one(['=', '^=', '$=', '*=', '~=', '|='])}"${r.one(names).slice(0, 1 + r.upto(3))}"]`,
    () => `:semver(${r.one(['^1.0.0', '>=2', '1.x', '<2.1.0', '1.0.0'])})`,
    () => `:type(${r.one(['registry', 'directory', 'git', 'alias', 'range', 'tag', 'version'])})`,
    () => `:path(${r.one(['node_modules/*', 'packages/**', 'node_modules/**/node_modules/*'])})`,
    () => `:attr(engines, [node${r.one(['', '=">=10"', '^=">="'])}])`,
    () => `:outdated(${r.one(['any', 'major', 'in-range', 'out-of-range', 'minor'])})`,
    () => `:vuln([severity=${r.one(['high', 'low', 'critical'])}])`,
    () => `:${r.one(['not', 'is', 'has'])}(${r.chance(0.4) ? '> ' : ''}${inner()})`,
  ])()
  let text = one()
  while (r.chance(0.4)) text += r.one([' > ', ' ', ' ~ ', '', ', ']) + one()
  return text
}

// The command lines of a seed.
const questions = (r, all, c, places) => {
  const names = Object.keys(all)
  const workspaces = Object.entries(c.files).filter(([f]) => /^(packages|apps)\/.*package\.json$/.test(f)).map(([, m]) => m.name)
  const ws = () => c.files['package.json'].workspaces && workspaces.length && r.chance(0.3)
    ? r.one([[`--workspace=${r.one(workspaces)}`], ['--workspaces'], ['--workspaces=false'], [`--workspace=${r.one(workspaces)}`, '--include-workspace-root']]) : []
  const some = () => r.one([...places, ...names.slice(0, 6)])
  const name = () => r.one(names)
  const json = () => flags(r, ['--json'], 0.4)
  const kinds = [
    () => ['ls', ...flags(r, ['--all', '--long', '--link', '--package-lock-only']), ...json(), ...flags(r, [`--depth=${r.upto(3)}`, '-p'], 0.15), ...flags(r, OMIT, 0.1), ...ws()],
    () => ['ls', name(), ...flags(r, [name()]), ...flags(r, ['--all', '--package-lock-only']), ...json(), ...ws()],
    () => ['ls', `${name()}@${r.one(['1', '^1.0.0', '*', '>=2'])}`, ...json()],
    () => ['explain', some(), ...json(), ...ws()],
    () => ['explain', `${name()}@${r.one(['1', '*', '>=2'])}`, ...flags(r, [some()]), ...json()],
    () => ['outdated', ...flags(r, ['--all', '--long', '-p']), ...json(), ...flags(r, [name()], 0.2), ...ws()],
    () => ['query', selector(r, names), ...flags(r, ['--package-lock-only'], 0.15), ...flags(r, [r.one(['--expect-results', '--expect-result-count=1'])], 0.2), ...ws()],
    () => ['query', selector(r, names), ...flags(r, ['--package-lock-only'], 0.15), ...ws()],
    () => ['sbom', `--sbom-format=${r.one(['spdx', 'cyclonedx'])}`, ...flags(r, ['--package-lock-only', '--sbom-type=application'], 0.2), ...flags(r, OMIT, 0.1), ...ws()],
    () => ['fund', ...json(), ...flags(r, [some()], 0.3), ...ws()],
    () => [r.one(['dedupe', 'find-dupes', 'update', 'prune', 'install', 'ci']), '--dry-run', ...flags(r, ['--long'], 0.1), ...json(), ...flags(r, OMIT, 0.1), ...ws()],
    () => ['install', `${name()}@${r.one(['latest', '*', '1', '^1.0.0', '>=2'])}`, '--dry-run', ...json(), ...flags(r, ['-D', '-O', '-E', '--save-peer'], 0.1), ...ws()],
    () => ['uninstall', name(), '--dry-run', ...json(), ...ws()],
    () => ['update', name(), '--dry-run', ...json()],
    () => ['audit', ...json(), ...flags(r, ['--package-lock-only', `--audit-level=${r.one(['low', 'high', 'critical'])}`], 0.2), ...flags(r, OMIT, 0.1), ...ws()],
    () => ['audit', 'fix', '--dry-run', ...json(), ...flags(r, ['--force', '--package-lock-only'], 0.2), ...ws()],
    () => ['view', r.one([name(), `${name()}@${rangeFor(r, all[name()])}`, `${name()}@next`]), ...flags(r, [r.one(['version', 'versions', 'dependencies', 'dist-tags', 'dist.integrity', 'bin', 'peerDependencies', 'deprecated', 'engines'])], 0.6), ...json()],
    () => ['pkg', 'get', ...flags(r, [r.one(['name', 'dependencies', 'workspaces', 'overrides', 'version'])], 0.6), ...ws()],
  ]
  return Array.from({ length: COMMANDS }, () => r.one(kinds)())
}

// What happened to the project since it was installed.
const happened = (r, all, c, places) => {
  const root = c.files['package.json']
  const name = r.one(Object.keys(all))
  return r.one([
    null, null, null,
    ['$remove', r.one(places.concat('node_modules/none'))],
    ['$remove', 'node_modules/.package-lock.json'],
    ['$remove', 'node_modules'],
    ['$remove', 'package-lock.json'],
    ['$write', 'node_modules/extra/package.json', '{"name":"extra","version":"1.0.0"}'],
    ['$write', 'package.json', { ...root, dependencies: { ...root.dependencies, [name]: rangeFor(r, all[name]) } }],
    ['$write', 'package.json', { ...root, dependencies: {}, devDependencies: { ...root.devDependencies, [name]: '*' } }],
    ['$write', 'package.json', { ...root, overrides: { [name]: r.one(all[name]) } }],
  ])
}

const advisories = (r, all) => Object.fromEntries(Object.keys(all).filter(() => r.chance(0.15)).map((name, i) => [name, [{ id: i + 1,
  url: `https://advisories.example/${i + 1}`, title: `weak ${name}`, severity: r.one(['low', 'moderate', 'high', 'critical']),
  vulnerable_versions: r.one(['*', '<2.0.0', `<=${r.one(all[name])}`, r.one(all[name])]), cwe: ['CWE-1'], cvss: { score: 5, vectorString: null } }]]))

// ---- Both sides ----

const run = async (tool, args, { project, home, url }) => {
  const { out, err, code } = await finished(tool, args, LIMIT_MS, { cwd: project,
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: home, npm_config_registry: url, npm_config_cache: path.join(home, path.basename(tool)),
      npm_config_update_notifier: 'false', npm_config_logs_max: '0', npm_config_fetch_retries: '0', npm_config_ignore_scripts: 'true',
      npm_config_audit: String(args[0] === 'audit') } })
  return plain(`${out}\n---\n${err}\n---\n${code}`)
}

// How a command is used, each tells in its own words.
const unused = text => {
  const at = text.indexOf('Usage:')
  return at < 0 ? text : text.slice(0, at).split(/\n|\\n/).slice(0, -3).join('\n') + text.slice(text.lastIndexOf('\n---'))
}

// Without what is another one each time, and without the tool's name.
const plain = text => unused(text).replace(/\b\d+(\.\d+)?m?s\b/g, 'TIME').replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
  .replace(/"(timestamp|created)": ".*?"/g, '"$1": "TIME"').replace(/^(npm|pkg) (error|warn|notice|info)/gm, 'tool $2')
  .replace(/\b\d+ (?:second|minute)s? ago\b/g, 'AGO').replace(/^tool error (?:A complete log|Log files were not).*\n/gm, '')

// npm's own mistakes.
const CRASH = /Cannot (?:read|set) propert|is not (?:a function|iterable|defined)|Invalid Version|Maximum call stack/

const ask = async (where, args) => {
  const ours = await run(pkg, args, where)
  let theirs = ''
  for (let i = 0; i < AGAIN; i++) {
    const answer = await run('npm', args, where)
    theirs ||= answer
    if (answer === ours || CRASH.test(answer)) return null
  }
  return { ours, theirs }
}

const firstLine = ({ ours, theirs }) => {
  const [x, y] = [theirs.split('\n'), ours.split('\n')]
  const i = x.findIndex((line, n) => line !== y[n])
  return `npm has ${(x[i] ?? 'nothing').slice(0, 160)}, pkg has ${(y[i] ?? 'nothing').slice(0, 160)}`
}

const compare = async (seed, server, base) => {
  const made = makers[seed % makers.length](seed)
  const r = source(seed * 17 + 11)
  makeRepositories(made.git)
  const c = placed(made, server.url)
  const all = Object.fromEntries(Object.entries(c.packages).map(([n, versions]) => [n, Object.keys(versions).filter(v => /^\d/.test(v))]))
  fs.writeFileSync(server.world, JSON.stringify({ packages: c.packages, advisories: advisories(r, all) }))
  const where = { project: path.join(base, 'project'), home: path.join(base, 'home'), url: server.url }
  for (const dir of [where.project, where.home]) {
    fs.rmSync(dir, { recursive: true, force: true })
    fs.mkdirSync(dir)
  }
  write(where.project, c.files)
  await run(pkg, c.steps[0], where)
  const lock = path.join(where.project, 'node_modules/.package-lock.json')
  const places = fs.existsSync(lock) ? Object.keys(JSON.parse(fs.readFileSync(lock, 'utf8')).packages) : []
  const what = happened(r, all, c, places)
  if (what?.[0] === '$remove') fs.rmSync(path.join(where.project, what[1]), { recursive: true, force: true })
  else if (what) write(where.project, { [what[1]]: what[2] })
  const lines = []
  for (const args of questions(r, all, c, places)) {
    const d = await ask(where, args)
    if (!d) continue
    lines.push(`${[...what || [], ...args].filter(a => typeof a === 'string').join(' ')}: ${firstLine(d)}`)
    if (!KEEP) continue
    fs.cpSync(where.project, path.join(KEEP, String(seed), 'project'), { recursive: true, verbatimSymlinks: true, preserveTimestamps: true })
    fs.cpSync(server.world, path.join(KEEP, String(seed), 'world.json'))
    for (const [tool, text] of Object.entries(d)) {
      fs.writeFileSync(path.join(KEEP, String(seed), `${args.join(' ').replace(/\//g, '+').slice(0, 100)}.${tool}`), text)
    }
  }
  return lines
}

const main = async () => {
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'reports-')))
  const server = await serve()
  const listed = process.env.PARITY_LIST?.split(',').map(Number)
  const seeds = listed || Array.from({ length: number('PARITY_SEEDS', 20) }, (_, i) => number('PARITY_FROM', 0) + i)
  let [passed, failed] = [0, 0]
  for (const seed of seeds) {
    const lines = await compare(seed, server, base)
    if (lines.length) console.log(`FAIL reports ${seed}\n  ${lines.join('\n  ')}`)
    if (lines.length) failed++
    else passed++
  }
  server.child.removeAllListeners('exit')
  server.child.stdin.end()
  fs.rmSync(base, { recursive: true, force: true })
  console.log(`reports: ${passed} passed, ${failed} failed, 0 skipped`)
  process.exitCode = failed ? 1 : 0
}

main()
