// front.mjs: a server of Node's in front of the loopback registry, for what that one doesn't
// speak: TLS, client certificates, HTTP/2, brotli unasked, and being a proxy.
//
//     node front.mjs BACKEND LOG [tls KEY CERT] [ca CERT] [h2] [br] [proxy] [refuse STATUS] [user NAME:PASSWORD]
//
// proxy: also for CONNECT, which `refuse` answers with that status, as `user` does with 407
// whoever else comes.
//
// Prints its URL; ends when stdin closes. LOG gets a line for each request:
// "METHOD URL protocol=1.1|2 session=N encoding=…".
import fs from 'node:fs';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
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
  } else if (words[i] === 'refuse' || words[i] === 'user') {
    has[words[i]] = words[++i];
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
server.on('connect', (request, socket) => {
  fs.appendFileSync(log, `CONNECT ${request.url} agent=${request.headers['user-agent'] ?? '-'}\n`);
  const given = Buffer.from((request.headers['proxy-authorization'] ?? '').slice(6), 'base64').toString();
  const status = has.refuse ?? (has.user && given !== has.user ? 407 : 200);
  socket.on('error', () => {});
  if (Number(status) !== 200) {
    socket.end(`HTTP/1.1 ${status} Refused\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  const [host, port] = request.url.split(':');
  const there = net.connect(port, host, () => {
    socket.write('HTTP/1.1 200 OK\r\n\r\n');
    socket.pipe(there).pipe(socket);
  });
  there.on('error', () => socket.destroy());
});
server.listen(0, '127.0.0.1', () => {
  own = `${has.tls ? 'https' : 'http'}://127.0.0.1:${server.address().port}/`;
  console.log(own);
});
process.stdin.resume();
process.stdin.on('end', () => process.exit());
