'use strict';
// internal/assert/diff: the message of a failed strictEqual or deepStrictEqual: both
// values line by line, with what differs marked. Lines are compared by position, after
// equal lines at the end are set aside; long runs of equal lines are left out.

var SHORT = 12;        // both values together, to be shown as 'a !== b'
var MOST_LINES = 50;

var READABLE = {
  deepStrictEqual: 'Expected values to be strictly deep-equal:',
  strictEqual: 'Expected values to be strictly equal:',
  strictEqualObject: 'Expected "actual" to be reference-equal to "expected":',
  deepEqual: 'Expected values to be loosely deep-equal:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
  notStrictEqualObject: 'Expected "actual" not to be reference-equal to "expected":',
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notIdentical: 'Values have same structure but are not reference-equal:',
  notDeepEqualUnequal: 'Expected values not to be loosely deep-equal:'
};

function inspectValue(value) {
  return require('internal/util/inspect').inspect(value, {
    compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity,
    showHidden: false, showProxy: false, sorted: true, getters: true
  });
}

function isReference(value) {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}

function isObject(value) {
  return typeof value === 'object' && value !== null;
}

// ---- colors ----

// process.stderr is not made for this unless it is a terminal.
function terminal() {
  return internalBinding('console').isTTY(2) ? process.stderr : null;
}

function makeColors() {
  var stream = terminal();
  if (stream && process.env.NO_COLOR === undefined &&
      process.env.NODE_DISABLE_COLORS === undefined &&
      (!stream.getColorDepth || stream.getColorDepth() !== 1)) {
    return { blue: '\u001b[34m', green: '\u001b[32m', red: '\u001b[31m', white: '\u001b[39m' };
  }
  return { blue: '', green: '', red: '', white: '' };
}

// ---- the result as it grows ----

function Diff(colors, actual, expected) {
  this.colors = colors;
  this.actual = actual;
  this.expected = expected;
  this.out = '';
  this.held = '';        // lines of expected, which come after those of actual
  this.end = '';
  this.same = 0;         // equal lines since the last that differ
  this.printed = 0;
  this.skipped = false;
}

Diff.prototype.dots = function () {
  return this.colors.blue + '...' + this.colors.white;
};

// Takes equal lines off both ends; `count` says how many were taken before.
Diff.prototype.trimEnd = function (count) {
  var a = this.actual, b = this.expected, last, other = '';
  while (a.length > 0 && b.length > 0 && a[a.length - 1] === b[b.length - 1]) {
    last = a.pop();
    b.pop();
    if (count++ < 3) this.end = '\n  ' + last + this.end;
    else other = last;
  }
  this.endCount = count;
  this.endOther = other;
};

Diff.prototype.closeEnd = function () {
  if (this.endCount >= 5) {
    this.end = '\n' + this.dots() + this.end;
    this.skipped = true;
  }
  if (this.endOther !== '') this.end = '\n  ' + this.endOther + this.end;
};

Diff.prototype.line = function (text) {
  this.out += '\n  ' + text;
  this.printed++;
};

// Before lines that differ: the equal ones that were held back, the middle of a long
// run as dots.
Diff.prototype.flushSame = function (lines, i) {
  if (this.same > 2) {
    if (this.same > 3) {
      if (this.same === 5) {
        this.line(lines[i - 3]);
      } else if (this.same > 5) {
        this.out += '\n' + this.dots();
        this.skipped = true;
      }
      this.line(lines[i - 2]);
    }
    this.line(lines[i - 1]);
  }
  this.same = 0;
};

Diff.prototype.plus = function (text) {
  this.out += '\n' + this.colors.green + '+' + this.colors.white + ' ' + text;
  this.printed++;
};

Diff.prototype.minus = function (text) {
  this.held += '\n' + this.colors.red + '-' + this.colors.white + ' ' + text;
  this.printed++;
};

// Lines that differ by a comma at the end only count as equal.
function agree(a, b) {
  if (a === b) return a;
  if (a.charAt(a.length - 1) === ',' && a.slice(0, -1) === b) return a;
  if (b.charAt(b.length - 1) === ',' && b.slice(0, -1) === a) return b;
  return null;
}

Diff.prototype.both = function (i) {
  var common = agree(this.actual[i], this.expected[i]);
  if (common === null) {
    this.flushSame(this.actual, i);
    this.plus(this.actual[i]);
    this.minus(this.expected[i]);
    return;
  }
  this.out += this.held;
  this.held = '';
  if (++this.same <= 2) this.line(common);
};

Diff.prototype.single = function (i, lines) {
  this.flushSame(lines, i);
  if (lines === this.actual) this.plus(lines[i]);
  else this.minus(lines[i]);
};

// True where it got too long; what is there then ends with dots.
Diff.prototype.run = function () {
  var most = Math.max(this.actual.length, this.expected.length), i;
  var shared = Math.min(this.actual.length, this.expected.length);
  var longer = this.actual.length < most ? this.expected : this.actual;
  for (i = 0; i < most; i++) {
    if (i < shared) this.both(i);
    else this.single(i, longer);
    if (this.printed > MOST_LINES && i < most - 2) return true;
  }
  return false;
};

// ---- single lines ----

function plain(text) {
  return text.replace(/\u001b\[\d\d?m/g, '');
}

// Both on a line each: { text } for 'a !== b', { indicator, at } for an arrow.
function singleLines(actual, expected, a, b, operator, head) {
  var rawA = plain(a), rawB = plain(b), size = rawA.length + rawB.length, i = 0, most;
  if (size <= SHORT) {
    if (!isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) {
      return { text: head + '\n\n' + a + ' !== ' + b + '\n' };
    }
    return { indicator: '', at: 0 };
  }
  most = terminal() ? process.stderr.columns : 80;
  if (operator === 'strictEqualObject' || size >= most) return { indicator: '', at: 0 };
  while (rawA.charAt(i) === rawB.charAt(i)) i++;
  if (i > 2) return { indicator: '\n  ' + ' '.repeat(i) + '^', at: 0 };
  return { indicator: '', at: i };
}

function notIdentical(text, colors) {
  var lines = text.split('\n');
  if (lines.length > 50) {
    lines.length = 47;
    lines[46] = colors.blue + '...' + colors.white;
  }
  return READABLE.notIdentical + '\n\n' + lines.join('\n') + '\n';
}

function diffMessage(actual, expected, operator, own) {
  var colors = makeColors(), shown = inspectValue(actual), d, single, head, more;
  d = new Diff(colors, shown.split('\n'), inspectValue(expected).split('\n'));
  single = { indicator: '', at: 0 };
  if (operator === 'strictEqual' &&
      ((isObject(actual) && isObject(expected)) ||
       (typeof actual === 'function' && typeof expected === 'function'))) {
    operator = 'strictEqualObject';
  }
  head = own === undefined ? READABLE[operator] : own;
  if (d.actual.length === 1 && d.expected.length === 1 && d.actual[0] !== d.expected[0]) {
    single = singleLines(actual, expected, d.actual[0], d.expected[0], operator,
      head);
    if (single.text) return single.text;
  }
  d.trimEnd(single.at);
  if (d.actual.length === 0 && d.expected.length === 0) return notIdentical(shown, colors);
  d.closeEnd();
  head += '\n' + colors.green + '+ actual' + colors.white + ' ' +
    colors.red + '- expected' + colors.white;
  more = ' ' + d.dots() + ' Lines skipped';
  if (d.run()) return head + more + '\n' + d.out + '\n' + d.dots() + d.held + '\n' + d.dots();
  return head + (d.skipped ? more : '') + '\n' + d.out + d.held + d.end + single.indicator;
}

// ---- the other operators ----

function unequalMessage(actual, operator) {
  var base = READABLE[operator], lines = inspectValue(actual).split('\n'), colors;
  if (operator === 'notStrictEqual' && isReference(actual)) base = READABLE.notStrictEqualObject;
  if (lines.length > 50) {
    colors = makeColors();
    lines.length = 47;
    lines[46] = colors.blue + '...' + colors.white;
  }
  if (lines.length === 1) return base + (lines[0].length > 5 ? '\n\n' : ' ') + lines[0];
  return base + '\n\n' + lines.join('\n') + '\n';
}

function cut(text, most) {
  return text.length > most ? text.slice(0, most - 3) + '...' : text;
}

function looseMessage(actual, expected, operator) {
  var a = inspectValue(actual), b = inspectValue(expected), unequal;
  if (operator === 'notDeepEqual' && a === b) {
    return cut(READABLE.notDeepEqual + '\n\n' + a, 1024);
  }
  a = cut(a, 512);
  b = cut(b, 512);
  if (operator === 'deepEqual') {
    return READABLE.deepEqual + '\n\n' + a + '\n\nshould loosely deep-equal\n\n' + b;
  }
  unequal = READABLE[operator + 'Unequal'];
  if (unequal) return unequal + '\n\n' + a + '\n\nshould not loosely deep-equal\n\n' + b;
  return a + ' ' + operator + ' ' + b;
}

// What an AssertionError says. `own` is its maker's text: it stands in the place of the
// first line of a comparison.
exports.message = function (actual, expected, operator, own) {
  if (operator === 'deepStrictEqual' || operator === 'strictEqual') {
    return diffMessage(actual, expected, operator, own);
  }
  if (operator === 'notDeepStrictEqual' || operator === 'notStrictEqual') {
    return unequalMessage(actual, operator);
  }
  return looseMessage(actual, expected, operator);
};
