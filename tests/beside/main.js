// main.js: npm and pkg, given the same command line in the same project: what they print, how they end, what they leave.
//   node main.js NPM_ROOT PKG REGISTRY [FILE…]     FILE: cases; without one all of cases/
// README.md says what a case is.
'use strict'
const fs = require('fs')
const os = require('os')
const path = require('path')
const { finished } = require('../parity/child.js')
const { serve, makeRepositories, placed } = require('../parity/main.js')
const { write, onDisk } = require('../parity/steps.js')
const { list, differences } = require('../parity/trees.js')

const [, pkg] = process.argv.slice(2, 5).map(p => path.resolve(p))
const LIMIT_MS = 120000
const KEEP = process.env.BESIDE_KEEP
const NO_TUF = path.join(__dirname, 'no-tuf.js')

// What is different each time, and the tool's name.
const plain = (text, { project, home, url }) => text.replace(/\b\d+(\.\d+)?m?s\b/g, 'TIME').replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f-]{22}/g, 'UUID')
  .replace(/\d{4}-\d\d-\d\dT[\d_]+Z(?=-eresolve-report)/g, 'TIME')
  .replace(/"(timestamp|created)": ".*?"/g, '"$1": "TIME"').replace(/\b\d+ (?:second|minute)s? ago\b/g, 'AGO').replace(/\bjust now\b/g, 'AGO')
  .replace(/^(?:\x1b\[1m)?(npm|pkg)(?:\x1b\[22m)? (?:\x1b\[31m)?error(?:\x1b\[39m)? (?:A complete log|Log files were not|    .*-debug-0\.log).*\n/gm, '')
  .replaceAll(project, '{{PROJECT}}').replaceAll(home, '{{HOME}}').replaceAll(url, '{{URL}}')
  .replace(/(\b|\x1b\[\d+m)(npm|pkg)\b/g, '$1TOOL')

// What one of them says in its own words: what isn't as the schema has it, where JSON ends to be some; how small it packs.
const own = text => text.replace(/^TOOL warn (manifest |lockfile cannot be read: |Fetching verification keys using TUF failed\.).*\n/gm, '').replace(/^(TOOL error JSON\.parse ).*(JSON input|JSON at|package\.json:\d).*/gm, '$1HERE')
  .replace(/("summary": ").*(JSON input|JSON at|package\.json:\d).*/g, '$1HERE')
  .replace(/^((?:\x1b\[1m)?TOOL(?:\x1b\[22m)? (?:\x1b\[96m)?notice(?:\x1b\[39m)? (?:package size|shasum|integrity): ).*/gm, '$1OWN').replace(/("(?:size|shasum|integrity)": ).*(?=,)/g, '$1OWN')

// How a command is used: what it and its options do is said in each one's own words.
const wordless = text => own(text).replace(/^((?:TOOL error)? *\n?(?:TOOL error)? {2}-?\S+(?: \(required\))?\n)(?:TOOL error)? {4}.*\n/gm, '$1')
  .replace(/^.+\n((?:TOOL error)?\n(?:TOOL error )?Usage:\n)/gm, 'ABOUT\n$1')

const run = async (tool, args, where) => {
  const { project, home, url, env } = where
  const { out, err, code } = await finished(tool === 'npm' ? 'npm' : pkg, args, LIMIT_MS, { cwd: path.join(project, where.cwd || ''),
    env: { PATH: process.env.PATH, HOME: home, TMPDIR: path.join(home, 'tmp'), npm_config_registry: url, npm_config_cache: path.join(home, 'cache'),
      npm_config_prefix: path.join(home, 'global'), npm_config_update_notifier: 'false', npm_config_logs_max: '0', npm_config_fetch_retries: '0',
      npm_config_audit: 'false', npm_config_fund: 'false', ...where.tuf === false && { NODE_OPTIONS: `--require=${NO_TUF}` }, ...env } })
  return { out: wordless(plain(out, where)), err: wordless(plain(err, where)), code }
}

const fresh = where => {
  for (const dir of [where.project, where.home]) {
    fs.rmSync(dir, { recursive: true, force: true })
    fs.mkdirSync(dir)
  }
  fs.mkdirSync(path.join(where.home, 'tmp'))
}

const side = async (tool, c, args, where, server) => {
  fresh(where)
  fs.writeFileSync(server.world, JSON.stringify({ ...c.world, packages: c.packages || {} }))
  write(where.project, c.files || {})
  write(where.home, c.home || {})
  for (const step of c.before || []) {
    if (step[0][0] === '$') onDisk(where, step)
    else await run(c.by === 'each' ? tool : 'pkg', step, { ...where, cwd: '' })
  }
  const said = await run(tool, args, where)
  const trees = { project: list(where.project), global: fs.existsSync(path.join(where.home, 'global')) ? list(path.join(where.home, 'global')) : {} }
  return { ...said, ...trees }
}

const lines = (name, a, b) => a === b ? [] : differences({ [name]: a }, { [name]: b })

const compare = async (given, server, where, report) => {
  makeRepositories(given.git)
  const c = placed({ files: {}, steps: [], ...given }, server.url)
  let count = 0
  for (const command of c.commands) {
    const { args, env, cwd } = Array.isArray(command) ? { args: command } : command
    const at = { ...where, env: { ...c.env, ...env }, cwd: cwd || c.cwd, tuf: c.tuf, url: server.url }
    const npm = await side('npm', c, args, at, server)
    const own = await side('pkg', c, args, at, server)
    const found = [...lines('stdout', npm.out, own.out), ...lines('stderr', npm.err, own.err), ...lines('exit code', String(npm.code), String(own.code)),
      ...differences(npm.project, own.project), ...differences(npm.global, own.global)]
    if (!found.length) { count++; continue }
    report(args, found, npm, own)
  }
  return count
}

const main = async () => {
  const base = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'beside-')))
  const where = { project: path.join(base, 'project'), home: path.join(base, 'home') }
  const server = await serve()
  const dir = path.join(__dirname, 'cases')
  const files = process.argv.length > 5 ? process.argv.slice(5) : fs.readdirSync(dir).sort().map(f => path.join(dir, f))
  let [passed, failed] = [0, 0]
  for (const file of files) {
    const name = path.basename(file, '.json')
    const cases = JSON.parse(fs.readFileSync(file, 'utf8'))
    for (const c of [].concat(cases)) {
      passed += await compare(c, server, where, (args, found, npm, own) => {
        failed++
        console.log(`FAIL ${name}: ${args.join(' ')}\n  ${found.join('\n  ')}`)
        for (const [tool, { out, err, code }] of Object.entries({ npm, pkg: own })) {
          const text = `${out}---\n${err}---\n${code}\n`
          if (process.env.BESIDE_SHOW) console.log(`=== ${tool}\n${text}`)
          if (!KEEP) continue
          fs.mkdirSync(KEEP, { recursive: true })
          fs.writeFileSync(path.join(KEEP, `${name} ${args.join(' ').replace(/\//g, '+').slice(0, 100)}.${tool}`), text)
        }
      })
    }
  }
  server.child.removeAllListeners('exit')
  server.child.stdin.end()
  fs.rmSync(base, { recursive: true, force: true })
  console.log(`beside: ${passed} passed, ${failed} failed, 0 skipped`)
  process.exitCode = failed ? 1 : 0
}

main()
