'use strict';
// internal/modules/absent: the modules that Node has and that aren't here yet. Asking for
// one fails by name, also where a package of the same name is installed: in Node that
// package would never be reached.
var NAMES = '_http_agent _http_client _http_common _http_incoming _http_outgoing _http_server ' +
  '_stream_duplex _stream_passthrough _stream_readable _stream_transform _stream_wrap ' +
  '_stream_writable _tls_common _tls_wrap async_hooks child_process cluster crypto dgram ' +
  'diagnostics_channel dns dns/promises domain http http2 https inspector inspector/promises ' +
  'net perf_hooks readline readline/promises repl stream stream/consumers stream/promises ' +
  'stream/web timers/promises tls trace_events tty v8 wasi worker_threads zlib';
var PREFIX_ONLY = 'sea sqlite test test/reporters';

function has(list, name) {
  return (' ' + list + ' ').indexOf(' ' + name + ' ') >= 0;
}

// The error for a request that names one, or null. isBuiltin says what is there.
exports.errorFor = function errorFor(request, isBuiltin) {
  var prefixed = request.slice(0, 5) === 'node:', name = prefixed ? request.slice(5) : request, err;
  if (name.indexOf(' ') >= 0 || isBuiltin(request)) return null;
  if (!has(NAMES, name) && !(prefixed && has(PREFIX_ONLY, name))) return null;
  err = new Error("Node's module '" + name + "' isn't in smew yet");
  err.code = prefixed ? 'ERR_UNKNOWN_BUILTIN_MODULE' : 'MODULE_NOT_FOUND';
  return err;
};
