// npm.js: npm's side of a case: its Arborist with the settings that its command line gives it.
'use strict'
const fs = require('fs')
const path = require('path')

const DAY_MS = 86400000

// How npm reads what its command line says; lists grow.
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
  '--no-save': { save: false },
  '--include-workspace-root': { includeWorkspaceRoot: true },
  '--install-strategy=nested': { installStrategy: 'nested' },
  '--install-strategy=shallow': { installStrategy: 'shallow' },
  '--install-strategy=linked': { installStrategy: 'linked' },
  '--install-strategy=hoisted': { installStrategy: 'hoisted' },
  '--save-bundle': { saveBundle: true },
  '--engine-strict': { engineStrict: true },
  '--omit-lockfile-registry-resolved': { omitLockfileRegistryResolved: true },
  '--save-prefix=': { savePrefix: '' },
  '--save-prefix=~': { savePrefix: '~' },
  '--save': { save: true },
  '--ignore-scripts': { ignoreScripts: true },
  '--prefer-offline': { preferOffline: true },
  '--prefer-online': { preferOnline: true },
  '--offline': { offline: true },
  '--no-package-lock': { packageLock: false, usePackageLock: false },
  '--lockfile-version=3': { lockfileVersion: 3 },
  '--lockfile-version=1': { lockfileVersion: 1 },
  '--lockfile-version=2': { lockfileVersion: 2 },
}

const read = step => {
  const options = {}
  const names = []
  const include = new Set()
  for (const arg of step.slice(1)) {
    const [, list, value] = /^--(omit|include|workspace)=(.+)$/.exec(arg) || []
    const [, age, days] = /^--(min-release-age(?:-exclude)?)=(.+)$/.exec(arg) || []
    const [, one, text] = /^--(os|cpu|libc|before)=(.+)$/.exec(arg) || []
    if (one) options[one] = one === 'before' ? new Date(text) : text
    else if (age === 'min-release-age') options.before ||= Number(days) ? new Date(Date.now() - DAY_MS * Number(days)) : null
    else if (age) (options.minReleaseAgeExclude ||= []).push(...days.split(',').filter(Boolean))
    else if (list === 'include') include.add(value)
    else if (list) (options[list === 'omit' ? 'omit' : 'workspaces'] ||= []).push(value)
    else if (!arg.startsWith('-')) names.push(arg)
    else if (FLAGS[arg]) Object.assign(options, FLAGS[arg])
    else throw new Error(`npm.js: ${arg} isn't known here`)
  }
  // A lock that is all there is to write is written.
  if (options.packageLockOnly) Object.assign(options, { packageLock: true, usePackageLock: true })
  if (options.omit) options.omit = [...new Set(options.omit)].filter(type => !include.has(type))
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
  const getWorkspaces = require(path.join(root, 'lib/utils/get-workspaces.js'))
  const validate = require(path.join(root, 'lib/utils/validate-lockfile.js'))

  // As npm's command: a lock there must be, and it must fit; then all that is installed goes.
  const ci = async ({ project }, given) => {
    const options = { ...given, packageLock: true, save: false }
    const virtual = new Arborist(options)
    await virtual.loadVirtual()
    const arb = new Arborist(options)
    await arb.buildIdealTree()
    const errors = validate(new Map(virtual.virtualTree.inventory), arb.idealTree.inventory)
    if (errors.length) throw Object.assign(new Error(errors.join('\n')), { code: 'EUSAGE' })
    const folders = [...(arb.idealTree.workspaces || new Map()).values(), project].map(d => path.join(d, 'node_modules'))
    for (const nm of folders.filter(d => fs.existsSync(d))) {
      for (const entry of fs.readdirSync(nm)) fs.rmSync(path.join(nm, entry), { force: true, recursive: true })
    }
    await arb.reify(options)
  }

  return async (place, step) => {
    const before = process.cwd()
    // It links a bin once a process.
    binLinks.resetSeen()
    process.chdir(place.project)
    try {
      const asked = read(step)
      const options = { ...settings(place, asked), ...versions }
      if (options.workspaces.length) {
        const where = { path: place.project, relativeFrom: place.project } // the project is none of them for these commands
        options.workspaces = [...(await getWorkspaces(options.workspaces, where)).keys()]
      }
      if (asked.command === 'ci') {
        await ci(place, options)
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
