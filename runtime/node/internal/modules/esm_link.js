// internal/modules/esm_link: modules as records: what they export, how names are found,
// namespace objects, and linking. A record is made of what the compiler gives
// (compiler/lower_module.c) or of values at hand (builtin modules, CommonJS, JSON).
//
// A record's `read` gives the exported variable of a number. An importing module reaches
// what it imports as properties of one object, its `imports`: plain values where the
// variable has its value for good, getters otherwise.
var binding = internalBinding('modules');

// ---- records ----

function Record(url) {
  this.url = url;
  this.locals = Object.create(null);  // exported name → number
  this.constant = [];                 // by number: the variable doesn't change any more
  this.indirect = Object.create(null); // exported name → [request, name or 0, line]
  this.stars = [];                    // numbers of requests
  this.requests = [];                 // specifiers and attributes, in turn
  this.deps = [];                     // records, by the request's number
  this.wanted = [];                   // request, name or 0, local name, line
  this.targets = [];                  // … and where each leads
  this.imports = Object.create(null);
  this.fn = null;
  this.isAsync = false;
  this.cyclic = false;
  this.linked = false;
  this.read = null;
  this.done = false;                  // its variables have their values
  this.waiting = [];                  // getters that values will replace
  this.ns = null;
  this.live = null;
  this.found = Object.create(null);   // resolve's answers
  this.index = this.low = -1;
  this.onStack = false;
  this.meta = undefined;
  // See esm_run.js.
  this.status = 'new';
  this.error = undefined;
  this.run = null;
}

function fill(record, parts) {
  var i, list;
  record.fn = parts[0];
  record.requests = parts[1];
  record.wanted = parts[2];
  list = parts[3];
  for (i = 0; i < list.length; i += 2) {
    record.locals[list[i]] = i / 2;
    record.constant.push(list[i + 1] === 1);
  }
  list = parts[4];
  for (i = 0; i < list.length; i += 4) record.indirect[list[i]] = [list[i + 1], list[i + 2], list[i + 3]];
  record.stars = parts[5];
  record.isAsync = parts[6] === 1;
}

// A module of these names whose values come from `run`, an object by name.
function synthetic(url, names, run) {
  var record = new Record(url), values = [];
  names.forEach(function (name, i) {
    record.locals[name] = i;
    record.constant.push(true);
  });
  record.read = function (i) { return values[i]; };
  record.set = function (name, value) {
    if (record.locals[name] === undefined) return;
    values[record.locals[name]] = value;
    if (record.done) update(record, name, value);
  };
  record.run = function () {
    var source = run();
    names.forEach(function (name, i) { values[i] = source[name]; });
  };
  return record;
}

// This name's value is asked for each time.
function makeLazy(record, name, get) {
  var number = record.locals[name], read = record.read;
  record.constant[number] = false;
  record.read = function (i) { return i === number ? get() : read(i); };
}

// A builtin module's value changed (syncBuiltinESMExports): whoever imported it sees that.
function update(record, name, value) {
  var i = record.locals[name];
  (record.copies || []).forEach(function (copy) {
    if (copy[2] === i) put(copy[0], copy[1], value);
  });
  if (record.target) put(record.target, name, value);
}

// ---- finding names ----

// { record, name, number } (number -1: the namespace), null, or 'ambiguous'.
function resolveExport(record, name, seen) {
  var known = record.found[name], answer;
  if (known !== undefined) return known;
  if (seen === undefined) {
    answer = search(record, name, []);
    record.found[name] = answer;
    return answer;
  }
  return search(record, name, seen);
}

function search(record, name, seen) {
  var i, link, star, other;
  for (i = 0; i < seen.length; i += 2) {
    if (seen[i] === record && seen[i + 1] === name) return null;
  }
  seen.push(record, name);
  if (record.locals[name] !== undefined) return { record: record, number: record.locals[name] };
  link = record.indirect[name];
  if (link !== undefined) {
    if (link[1] === 0) return { record: record.deps[link[0]], number: -1 };
    return resolveExport(record.deps[link[0]], link[1], seen);
  }
  if (name === 'default') return null;
  star = null;
  for (i = 0; i < record.stars.length; i++) {
    other = resolveExport(record.deps[record.stars[i]], name, seen);
    if (other === 'ambiguous') return other;
    if (other === null) continue;
    if (star === null) star = other;
    else if (star.record !== other.record || star.number !== other.number) return 'ambiguous';
  }
  return star;
}

function exportedNames(record, seen) {
  var names = Object.keys(record.locals).concat(Object.keys(record.indirect)), have, i;
  if (seen.indexOf(record) >= 0) return [];
  seen.push(record);
  if (record.stars.length === 0) return names;
  have = Object.create(null);
  for (i = 0; i < names.length; i++) have[names[i]] = true;
  record.stars.forEach(function (number) {
    exportedNames(record.deps[number], seen).forEach(function (name) {
      if (name === 'default' || have[name]) return;
      have[name] = true;
      names.push(name);
    });
  });
  return names;
}

// ---- namespaces ----

function put(object, name, value) {
  Object.defineProperty(object, name, { value: value, writable: true, enumerable: true });
}

function valueOf(record, number) {
  if (number < 0) return namespaceOf(record);
  if (record.read === null) throw new ReferenceError('Cannot access a variable before initialization');
  return record.read(number);
}

function refuse() { return false; }

// Properties whose values may still change are read through traps; others stand in the
// target, where no trap is needed.
function Handler(live) {
  this.set = refuse;
  this.defineProperty = function (target, key, want) {
    var have = Reflect.getOwnPropertyDescriptor(target, key);
    if (have === undefined) return false;
    if (live !== null && live[key] !== undefined) have.value = live[key]();
    if ('get' in want || 'set' in want || want.configurable === true ||
        'enumerable' in want && want.enumerable !== have.enumerable ||
        'writable' in want && want.writable !== have.writable) return false;
    return !('value' in want) || Object.is(want.value, have.value);
  };
  if (live === null) return;
  this.get = function (target, key) {
    var read = live[key];
    return read === undefined ? target[key] : read();
  };
  this.getOwnPropertyDescriptor = function (target, key) {
    var read = live[key], have = Reflect.getOwnPropertyDescriptor(target, key);
    if (read !== undefined) have.value = read();
    return have;
  };
}

function reader(found) {
  return function () { return valueOf(found.record, found.number); };
}

function isSettled(found) {
  return found.number < 0 || found.record.done && found.record.constant[found.number];
}

function byCode(a, b) { return a < b ? -1 : a > b ? 1 : 0; }

function namespaceOf(record) {
  var target, live = null, handler;
  if (record.ns !== null) return record.ns;
  target = Object.create(null);
  handler = Object.create(null);
  record.target = target;
  // It is known before its names are: namespaces can contain each other.
  exportedNames(record, []).sort(byCode).forEach(function (name) {
    var found = resolveExport(record, name);
    if (found === null || found === 'ambiguous') return;
    if (isSettled(found) && found.number >= 0) {
      put(target, name, found.record.read(found.number));
      return;
    }
    put(target, name, undefined);
    if (live === null) live = Object.create(null);
    live[name] = reader(found);
    if (found.number >= 0 && found.record.constant[found.number]) {
      found.record.waiting.push(function (value) {
        delete live[name];
        put(target, name, value);
      }, found.number);
    }
  });
  Object.defineProperty(target, Symbol.toStringTag, { value: 'Module' });
  Object.preventExtensions(target);
  Handler.call(handler, live);
  record.ns = binding.makeNamespace(target, handler);
  return record.ns;
}

// ---- linking ----

function setStack(error, text) {
  require('internal/define')(error, 'stack', text);
}

function shown(record, specifier, name) {
  return "The requested module '" + specifier + "' " + name;
}

// The line of the module that asks, as V8 shows it.
function placed(error, record, line, name) {
  var head = record.url + ':' + line + '\n', text = '', at;
  if (record.url.slice(0, 5) === 'file:') {
    text = binding.readSource(require('url').fileURLToPath(record.url)).split('\n')[line - 1] || '';
    at = text.indexOf(name);
    head += text + '\n' + new Array(Math.max(at, 0) + 1).join(' ') + new Array(name.length + 1).join('^') + '\n';
  }
  setStack(error, head + error.stack);
  return error;
}

function missingName(record, entry, found) {
  var specifier = record.requests[entry[0] * 2], dep = record.deps[entry[0]], name = entry[1], message;
  if (found === 'ambiguous') {
    message = shown(record, specifier, "contains conflicting star exports for name '" + name + "'");
  } else if (dep.isCommonJS) {
    message = "Named export '" + name + "' not found. The requested module '" + specifier +
      "' is a CommonJS module, which may not support all module.exports as named exports.\n" +
      'CommonJS modules can always be imported via the default export, for example using:\n\n' +
      "import pkg from '" + specifier + "';\n" +
      (entry[2] === undefined ? '' : 'const {' + name + (entry[2] === name ? '' : ': ' + entry[2]) + '} = pkg;\n');
  } else {
    message = shown(record, specifier, "does not provide an export named '" + name + "'");
  }
  return placed(new SyntaxError(message), record, entry[3], name);
}

// What a module imports becomes properties of its `imports`.
function connect(record) {
  var list = record.wanted, i, found;
  for (i = 0; i < list.length; i += 4) {
    if (list[i + 1] === 0) {
      found = { record: record.deps[list[i]], number: -1 };
    } else {
      found = resolveExport(record.deps[list[i]], list[i + 1]);
      if (found === null || found === 'ambiguous') throw missingName(record, list.slice(i, i + 4), found);
    }
    record.targets[i / 4] = found;
  }
  Object.keys(record.indirect).forEach(function (name) {
    var link = record.indirect[name], answer;
    if (link[1] === 0) return;
    answer = resolveExport(record, name);
    if (answer === null || answer === 'ambiguous') {
      throw missingName(record, [link[0], link[1], undefined, link[2]], answer);
    }
  });
}

// Just before the module runs: by then most of what it imports has its value.
function bind(record) {
  var list = record.wanted, i;
  for (i = 0; i < list.length; i += 4) bindOne(record.imports, list[i + 2], record.targets[i / 4]);
}

function bindOne(imports, local, found) {
  var from = found.record;
  if (found.number < 0) {
    imports[local] = namespaceOf(from);
  } else if (isSettled(found)) {
    imports[local] = from.read(found.number);
    if (from.copies) from.copies.push([imports, local, found.number]);
  } else {
    Object.defineProperty(imports, local, { get: reader(found), configurable: true, enumerable: true });
    if (from.constant[found.number]) {
      from.waiting.push(function (value) {
        Object.defineProperty(imports, local, { value: value, writable: true });
      }, found.number);
    }
  }
}

// The module has run: its variables that don't change are values from now on.
function settle(record) {
  var list = record.waiting, i;
  record.done = true;
  record.waiting = [];
  if (record.read === null) return;
  for (i = 0; i < list.length; i += 2) list[i](record.read(list[i + 1]));
}

function Linker() {
  this.next = 0;
  this.stack = [];
}

// Tarjan's: modules that import each other are found together.
function linkOne(linker, record) {
  var i, dep, last;
  if (record.linked || record.index >= 0) return;
  record.index = record.low = linker.next++;
  record.onStack = true;
  linker.stack.push(record);
  for (i = 0; i < record.deps.length; i++) {
    dep = record.deps[i];
    linkOne(linker, dep);
    if (dep.onStack) record.low = Math.min(record.low, dep.low);
    if (dep === record) record.cyclic = true;
  }
  connect(record);
  if (record.low !== record.index) return;
  last = linker.stack[linker.stack.length - 1];
  if (last !== record) {
    for (i = linker.stack.lastIndexOf(record); i < linker.stack.length; i++) linker.stack[i].cyclic = true;
  }
  do {
    last = linker.stack.pop();
    last.onStack = false;
    last.linked = true;
    if (last.cyclic) instantiate(last);
  } while (last !== record);
}

// A module's function as a generator that has stopped before the module's first line, and
// as an async function.
var MAKERS = '({ paused: function (fn) { return function* (ex, im, meta) { return fn(ex, im, meta, true) } },' +
  ' async: function (fn) { return async function (ex, im, meta) { return fn(ex, im, meta, false) } } })';
var made = null;

function makers() {
  if (made === null) made = binding.runScript(MAKERS, 'node:internal/modules/esm_link');
  return made;
}

function take(record) {
  return function (read) { record.read = read; };
}

// Modules in a circle are begun before any of them runs: their functions are there.
function instantiate(record) {
  if (record.fn === null) return;
  bind(record);
  record.paused = makers().paused(record.fn)(take(record), record.imports, record.meta);
  record.paused.next();
}

// Everything from this record on; a failure leaves all of it unlinked.
function link(record) {
  var linker = new Linker();
  try {
    linkOne(linker, record);
  } catch (err) {
    linker.stack.forEach(function (r) {
      r.index = r.low = -1;
      r.onStack = false;
      r.found = Object.create(null);
    });
    throw err;
  }
}

exports.Record = Record;
exports.fill = fill;
exports.synthetic = synthetic;
exports.makeLazy = makeLazy;
exports.namespaceOf = namespaceOf;
exports.link = link;
exports.makers = makers;
exports.bind = bind;
exports.take = take;
exports.settle = settle;
