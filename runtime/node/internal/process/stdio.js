// internal/process/stdio: process.stdout, stderr and stdin.
//
// Output is written at once, whatever it goes to: what a program prints before it ends is
// there, and the order of stdout and stderr is kept. (Node does this for files, terminals and
// pipes too.) Input is read on the loop when somebody listens.
var EventEmitter = require('events');
var binding = internalBinding('stdio');
var writeFd = internalBinding('process').writeFd;

function has(name) { return require.builtinNames().indexOf(name) >= 0; }

function inherit(Class, Base) {
  Object.setPrototypeOf(Class, Base);
  Class.prototype = Object.create(Base.prototype, {
    constructor: { value: Class, writable: true, configurable: true, enumerable: false }
  });
}

function errnoException(rc, syscall) {
  return require('internal/errors').errnoException(rc, syscall);
}

// ---- output ----

function Output(fd) {
  EventEmitter.call(this);
  this.fd = fd;
  this._type = { TTY: 'tty', FILE: 'fs', PIPE: 'pipe', TCP: 'pipe' }[binding.guessType(fd)] || 'fs';
  this._isStdio = true;
  this.writable = true;
  this.writableEnded = false;
  this.writableFinished = false;
  this.writableLength = 0;
  this.writableHighWaterMark = 16384;
  this.writableObjectMode = false;
  this.writableNeedDrain = false;
  this.destroyed = false;
  this.errored = null;
}
inherit(Output, EventEmitter);

function toBytes(chunk, encoding) {
  if (typeof chunk === 'string') {
    if (!encoding || encoding === 'utf8' || encoding === 'utf-8' || !has('buffer')) return chunk;
    return require('buffer').Buffer.from(chunk, encoding);
  }
  if (chunk instanceof Uint8Array) return chunk;
  if (chunk === null) throw require('internal/errors').make('ERR_STREAM_NULL_VALUES');
  throw require('internal/errors').make('ERR_INVALID_ARG_TYPE', 'chunk', ['string', 'Buffer', 'TypedArray', 'DataView'], chunk);
}

Output.prototype.write = function write(chunk, encoding, callback) {
  var self = this, rc, error = null;
  if (typeof encoding === 'function') {
    callback = encoding;
    encoding = undefined;
  }
  chunk = toBytes(chunk, encoding);
  if (this.writableEnded) {
    error = require('internal/errors').make('ERR_STREAM_WRITE_AFTER_END');
  } else {
    rc = writeFd(this.fd, chunk);
    if (rc < 0) error = errnoException(rc, 'write');
  }
  if (error !== null) {
    process.nextTick(function () {
      if (callback) callback(error);
      self.emit('error', error);
    });
    return false;
  }
  if (callback) process.nextTick(callback, null);
  return true;
};

// Standard output is never really closed: what comes after end() is an error.
Output.prototype.end = function end(chunk, encoding, callback) {
  var self = this;
  if (typeof chunk === 'function') {
    callback = chunk;
    chunk = undefined;
  } else if (typeof encoding === 'function') {
    callback = encoding;
    encoding = undefined;
  }
  if (chunk !== undefined && chunk !== null) this.write(chunk, encoding);
  if (this.writableEnded) return this;
  this.writableEnded = true;
  this.writable = false;
  process.nextTick(function () {
    self.writableFinished = true;
    self.emit('finish');
    if (callback) callback();
  });
  return this;
};

Output.prototype.cork = Output.prototype.uncork = function () {};
Output.prototype.setDefaultEncoding = function () { return this; };
Output.prototype._destroy = function (error, callback) { callback(error); };
Output.prototype.destroy = function destroy(error) {
  var self = this;
  if (error) process.nextTick(function () { self.emit('error', error); });
  return this;
};
Output.prototype.destroySoon = Output.prototype.destroy;
Output.prototype.ref = Output.prototype.unref = function () { return this; };

// ---- terminals ----

function addTerminal(out) {
  var size;
  out.isTTY = true;
  function measure() {
    size = binding.windowSize(out.fd) || [80, 24];
    out.columns = size[0];
    out.rows = size[1];
  }
  measure();
  out.getWindowSize = function () { return [out.columns, out.rows]; };
  // The size is followed while somebody listens for it.
  out.on('newListener', function (name) {
    if (name !== 'resize' || out.listenerCount('resize') > 0) return;
    process.on('SIGWINCH', function () {
      var columns = out.columns, rows = out.rows;
      measure();
      if (columns !== out.columns || rows !== out.rows) out.emit('resize');
    });
  });
  out.getColorDepth = function (env) { return colorDepth(env || process.env); };
  out.hasColors = function (count, env) {
    if (count !== undefined && typeof count === 'object') {
      env = count;
      count = 16;
    }
    return (count === undefined ? 16 : count) <= Math.pow(2, out.getColorDepth(env));
  };
  out.cursorTo = function (x, y, callback) {
    if (typeof y === 'function') {
      callback = y;
      y = undefined;
    }
    return out.write(typeof y === 'number' ? '\x1b[' + (y + 1) + ';' + (x + 1) + 'H' : '\x1b[' + (x + 1) + 'G', callback);
  };
  out.moveCursor = function (dx, dy, callback) {
    var text = '';
    if (dx < 0) text += '\x1b[' + -dx + 'D';
    else if (dx > 0) text += '\x1b[' + dx + 'C';
    if (dy < 0) text += '\x1b[' + -dy + 'A';
    else if (dy > 0) text += '\x1b[' + dy + 'B';
    return out.write(text, callback);
  };
  out.clearLine = function (dir, callback) {
    return out.write(dir < 0 ? '\x1b[1K' : dir > 0 ? '\x1b[0K' : '\x1b[2K', callback);
  };
  out.clearScreenDown = function (callback) { return out.write('\x1b[0J', callback); };
}

// How many bits of colour a terminal has, by what its environment says.
function colorDepth(env) {
  var term = env.TERM || '', force = env.FORCE_COLOR;
  if (force !== undefined) {
    if (force === '' || force === '1' || force === 'true') return 4;
    if (force === '2') return 8;
    if (force === '3') return 24;
    return 1;
  }
  if (env.NODE_DISABLE_COLORS !== undefined && env.NODE_DISABLE_COLORS !== '' ||
      env.NO_COLOR !== undefined && env.NO_COLOR !== '' || term === 'dumb') return 1;
  if (env.TMUX) return 24;
  if (env.CI !== undefined) {
    if ('GITHUB_ACTIONS' in env || 'GITEA_ACTIONS' in env || 'CIRCLECI' in env) return 24;
    if ('TRAVIS' in env || 'APPVEYOR' in env || 'GITLAB_CI' in env || 'BUILDKITE' in env || 'DRONE' in env) return 8;
    return 1;
  }
  if (env.COLORTERM === 'truecolor' || env.COLORTERM === '24bit') return 24;
  if (/^xterm-256|-256color/.test(term)) return 8;
  if (term !== '' && /^(screen|xterm|vt100|vt220|rxvt|linux|cygwin|ansi|color)/.test(term)) return 4;
  return env.COLORTERM ? 4 : 1;
}

function makeOutput(fd) {
  var out = new Output(fd);
  if (out._type === 'tty') addTerminal(out);
  return out;
}

// ---- input ----

function Input(fd) {
  EventEmitter.call(this);
  this.fd = fd;
  this.readable = true;
  this.readableEnded = false;
  this.readableFlowing = null;
  this.readableEncoding = null;
  this.destroyed = false;
  this.isRaw = false;
  hide(this, '_kind', binding.guessType(fd));
  hide(this, '_handle', null);
  hide(this, '_chunks', []);
  hide(this, '_decoder', null);
  hide(this, '_reading', false);
  hide(this, '_ended', false);
  if (this._kind === 'TTY') this.isTTY = true;
  this.on('newListener', function (name) {
    if (name === 'data' && this.readableFlowing !== false) this.resume();
    if (name === 'readable') this._start();
  });
}
inherit(Input, EventEmitter);

function hide(object, name, value) {
  Object.defineProperty(object, name, { value: value, writable: true, configurable: true, enumerable: false });
}

Input.prototype.setEncoding = function setEncoding(encoding) {
  this.readableEncoding = encoding || 'utf8';
  this._decoder = new (require('string_decoder').StringDecoder)(this.readableEncoding);
  this._chunks = this._chunks.map(function (c) { return this._decoder.write(c); }, this);
  return this;
};

// Files are read in turns of the loop, the rest as it comes.
Input.prototype._start = function () {
  var self = this, rc;
  if (this._reading || this._ended) return;
  this._reading = true;
  if (this._kind === 'FILE' || this._kind === 'UNKNOWN') {
    setImmediate(function () { self._readFile(); });
    return;
  }
  if (this._handle === null) {
    this._handle = Object.create(binding.inputPrototype);
    rc = binding.open(this.fd, this._handle);
    if (rc < 0) {
      this._handle = null;
      this._finish(rc);
      return;
    }
    this._handle.onread = function (n, bytes) {
      if (n < 0) self._finish(n === -4095 ? 0 : n);
      else self._take(bytes);
    };
  }
  rc = this._handle.readStart();
  if (rc < 0) this._finish(rc);
};

Input.prototype._stop = function () {
  if (!this._reading) return;
  this._reading = false;
  if (this._handle !== null) this._handle.readStop();
};

Input.prototype._readFile = function () {
  var self = this, bytes;
  if (!this._reading) return;
  bytes = binding.readFd(this.fd, 65536);
  if (typeof bytes === 'number') {
    // Standard input may be closed altogether: that is an empty one.
    this._finish(bytes === -9 ? 0 : bytes);
  } else if (bytes.length === 0) {
    this._finish(0);
  } else {
    this._take(bytes);
    if (this._reading) setImmediate(function () { self._readFile(); });
  }
};

Input.prototype._take = function (bytes) {
  var chunk = has('buffer') ? require('buffer').Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length) : bytes;
  if (this._decoder !== null) {
    chunk = this._decoder.write(chunk);
    if (chunk === '') return;
  }
  this._give(chunk);
};

Input.prototype._give = function (chunk) {
  if (this.readableFlowing && this.listenerCount('readable') === 0) {
    this.emit('data', chunk);
  } else {
    this._chunks.push(chunk);
    this.emit('readable');
  }
};

Input.prototype._finish = function (rc) {
  var self = this, rest;
  this._stop();
  this._ended = true;
  if (this._handle !== null) {
    this._handle.close();
    this._handle = null;
  }
  if (rc < 0) {
    process.nextTick(function () { self.emit('error', errnoException(rc, 'read')); });
    return;
  }
  if (this._decoder !== null && (rest = this._decoder.end()) !== '') this._give(rest);
  if (this._chunks.length > 0 && !this.readableFlowing) this.emit('readable');
  this._endSoon();
};

Input.prototype._endSoon = function () {
  var self = this;
  if (!this._ended || this.readableEnded || this._chunks.length > 0) return;
  this.readableEnded = true;
  this.readable = false;
  process.nextTick(function () {
    self.emit('end');
    self.emit('close');
  });
};

Input.prototype.resume = function resume() {
  var self = this;
  if (this.readableFlowing) return this;
  this.readableFlowing = true;
  process.nextTick(function () {
    while (self.readableFlowing && self._chunks.length > 0) self.emit('data', self._chunks.shift());
    if (self._ended) self._endSoon();
    else if (self.readableFlowing) self._start();
  });
  this.emit('resume');
  return this;
};

Input.prototype.pause = function pause() {
  if (this.readableFlowing !== false) {
    this.readableFlowing = false;
    this._stop();
    this.emit('pause');
  }
  return this;
};

Input.prototype.isPaused = function isPaused() { return this.readableFlowing === false; };

Input.prototype.read = function read(n) {
  var all, take;
  this._start();
  if (this._chunks.length === 0) {
    this._endSoon();
    return null;
  }
  all = typeof this._chunks[0] === 'string' ? this._chunks.join('') : require('buffer').Buffer.concat(this._chunks);
  if (n === undefined || n >= all.length) {
    if (n > all.length && !this._ended) {
      this._chunks = [all];
      return null;
    }
    this._chunks = [];
    this._endSoon();
    return all;
  }
  take = all.slice(0, n);
  this._chunks = [all.slice(n)];
  return take;
};

Input.prototype.pipe = function pipe(to, options) {
  var self = this;
  this.on('data', function (chunk) {
    if (to.write(chunk) === false) {
      self.pause();
      to.once('drain', function () { self.resume(); });
    }
  });
  if ((!options || options.end !== false) && to !== process.stdout && to !== process.stderr) {
    this.on('end', function () { to.end(); });
  }
  to.emit('pipe', this);
  return to;
};
Input.prototype.unpipe = function unpipe() {
  this.removeAllListeners('data');
  return this.pause();
};

Input.prototype.setRawMode = function setRawMode(on) {
  if (this._handle === null) {
    this._start();
    this._stop();
  }
  var rc = this._handle.setRawMode(!!on);
  if (rc < 0) this.emit('error', errnoException(rc, 'setRawMode'));
  else this.isRaw = !!on;
  return this;
};
Input.prototype.ref = function () {
  if (this._handle !== null) this._handle.ref();
  return this;
};
Input.prototype.unref = function () {
  if (this._handle !== null) this._handle.unref();
  return this;
};
Input.prototype.destroy = function destroy(error) {
  var self = this;
  if (this.destroyed) return this;
  this.destroyed = true;
  this._stop();
  if (this._handle !== null) this._handle.close();
  this._handle = null;
  process.nextTick(function () {
    if (error) self.emit('error', error);
    self.emit('close');
  });
  return this;
};

exports.stdout = makeOutput(1);
exports.stderr = makeOutput(2);
exports.stdin = new Input(0);

// Who has process.stdout may put a write of their own on it: console goes through it now.
internalBinding('process').useStreamsForConsole();
