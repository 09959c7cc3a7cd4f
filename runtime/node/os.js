'use strict';
// os: the machine and its user.

var binding = internalBinding('os');
var validate = require('internal/validators');

// A result, or the system error that stands in its place.
function checked(result, syscall) {
  var entry;
  if (typeof result !== 'number') return result;
  entry = internalBinding('uv').entry(result);
  throw require('internal/errors').systemError('ERR_SYSTEM_ERROR',
    { errno: result, code: entry[0], message: entry[1], syscall: syscall });
}

var uname;

function unamePart(i) {
  if (uname === undefined) uname = checked(binding.uname(), 'uv_os_uname');
  return uname[i];
}

function arch() {
  return process.arch;
}

function availableParallelism() {
  return binding.parallelism();
}

function cpus() {
  return binding.cpus();
}

function endianness() {
  return new Uint8Array(new Uint16Array([1]).buffer)[0] === 1 ? 'LE' : 'BE';
}

function freemem() {
  return binding.freemem();
}

function getPriority(pid) {
  var result;
  if (pid === undefined) pid = 0;
  else validate.validateInt32(pid, 'pid');
  result = binding.getPriority(pid);
  if (result[0] < 0) checked(result[0], 'uv_os_getpriority');
  return result[1];
}

function homedir() {
  return checked(binding.homedir(), 'uv_os_homedir');
}

function hostname() {
  return checked(binding.hostname(), 'uv_os_gethostname');
}

function loadavg() {
  return binding.loadavg();
}

// ---- networkInterfaces ----

// Bits at the front of a mask, null if they are not contiguous.
function prefixLength(mask, six) {
  var parts = six ? expand(mask) : mask.split('.'), bits = '', i, width = six ? 16 : 8, ones;
  for (i = 0; i < parts.length; i++) {
    bits += ('0000000000000000' + parseInt(parts[i] || '0', six ? 16 : 10).toString(2))
      .slice(-width);
  }
  ones = bits.indexOf('0');
  if (ones < 0) return bits.length;
  return bits.indexOf('1', ones) < 0 ? ones : null;
}

// The eight groups of an IPv6 text.
function expand(text) {
  var halves = text.split('::'), head = halves[0] ? halves[0].split(':') : [], tail;
  if (halves.length === 1) return head;
  tail = halves[1] ? halves[1].split(':') : [];
  while (head.length + tail.length < 8) head.push('0');
  return head.concat(tail);
}

function networkInterfaces() {
  var list = checked(binding.interfaces(), 'uv_interface_addresses'), out = {};
  list.forEach(function (a) {
    var six = a.family === 'IPv6', length = prefixLength(a.netmask, six);
    var entry = { address: a.address, netmask: a.netmask, family: a.family, mac: a.mac,
      internal: a.internal, cidr: length === null ? null : a.address + '/' + length };
    if (six) entry.scopeid = a.scopeid;
    if (out[a.name]) out[a.name].push(entry);
    else out[a.name] = [entry];
  });
  return out;
}

function platform() {
  return process.platform;
}

function release() {
  return unamePart(2);
}

function setPriority(pid, priority) {
  var rc;
  if (priority === undefined) {
    priority = pid;
    pid = 0;
  }
  validate.validateInt32(pid, 'pid');
  validate.validateInt32(priority, 'priority', -20, 19);
  rc = binding.setPriority(pid, priority);
  if (rc < 0) checked(rc, 'uv_os_setpriority');
}

function tmpdir() {
  var path = process.env.TMPDIR || process.env.TMP || process.env.TEMP || '/tmp';
  if (path.length > 1 && path.charAt(path.length - 1) === '/') path = path.slice(0, -1);
  return path;
}

function totalmem() {
  return binding.totalmem();
}

function type() {
  return unamePart(0);
}

function userInfo(options) {
  var user = checked(binding.userInfo(), 'uv_os_get_passwd'), Buffer;
  if (options !== undefined && options !== null && options.encoding === 'buffer') {
    Buffer = require('buffer').Buffer;
    user.username = Buffer.from(user.username);
    user.homedir = Buffer.from(user.homedir);
    if (user.shell !== undefined) user.shell = Buffer.from(user.shell);
  }
  if (user.shell === undefined) user.shell = null;
  return user;
}

function uptime() {
  return binding.uptime();
}

function version() {
  return unamePart(1);
}

function machine() {
  return unamePart(3);
}

// `${os.hostname}` works like os.hostname().
[arch, availableParallelism, endianness, freemem, homedir, hostname, platform, release,
  tmpdir, totalmem, type, uptime, version, machine].forEach(function (fn) {
  if (Symbol.toPrimitive) fn[Symbol.toPrimitive] = function () { return fn(); };
});

module.exports = {
  arch: arch,
  availableParallelism: availableParallelism,
  cpus: cpus,
  endianness: endianness,
  freemem: freemem,
  getPriority: getPriority,
  homedir: homedir,
  hostname: hostname,
  loadavg: loadavg,
  networkInterfaces: networkInterfaces,
  platform: platform,
  release: release,
  setPriority: setPriority,
  tmpdir: tmpdir,
  totalmem: totalmem,
  type: type,
  userInfo: userInfo,
  uptime: uptime,
  version: version,
  machine: machine
};

function constant(name, value) {
  Object.defineProperty(module.exports, name, { value: value, enumerable: true });
}

var constants = internalBinding('constants').os;
Object.freeze(constants.signals);
constant('constants', constants);
constant('EOL', '\n');
constant('devNull', '/dev/null');
