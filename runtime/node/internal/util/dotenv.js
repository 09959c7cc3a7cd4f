'use strict';
// internal/util/dotenv: the format of .env files, as util.parseEnv reads it.
//
//     # comment
//     export NAME = value     # comment
//     TEXT="several\nlines"   'as it is'   `either`

function isBlank(c) {
  return c === ' ' || c === '\t' || c === '\r' || c === '\n';
}

function skipBlanks(text, at) {
  while (at < text.length && isBlank(text.charAt(at))) at++;
  return at;
}

function lineEnd(text, at) {
  var end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

// A value without quotes: to the line's end or a comment.
function plainValue(text, at) {
  var end = lineEnd(text, at), value = text.slice(at, end), hash = value.indexOf('#');
  if (hash >= 0) value = value.slice(0, hash);
  return { value: value.trim(), next: end };
}

function valueAt(text, at) {
  var quote = text.charAt(at), end, value;
  if (quote !== '"' && quote !== "'" && quote !== '`') return plainValue(text, at);
  end = text.indexOf(quote, at + 1);
  // Without its end a quote is a character like others.
  if (end < 0) return plainValue(text, at);
  value = text.slice(at + 1, end);
  if (quote === '"') value = value.split('\\n').join('\n');
  return { value: value, next: lineEnd(text, end) };
}

// Where the value of the line at `at` starts: behind '=' and blanks of the same line.
function valueStart(text, at) {
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}

function parse(text) {
  var out = {}, at = 0, equals, end, key, found;
  text = text.replace(/\r\n?/g, '\n');
  for (;;) {
    at = skipBlanks(text, at);
    if (at >= text.length) return out;
    end = lineEnd(text, at);
    equals = text.indexOf('=', at);
    if (text.charAt(at) === '#' || equals < 0 || equals > end) {
      at = end;
      continue;
    }
    key = text.slice(at, equals).trim();
    if (key === '') {
      at = end;
      continue;
    }
    if (key.slice(0, 7) === 'export ') key = key.slice(7).trim();
    found = valueAt(text, valueStart(text, equals + 1));
    out[key] = found.value;
    at = found.next;
  }
}

exports.parse = parse;
