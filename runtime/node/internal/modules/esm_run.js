// internal/modules/esm_run: running linked modules in order, with those that await at
// their top (ECMA-262 16.2.1.6.1.3, InnerModuleEvaluation and what belongs to it).
var linking = require('internal/modules/esm_link');
var order = 0;

// A record's states: new, evaluating, waiting (it or what it imports awaits), evaluated.

function Stack() {
  this.list = [];
  this.next = 0;
}

function prepare(record) {
  record.index = record.low = -1;
  record.pending = 0;
  record.parents = [];
  record.root = null;
  record.asyncOrder = -1;
  record.settlers = null;
}

function ready(record) {
  return record.status === 'waiting' || record.status === 'evaluated';
}

function step(record, dep, stack) {
  visit(dep, stack);
  if (!ready(dep)) {
    record.low = Math.min(record.low, dep.low);
  } else {
    dep = dep.root;
    if (dep.status === 'evaluated' && dep.failed) throw dep.error;
  }
  if (dep.asyncOrder >= 0 && dep.status !== 'evaluated') {
    record.pending++;
    dep.parents.push(record);
  }
}

function visit(record, stack) {
  var i, last;
  if (ready(record)) {
    if (record.failed) throw record.error;
    return;
  }
  if (record.status === 'evaluating') return;
  prepare(record);
  record.status = 'evaluating';
  record.index = record.low = stack.next++;
  stack.list.push(record);
  for (i = 0; i < record.deps.length; i++) step(record, record.deps[i], stack);
  if (record.pending > 0 || record.isAsync) {
    record.asyncOrder = order++;
    if (record.pending === 0) runAsync(record);
  } else {
    runSync(record);
  }
  if (record.low !== record.index) return;
  do {
    last = stack.list.pop();
    last.status = last.asyncOrder < 0 ? 'evaluated' : 'waiting';
    last.root = record;
  } while (last !== record);
}

// ---- one module ----

function runSync(record) {
  if (record.fn === null) {
    record.run();
  } else if (record.paused) {
    record.paused.next();
  } else {
    linking.bind(record);
    record.fn.call(undefined, linking.take(record), record.imports, record.meta, false);
  }
  linking.settle(record);
}

// What a paused module awaits comes out of its generator.
function drive(record) {
  return new Promise(function (resolve, reject) {
    function go(how, value) {
      var result;
      try {
        result = record.paused[how](value);
      } catch (err) {
        reject(err);
        return;
      }
      if (result.done) resolve();
      else Promise.resolve(result.value).then(function (v) { go('next', v); }, function (e) { go('throw', e); });
    }
    go('next');
  });
}

function runAsync(record) {
  var promise;
  if (record.paused) {
    promise = drive(record);
  } else {
    linking.bind(record);
    promise = linking.makers().async(record.fn)(linking.take(record), record.imports, record.meta);
  }
  promise.then(function () { fulfilled(record); }, function (err) { rejected(record, err); });
}

// ---- afterwards ----

function gather(record, list) {
  record.parents.forEach(function (parent) {
    if (list.indexOf(parent) >= 0 || parent.root !== null && parent.root.failed) return;
    if (--parent.pending > 0) return;
    list.push(parent);
    if (!parent.isAsync) gather(parent, list);
  });
}

function finish(record) {
  record.status = 'evaluated';
  if (record.settlers !== null) record.settlers[0]();
}

function fulfilled(record) {
  var list = [];
  if (record.status === 'evaluated') return;
  linking.settle(record);
  record.asyncOrder = record.asyncOrder < 0 ? 0 : record.asyncOrder;
  finish(record);
  gather(record, list);
  list.sort(function (a, b) { return a.asyncOrder - b.asyncOrder; });
  list.forEach(function (m) {
    if (m.status === 'evaluated') return;
    if (m.isAsync) {
      runAsync(m);
      return;
    }
    try {
      runSync(m);
    } catch (err) {
      rejected(m, err);
      return;
    }
    finish(m);
  });
}

function rejected(record, err) {
  if (record.status === 'evaluated') return;
  record.failed = true;
  record.error = err;
  record.status = 'evaluated';
  record.parents.forEach(function (parent) { rejected(parent, err); });
  if (record.settlers !== null) record.settlers[1](err);
}

function fail(stack, record, err) {
  stack.list.forEach(function (m) {
    m.status = 'evaluated';
    m.failed = true;
    m.error = err;
    m.root = m;
  });
  record.failed = true;
  record.error = err;
}

// A promise of the module's end.
function evaluate(record) {
  var stack = new Stack();
  if (ready(record)) record = record.root || record;
  if (record.promise) return record.promise;
  record.promise = new Promise(function (resolve, reject) {
    try {
      visit(record, stack);
    } catch (err) {
      fail(stack, record, err);
      reject(err);
      return;
    }
    if (record.asyncOrder < 0 || record.status === 'evaluated') resolve();
    else record.settlers = [resolve, reject];
  });
  return record.promise;
}

// Is there a module that awaits at its top, here or among what it imports?
function hasAsync(record, seen) {
  if (seen.indexOf(record) >= 0 || record.status === 'evaluated') return false;
  seen.push(record);
  return record.isAsync || record.deps.some(function (dep) { return hasAsync(dep, seen); });
}

// For require: at once, throwing what the module throws.
function evaluateNow(record) {
  var stack = new Stack();
  try {
    visit(record, stack);
  } catch (err) {
    if (stack.list.length > 0) fail(stack, record, err);
    throw err;
  }
}

exports.evaluate = evaluate;
exports.evaluateNow = evaluateNow;
exports.hasAsync = function (record) { return hasAsync(record, []); };
