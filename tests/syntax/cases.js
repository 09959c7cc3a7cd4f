// cases.js SEED N: breaks N programs of the differential test's generator at one place each,
// and prints what the engine says: a line for each case. cases.js --text SEED shows one.
'use strict'
const vm = require('vm')
const { generate } = require('../differential/program.js')
const numbers = require('../kit/random.js')

const TOKENS = /`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|[A-Za-z_$#][\w$]*|\d[\w.]*|=>|\.\.\.|[=!]==?|&&|\|\||\?\?=?|\?\.|\+\+|--|\*\*|[<>]=?|\s+|./gs
const PIECES = ['(', ')', '{', '}', '[', ']', ',', ';', ':', '=>', '.', '...', '?', '!', '*', '**',
  '/', '`', "'", '"', '#x', '@', 'async', 'await', 'yield', 'class', 'function', 'let', 'const', 'var',
  'return', 'break', 'continue', 'new', 'super', 'this', 'import', 'export', 'default', 'if', 'else',
  'for', 'while', 'of', 'in', 'static', 'get', 'set', 'case', 'try', 'catch', 'finally', 'throw', 'with',
  '1', '1n', '08', '010', '"\\07"', '"\\x1"', '"use strict"', 'delete', 'null', 'typeof', '&&', '??',
  '\\', '\\u0061', 'v\\u0061r', '#', 'enum', 'x y', 'new.target', 'import.meta', '/a(/',
  '/a/gg', '/[/', '0b2', '0x', '1_', '1__0', '0_1', '1.e', '3in', '/*', 'let x, x', 'eval = 1']

const LINES = 14 // of a program, from a random one on: errors are then near to what was broken

function broken(seed) {
  const { random, upto, one } = numbers(seed)
  const lines = generate(seed).split('\n')
  const from = upto(Math.max(1, lines.length - LINES))
  const tokens = lines.slice(from, from + LINES).join('\n').match(TOKENS)
  const solid = [...tokens.keys()].filter(i => /\S/.test(tokens[i]))
  const i = one(solid), kind = random()
  if (kind < 0.3) tokens[i] = ''
  else if (kind < 0.7) tokens[i] += ` ${one(PIECES)} `
  else if (kind < 0.8) {
    const k = one(solid);
    [tokens[i], tokens[k]] = [tokens[k], tokens[i]]
  } else if (kind < 0.95) tokens[i] = one(PIECES)
  else tokens.length = i + 1
  return (random() < 0.3 ? '"use strict";' : '') + tokens.join('')
}

// Where V8 differs from the specification or from itself: it takes `[a ?? b = c]` as a binding
// pattern (89), reads a pattern's value as an expression before it complains of the pattern
// (1100), and of two errors says the one that stands first, a name declared twice too (1179).
const QUIRKS = [89, 1100, 1179]

// V8 finds out only as the program runs that a call is no target; ES2024 wants an error at
// once, and the rest of such a program isn't looked at.
const callAsTarget = text => /^Invalid left-hand side/.test(text)

// No column: where Node underlines nothing (an end of input, an unfinished escape, what goes
// on in the next line), where it begins elsewhere, and in lines that smew shows a part of.
const PLACELESS = /end of input|escape sequence|^Numeric|^Invalid or unexpected|^Malformed|token '(get|set|async|static)'/

function said(text) {
  try {
    new vm.Script(text, { filename: 'f' })
    return 'fine'
  } catch (e) {
    const [place, , mark] = e.stack.split('\n')
    const line = text.split('\n')[place.slice(2) - 1]
    const whole = line.length < 200 && line.split('`').length % 2 === 1
    const column = whole && /^\s*\^/.test(mark) && !PLACELESS.test(e.message) ? mark.indexOf('^') : '-'
    return callAsTarget(e.message) ? 'fine' : `${e.name}: ${e.message} at ${place}:${column}`
  }
}

const [first, count] = process.argv.slice(2)
if (first === '--text') console.log(broken(Number(count)))
else for (let i = 0, seed = Number(first); i < Number(count); i++, seed++)
  if (!QUIRKS.includes(seed)) console.log(`${seed} ${said(broken(seed))}`)
