'use strict';
// internal/assert/source: the text of the call of assert() that failed, for the message
// "The expression evaluated to a falsy value". The place comes from a stack, the text
// from the file; where either is missing there is no such message.

// [file, line, column or 0] of the first frame outside of assert; null if unknown.
function placeOf(stack) {
  var lines = stack.split('\n'), i, found;
  for (i = 1; i < lines.length; i++) {
    found = /\(?((?:file:\/\/)?\/[^()]*?):(\d+)(?::(\d+))?\)?$/.exec(lines[i]);
    if (found) return [found[1].replace(/^file:\/\//, ''), +found[2], +found[3] || 0];
    if (/\[eval|<anonymous>|\bnative\b/.test(lines[i])) return null;
  }
  return null;
}

// Index of the quote that ends the text starting at `at`.
function endOfQuoted(text, at) {
  var quote = text.charAt(at++);
  while (at < text.length && text.charAt(at) !== quote) {
    if (text.charAt(at) === '\\') at++;
    at++;
  }
  return at;
}

// Whether a '/' at `at` starts a regular expression: by what stands before it.
function startsRegExp(text, at) {
  var before = text.slice(0, at).replace(/\s+$/, '');
  return /[(,=:\[!&|?{};+\-*%<>~^]$/.test(before) || /\breturn$/.test(before);
}

function endOfRegExp(text, at) {
  var inClass = false, c;
  for (at++; at < text.length; at++) {
    c = text.charAt(at);
    if (c === '\\') at++;
    else if (c === '[') inClass = true;
    else if (c === ']') inClass = false;
    else if (c === '/' && !inClass) return at;
    else if (c === '\n') return -1;
  }
  return -1;
}

// Index behind what starts at `at` where that is no plain character.
function skipAt(text, at) {
  var c = text.charAt(at), end;
  if (c === '"' || c === "'" || c === '`') return endOfQuoted(text, at) + 1;
  if (c !== '/') return at + 1;
  if (text.charAt(at + 1) === '/') {
    end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  }
  if (text.charAt(at + 1) === '*') {
    end = text.indexOf('*/', at);
    return end < 0 ? text.length : end + 2;
  }
  if (startsRegExp(text, at)) {
    end = endOfRegExp(text, at);
    return end < 0 ? at + 1 : end + 1;
  }
  return at + 1;
}

// Index behind the ')' that closes the '(' at `at`, -1 if there is none.
function endOfCall(text, at) {
  var depth = 0, c;
  while (at < text.length) {
    c = text.charAt(at);
    if (c === '(' || c === '[' || c === '{') depth++;
    if (c === ')' || c === ']' || c === '}') {
      depth--;
      if (depth === 0) return at + 1;
    }
    at = skipAt(text, at);
  }
  return -1;
}

// V8's column is that of the method's name or of the parenthesis: the start of the chain
// of members before it.
function startOfChain(line, at) {
  var depth, c;
  for (;;) {
    while (at > 0 && /[\w$\u0080-\uffff.]/.test(line.charAt(at - 1))) at--;
    if (at === 0 || !/[\])]/.test(line.charAt(at - 1))) return at;
    for (depth = 0; at > 0; at--) {
      c = line.charAt(at - 1);
      if (c === ']' || c === ')') depth++;
      else if ((c === '[' || c === '(') && --depth === 0) break;
    }
    if (at === 0) return 0;
    at--;
  }
}

function escapeControl(code) {
  return code.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, function (c) {
    var n = c.charCodeAt(0);
    if (n === 8) return '\\b';
    return n === 12 ? '\\f' : '\\u00' + (n < 16 ? '0' : '') + n.toString(16);
  });
}

// Where on the line the call starts: at the column if there is one, else at the first
// call whose name looks like an assertion.
function startOfCall(line, column) {
  var found;
  // Column 1 is also what an engine says that doesn't know.
  if (column > 1) return startOfChain(line, column - 1);
  found = /(?:[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*\.)*(?:assert|ok|strict)\s*\(/.exec(line);
  return found ? found.index : -1;
}

// Further lines lose the indentation that the first has.
function dedent(code, indent) {
  var lines = code.split('\n'), i, n;
  for (i = 1; i < lines.length; i++) {
    for (n = 0; n < indent && /[ \t]/.test(lines[i].charAt(n)); n++);
    lines[i] = lines[i].slice(n);
  }
  return lines.join('\n  ');
}

exports.expressionOf = function (stack) {
  var place = placeOf(stack), text, lines, from, open, end, rest;
  if (place === null) return undefined;
  try {
    text = require('fs').readFileSync(place[0], 'utf8');
  } catch (e) {
    return undefined;
  }
  lines = text.split('\n');
  if (place[1] > lines.length) return undefined;
  from = startOfCall(lines[place[1] - 1], place[2]);
  if (from < 0) return undefined;
  rest = lines.slice(place[1] - 1).join('\n').slice(from);
  open = rest.indexOf('(');
  end = open < 0 ? -1 : endOfCall(rest, open);
  if (end < 0) return undefined;
  return escapeControl(dedent(rest.slice(0, end), from));
};
