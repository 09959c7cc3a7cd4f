// node: these are limits of our engine
// What machines write may be too much for one function: that is said, and goes no further.
const say = (text) => { try { new Function('a', text); console.log('compiled'); } catch (e) { console.log(e.name + ': ' + e.message.replace(/ \(line \d+\)$/, '')); } };
say('return [' + '...a,'.repeat(70000) + ']'); // expect: RangeError: Expression has too many parts to be compiled
say(Array.from({ length: 70000 }, (_, i) => `a("c${i}");`).join('')); // expect: compiled
say(Array.from({ length: 70000 }, (_, i) => `v${i};`).join('')); // expect: RangeError: Function has too many constants to be compiled
say(`return function (${Array.from({ length: 5000 }, (_, i) => 'p' + i)}) {}`); // expect: RangeError: Function has too many variables to be compiled
say('return ' + 'a ** '.repeat(6000) + '1'); // expect: RangeError: Program is nested too deeply to be compiled
say('return 1'); // expect: compiled
