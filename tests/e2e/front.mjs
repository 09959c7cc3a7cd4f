// front.mjs: a server of Node's in front of the loopback registry, for what that one doesn't
// speak: TLS, client certificates, HTTP/2, brotli unasked, and being a proxy.
//
//     node front.mjs BACKEND LOG [tls KEY CERT] [ca CERT] [h2] [br] [proxy]
//
// Prints its URL; ends when stdin closes. LOG gets a line for each request:
// "METHOD URL protocol=1.1|2 session=N encoding=…".
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import zlib from 'node:zlib';

const [backend, log, ...words] = process.argv.slice(2);
const options = {};
const has = {};
for (let i = 0; i < words.length; i++) {
  has[words[i]] = true;
  if (words[i] === 'tls') {
    options.key = fs.readFileSync(words[++i]);
    options.cert = fs.readFileSync(words[++i]);
  } else if (words[i] === 'ca') {
    Object.assign(options, { ca: fs.readFileSync(words[++i]), requestCert: true, rejectUnauthorized: true });
  }
}

let sessions = 0;
const number = new WeakMap();
function sessionOf(request) {
  const key = request.stream?.session ?? request.socket;
  if (!number.has(key)) number.set(key, ++sessions);
  return number.get(key);
}

let own;
function answer(request, response) {
  const version = request.httpVersion === '2.0' ? '2' : '1.1';
  fs.appendFileSync(log, `${request.method} ${request.url} protocol=${version} session=${sessionOf(request)} ` +
    `encoding=${request.headers['accept-encoding'] ?? '-'}\n`);
  const url = new URL(request.url, backend);
  const headers = Object.fromEntries(Object.entries(request.headers)
    .filter(([name]) => !name.startsWith(':') && !['host', 'accept-encoding', 'connection', 'proxy-connection'].includes(name)));
  const pass = http.request(has.proxy ? url : new URL(url.pathname + url.search, backend), { method: request.method, headers }, (from) => {
    const parts = [];
    from.on('data', (part) => parts.push(part));
    from.on('end', () => {
      let body = Buffer.concat(parts);
      const out = { 'content-type': from.headers['content-type'] ?? 'application/octet-stream' };
      if (/json/.test(out['content-type'])) {
        body = Buffer.from(body.toString().replaceAll(backend, has.proxy ? backend : own));
        if (has.br) {
          body = zlib.brotliCompressSync(body);
          out['content-encoding'] = 'br';
        }
      }
      out['content-length'] = body.length;
      response.writeHead(from.statusCode, out);
      response.end(body);
    });
  });
  pass.on('error', () => response.destroy());
  request.pipe(pass);
}

const server = has.h2 ? http2.createSecureServer({ ...options, allowHTTP1: true }, answer)
  : has.tls ? https.createServer(options, answer) : http.createServer(answer);
server.listen(0, '127.0.0.1', () => {
  own = `${has.tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}/`;
  console.log(own);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit());
