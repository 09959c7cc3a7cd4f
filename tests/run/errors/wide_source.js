// What is wrong with a program is shown as the program is written: characters beyond U+FFFF.
const { Script } = require('vm');
for (const text of ['let 𝒜, 𝒜', 'x = "😀', '"😀" y', '/😀(/', '/[😎-😀]/u', '/(?<𝒜>)(?<𝒜>)/u', 'break 𝒜', '"\u00e9\u20ac" y 😀'])
  try { new Script(text, { filename: 'f' }); } catch (e) { console.log(e.stack.split('\n').slice(1, 5).join('|')); }
try { eval('/\ud83d(/'); } catch (e) { console.log(e.message.includes('\ud83d(')); }
console.log(/^[😀-😎]$/u.test('😁'), /^(?<𝒜>.)$/u.exec('x').groups.𝒜);
// expect: let 𝒜, 𝒜|        ^||SyntaxError: Identifier '𝒜' has already been declared
// expect: x = "😀|    ^^^||SyntaxError: Invalid or unexpected token
// expect: "😀" y|     ^||SyntaxError: Unexpected identifier 'y'
// expect: /😀(/|^^^^^||SyntaxError: Invalid regular expression: /😀(/: Unterminated group
// expect: /[😎-😀]/u|^^^^^^^^^^||SyntaxError: Invalid regular expression: /[😎-😀]/u: Range out of order in character class
// expect: /(?<𝒜>)(?<𝒜>)/u|^^^^^^^^^^^^^^^^^||SyntaxError: Invalid regular expression: /(?<𝒜>)(?<𝒜>)/u: Duplicate capture group name
// expect: break 𝒜|      ^^||SyntaxError: Undefined label '𝒜'
// expect: "é€" y 😀|     ^||SyntaxError: Unexpected identifier 'y'
// expect: true
// expect: true x
