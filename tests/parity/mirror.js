// mirror.js: a registry on the loopback interface that knows what it was asked before: documents and tarballs come from
// the real registry once, and then from a folder. Both package managers see the same bytes, today and next year.
'use strict'
const crypto = require('crypto')
const fs = require('fs')
const http = require('http')
const path = require('path')
const zlib = require('zlib')

const TRIES = 4
const KEPT = ['content-type']

const fileOf = (dir, url, accept) => {
  const kind = /npm\.install-v1/.test(accept || '') ? 'brief ' : ''
  const hash = crypto.createHash('sha256').update(kind + url).digest('hex').slice(0, 40)
  return path.join(dir, hash.slice(0, 2), hash)
}

const wait = ms => new Promise(resolve => setTimeout(resolve, ms))

// What the registry says: { status, headers, body }. Passing faults are tried again.
const ask = async (from, url, accept) => {
  for (let i = 1; ; i++) {
    try {
      const answer = await fetch(from + url.slice(1), { headers: { accept: accept || '*/*' } })
      if (answer.status >= 500 || answer.status === 429) throw new Error(`status ${answer.status}`)
      const headers = Object.fromEntries(KEPT.filter(h => answer.headers.get(h)).map(h => [h, answer.headers.get(h)]))
      return { status: answer.status, headers, body: Buffer.from(await answer.arrayBuffer()) }
    } catch (e) {
      if (i === TRIES) throw e
      await wait(500 * i)
    }
  }
}

const keep = (file, { status, headers, body }) => {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(`${file}.new`, Buffer.concat([Buffer.from(JSON.stringify({ status, headers }) + '\n'), body]))
  fs.renameSync(`${file}.new`, file)
}

const kept = file => {
  const bytes = fs.readFileSync(file)
  const end = bytes.indexOf(10)
  return { ...JSON.parse(bytes.subarray(0, end).toString()), body: bytes.subarray(end + 1) }
}

const bodyOf = async req => {
  const pieces = []
  for await (const piece of req) pieces.push(piece)
  const bytes = Buffer.concat(pieces)
  return JSON.parse(String(req.headers['content-encoding'] === 'gzip' ? zlib.gunzipSync(bytes) : bytes))
}

// from: the real registry's URL; offline: it isn't asked, and what isn't kept is missing; advisories: what is said to a
// question about them, if anything. Resolves to { url, close, misses, edit }; edit, if it is set, is what becomes of a
// document's text.
module.exports = (dir, from, offline, advisories) => new Promise(resolve => {
  const self = { url: '', misses: 0 }
  const under = new Map() // file -> Promise
  const answer = async (req, res) => {
    const { url, headers } = req
    if (advisories && url.endsWith('/advisories/bulk')) {
      res.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(advisories(await bodyOf(req))))
      return
    }
    const file = fileOf(dir, url, headers.accept)
    if (!fs.existsSync(file) && !offline && req.method === 'GET') {
      if (!under.has(file)) under.set(file, ask(from, url, headers.accept).then(a => keep(file, a)).finally(() => under.delete(file)))
      await under.get(file)
    }
    if (!fs.existsSync(file)) { self.misses++; res.writeHead(404).end('{}'); return }
    const a = kept(file)
    const json = /json/.test(a.headers['content-type'] || '')
    // Documents say where the tarballs are: here.
    const text = json && a.body.toString().replaceAll(from, self.url)
    const body = json ? Buffer.from(self.edit && a.status === 200 ? self.edit(text) : text) : a.body
    res.writeHead(a.status, { ...a.headers, 'content-length': body.length }).end(body)
  }
  const server = http.createServer((req, res) => answer(req, res).catch(e => {
    self.misses++
    res.writeHead(502).end(String(e.message))
  }))
  server.listen(0, '127.0.0.1', () => {
    self.url = `http://127.0.0.1:${server.address().port}/`
    self.close = () => { server.close(); server.closeAllConnections() }
    resolve(self)
  })
})
