// trees.js: a folder as a list of what is in it, and where two lists differ.
'use strict'
const crypto = require('crypto')
const fs = require('fs')
const path = require('path')

const hash = bytes => crypto.createHash('sha256').update(bytes).digest('hex').slice(0, 16)

// "rwx" of files; folders and links have theirs from the umask alone.
const describe = (full, stat) => {
  if (stat.isSymbolicLink()) return `link -> ${fs.readlinkSync(full)}`
  if (stat.isDirectory()) return `folder ${(stat.mode & 0o7777).toString(8)}`
  return `file ${(stat.mode & 0o7777).toString(8)} ${hash(fs.readFileSync(full))}`
}

const list = (root, rel = '', out = {}) => {
  for (const name of fs.readdirSync(path.join(root, rel)).sort()) {
    const at = rel ? `${rel}/${name}` : name
    const full = path.join(root, at)
    const stat = fs.lstatSync(full)
    // Their text is compared as such.
    if (/^(package|package-lock|npm-shrinkwrap)\.json$/.test(at) || name === '.package-lock.json') {
      out[at] = fs.readFileSync(full, 'utf8')
      continue
    }
    out[at] = describe(full, stat)
    if (stat.isDirectory()) list(root, at, out)
  }
  return out
}

const firstLine = (a, b) => {
  const x = String(a).split('\n')
  const y = String(b).split('\n')
  const i = x.findIndex((line, n) => line !== y[n])
  return [x[i] ?? x.length + ' lines', y[i] ?? y.length + ' lines']
}

// Up to `limit` lines "path: npm has …, pkg has …".
const differences = (npm, pkg, limit = 8) => {
  const out = []
  for (const at of [...new Set([...Object.keys(npm), ...Object.keys(pkg)])].sort()) {
    if (npm[at] === pkg[at]) continue
    const [a, b] = at in npm && at in pkg ? firstLine(npm[at], pkg[at])
      : [npm[at] ?? 'nothing', pkg[at] ?? 'nothing'].map(s => s.split('\n')[0])
    out.push(`${at}: npm has ${a.trim()}, pkg has ${b.trim()}`)
    if (out.length === limit) break
  }
  return out
}

module.exports = { list, differences }
