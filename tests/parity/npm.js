// npm.js: npm's side of a case: its Arborist with the settings that its command line gives it.
'use strict'
const fs = require('fs')
const path = require('path')

const FLAGS = {
  '--save-dev': { saveType: 'dev' },
  '--save-optional': { saveType: 'optional' },
  '--save-peer': { saveType: 'peer' },
  '--save-prod': { saveType: 'prod' },
  '--save-exact': { savePrefix: '' },
  '--legacy-peer-deps': { legacyPeerDeps: true },
  '--strict-peer-deps': { strictPeerDeps: true },
  '--force': { force: true },
  '--prefer-dedupe': { preferDedupe: true },
  '--package-lock-only': { packageLockOnly: true },
  '--install-links': { installLinks: true },
  '--no-bin-links': { binLinks: false },
  '--omit=dev': { omit: ['dev'] },
  '--omit=optional': { omit: ['optional'] },
  '--omit=peer': { omit: ['peer'] },
  '--install-strategy=nested': { installStrategy: 'nested' },
  '--install-strategy=shallow': { installStrategy: 'shallow' },
  '--lockfile-version=1': { lockfileVersion: 1 },
  '--lockfile-version=2': { lockfileVersion: 2 },
}

const read = step => {
  const options = {}
  const names = []
  for (const arg of step.slice(1)) {
    if (!arg.startsWith('-')) names.push(arg)
    else if (FLAGS[arg]) Object.assign(options, FLAGS[arg])
    else throw new Error(`npm.js: ${arg} isn't known here`)
  }
  return { command: step[0], names, options }
}

const settings = ({ project, home, registry }, { command, options }) => ({
  path: project,
  registry,
  cache: path.join(home, 'npm-cache'),
  savePrefix: '^',
  save: command !== 'update' && command !== 'dedupe',
  packageLock: true,
  usePackageLock: true,
  formatPackageLock: true,
  binLinks: true,
  ignoreScripts: true,
  omit: [],
  workspaces: [],
  workspacesEnabled: true,
  retry: { retries: 0 },
  fetchRetries: 0,
  audit: false,
  fund: false,
  before: null,
  defaultTag: 'latest',
  ...options,
})

const commands = {
  install: (arb, o, names) => arb.reify({ ...o, add: names }),
  uninstall: (arb, o, names) => arb.reify({ ...o, rm: names }),
  update: (arb, o, names) => arb.reify({ ...o, update: names.length ? { names } : { all: true } }),
  dedupe: (arb, o) => arb.dedupe(o),
  prune: (arb, o) => arb.prune(o),
}

// Resolves to null, or to the error.
module.exports = (root, versions) => {
  versions.npmVersion = require(path.join(root, 'package.json')).version
  const binLinks = require(path.join(root, 'node_modules/bin-links'))
  const Arborist = require(path.join(root, 'node_modules/@npmcli/arborist'))

  return async (place, step) => {
    const asked = read(step)
    const options = { ...settings(place, asked), ...versions }
    const before = process.cwd()
    // It links a bin once a process.
    binLinks.resetSeen()
    process.chdir(place.project)
    try {
      if (asked.command === 'ci') {
        await new Arborist({ ...options, save: false }).loadVirtual()
        fs.rmSync(path.join(place.project, 'node_modules'), { recursive: true, force: true })
        await new Arborist({ ...options, save: false }).reify({ ...options, save: false })
      } else {
        await commands[asked.command](new Arborist(options), options, asked.names)
      }
      return null
    } catch (e) {
      return e
    } finally {
      process.chdir(before)
    }
  }
}
