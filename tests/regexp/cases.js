// cases.js: seeded random patterns on seeded random texts, and what comes out, as one line
// of ASCII for each. Run under Node and under smew by tests/regexp/run, which compares.
//   cases.js SEED COUNT [FIRST]
var seed = Number(process.argv[2]);
var count = Number(process.argv[3]);
var first = Number(process.argv[4] || 0);
var numbers = require('../kit/random.js');
var ours; // the case's numbers

function upto(n) { return ours.upto(n); }
function one(list) { return ours.one(list); }
function often(p) { return ours.random() < p; }

function show(s) {
  if (s === undefined) return 'undefined';
  if (s === null) return 'null';
  var out = '"';
  for (var i = 0; i < s.length; i++) {
    var c = s.charCodeAt(i);
    out += c >= 32 && c < 127 ? s[i] : '\\u' + ('000' + c.toString(16)).slice(-4);
  }
  return out + '"';
}

var PLAIN = ['a', 'a', 'a', 'b', 'b', 'c', 'A', 'B', '1', '0', '_', '-', ' ', 'k', 's', 'x'];
var ODD = ['\u017f', '\u212a', '\u00e9', '\u00c9', '\u00df', '\u1e9e', '\u03c3', '\u03c2', '\u03a3',
  '\u01c5', '\u01c4', '\ud83d\ude00', '\ud83d', '\ude00', '\ud801\udc00', '\ud801\udc28', '\u2028',
  '\n', '\r', '\u00a0', '\u0130', '\u0131', '\u1f80', '\u2126', '\u03c9', '\u00b5', '\u03bc'];
// Node 20 differs from the specification in three ways that are left out here: with u and v
// it looks for matches in the middle of surrogate pairs, with v and i its operations on
// classes and \P forget about case, and a global replacement may end at an empty match.
var UNPAIRED = ODD.filter(function (s) { return !/[\ud800-\udfff]/.test(s); });
var odd; // how often the odd ones come

function letter() { return often(odd) ? one(ODD) : one(PLAIN); }

function text() {
  var s = '';
  for (var n = upto(often(0.1) ? 20 : 9); n > 0; n--) {
    s += points && often(odd) ? one(UNPAIRED) : points ? one(PLAIN) : letter();
  }
  return s;
}

var flags, points, sets, operations, names;

var PROPERTIES = ['Lu', 'L', 'Script=Greek', 'ASCII', 'Any', 'White_Space', 'Alphabetic', 'Nd',
  'Uppercase', 'scx=Grek', 'gc=Ll', 'Cased'];

function escape() {
  var r = upto(14);
  if (r < 8) return '\\' + one(['d', 'D', 'w', 'W', 's', 'S', 'w', 's']);
  if (r === 8 && points) return '\\' + one(['p', 'p', sets && !operations ? 'p' : 'P']) + '{' + one(PROPERTIES) + '}';
  if (r === 9) return '\\x' + one(['61', '41', 'e9', '5f']);
  if (r === 10) return one(['\\u0061', '\\u017f', '\\ud83d\\ude00', '\\ud83d', '\\ude00', '\\u03c3']);
  if (r === 11) return one(['\\n', '\\r', '\\t', '\\cJ', '\\0']);
  if (r === 12 && points) return '\\u{' + one(['61', '1f600', '10400', '17f']) + '}';
  return '\\' + one(points ? ['.', '*', '/', '$'] : ['.', '*', '-', 'q', '/']);
}

function classItem(depth, operand) {
  var r = operand ? one([0, 5, 6, 7, 8]) : upto(10);
  if (r < 2) return escape();
  if (r < 4) return one(['a-c', 'A-C', '0-9', 'b-z', '\u00e0-\u00ff', 'a-a', '\u03b1-\u03c9']);
  if (r === 4 && operations && depth < 2) return charClass(depth + 1);
  if (r === 5 && sets) return '\\q{' + one(['ab', 'a|bc', 'abc|b|', 'k', '\ud83d\ude00a|s']) + '}';
  var c = letter();
  return c === '-' ? '\\-' : c;
}

function charClass(depth) {
  var s = '[' + (often(0.25) ? '^' : ''), n = upto(4);
  if (operations && often(0.3)) {
    var op = one(['&&', '--']);
    s += classItem(depth, true);
    for (n = 1 + upto(2); n > 0; n--) s += op + classItem(depth, true);
    return s + ']';
  }
  for (; n >= 0; n--) s += classItem(depth);
  return s + ']';
}

function atom(depth) {
  var r = upto(depth > 2 ? 8 : 14);
  if (r < 4) return letter();
  if (r === 4) return '.';
  if (r === 5) return escape();
  if (r === 6) return charClass(0);
  if (r === 7) {
    if (often(0.5)) return '\\' + (1 + upto(3));
    return names > 0 && often(0.5) ? '\\k<n' + upto(names) + '>' : letter();
  }
  if (r < 10) return '(' + alternatives(depth + 1) + ')';
  if (r === 10) return '(?:' + alternatives(depth + 1) + ')';
  if (r === 11) return '(?<n' + names++ + '>' + alternatives(depth + 1) + ')';
  if (r === 12) return one(['(?=', '(?!']) + alternatives(depth + 1) + ')';
  return one(['(?<=', '(?<!']) + alternatives(depth + 1) + ')';
}

function term(depth) {
  var r = ours.random();
  if (r < 0.06) return one(['^', '$', '\\b', '\\B']);
  var s = atom(depth);
  if (often(0.35) && !(/^\(\?<?[=!]/.test(s))) {
    s += one(['*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}', '*', '+', '{0}']);
    if (often(0.3)) s += '?';
  }
  return s;
}

function sequence(depth) {
  var s = '';
  for (var n = upto(depth > 0 ? 2 : 4); n >= 0; n--) s += term(depth);
  return often(0.04) ? '' : s;
}

function alternatives(depth) {
  var s = sequence(depth);
  while (often(0.25)) s += '|' + sequence(depth);
  return s;
}

function makeFlags() {
  var f = '';
  if (often(0.2)) f += 'd';
  if (often(0.4)) f += 'g';
  if (often(0.4)) f += 'i';
  if (often(0.2)) f += 'm';
  if (often(0.2)) f += 's';
  if (often(0.3)) f += 'u';
  else if (often(0.25)) f += 'v';
  if (often(0.1)) f += 'y';
  return f;
}

function result(m) {
  if (m === null) return 'null';
  var s = m.index + ':[';
  for (var i = 0; i < m.length; i++) s += (i > 0 ? ',' : '') + show(m[i]);
  s += ']';
  if (m.groups) {
    Object.keys(m.groups).forEach(function (k) { s += ' ' + k + '=' + show(m.groups[k]); });
  }
  if (m.indices) {
    for (i = 0; i < m.indices.length; i++) s += m.indices[i] ? ' ' + m.indices[i].join('-') : ' _';
  }
  return s;
}

function tryOut(re, s) {
  var out = [], m;
  re.lastIndex = often(0.2) ? upto(s.length + 2) : 0;
  for (var n = 0; n < 4; n++) {
    m = re.exec(s);
    out.push(result(m) + '@' + re.lastIndex);
    if (m === null || !re.global) break;
    if (m[0] === '') re.lastIndex++;
  }
  re.lastIndex = 0;
  if (!(points && re.global)) out.push(show(s.replace(re, '<$&|$1|$2|$`|$\'>')));
  re.lastIndex = 0;
  out.push('' + s.search(re));
  out.push(s.split(re, 6).map(show).join(','));
  m = s.match(re);
  out.push(m === null ? 'null' : [].map.call(m, show).join(','));
  if (!(points && re.global)) out.push(show(s.replace(re, function () { return '{' + arguments[0] + ';' + arguments.length + '}'; })));
  return out.join(' ; ');
}

function testCase(k) {
  ours = numbers(seed * 1000003 + k * 7919);
  names = 0;
  odd = one([0, 0, 0.1, 0.4]);
  flags = makeFlags();
  points = /[uv]/.test(flags);
  sets = /v/.test(flags);
  operations = sets && !/i/.test(flags);
  var source = alternatives(0), re = null;
  var line = k + ' /' + show(source) + '/' + flags + ' ';
  try {
    re = new RegExp(source, flags);
  } catch (e) {
    return line + e.name + ': ' + show(e.message);
  }
  line += show(re.source);
  for (var t = 0; t < 3; t++) {
    var s = text();
    try {
      line += ' || ' + show(s) + ' -> ' + tryOut(re, s);
    } catch (e) {
      line += e.name + ': ' + e.message;
    }
  }
  return line;
}

for (var k = first; k < first + count; k++) console.log(testCase(k));
