// needs.js: which dependencies that a lock lists nothing in it meets.
'use strict'
const path = require('path')

// The entry that a dependency of what stands `at` a place leads to.
const find = (packages, at, name) => {
  for (;;) {
    const entry = packages[`${at ? at + '/' : ''}node_modules/${name}`]
    if (entry) return entry.link ? packages[entry.resolved] : entry
    if (!at) return undefined
    const up = at.lastIndexOf('node_modules/')
    at = up < 0 ? path.dirname(at).replace(/^\.$/, '') : at.slice(0, up).replace(/\/$/, '')
  }
}

const unmet = (semver, text) => {
  const { packages = {} } = JSON.parse(text || '{}')
  const out = new Set()
  for (const [at, entry] of Object.entries(packages)) {
    for (const [name, spec] of Object.entries({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const met = find(packages, at, name)
      if (!met && entry.optionalDependencies?.[name]) continue
      if (!met || met.version && semver.validRange(spec) && !semver.satisfies(met.version, spec)) out.add(`${at} ${name}`)
    }
  }
  return out
}

// Is something missing in the one lock that is there in the other, and nothing the other way round?
const lacks = (semver, one, other) => {
  const [a, b] = [unmet(semver, one), unmet(semver, other)]
  return a.size > b.size && [...b].every(need => a.has(need))
}

module.exports = { lacks }
