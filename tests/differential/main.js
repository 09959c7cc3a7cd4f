/* main.js FROM TO: runs the programs of these seeds, and prints a line for each with what
 * it logged. main.js --file PROGRAM runs one from a file, --text SEED shows one. */
'use strict';
const { generate } = require('./program.js');
const { run } = require('./run.js');

const [from, to] = process.argv.slice(2);
process.on('unhandledRejection', () => {});
if (from === '--file') console.log(run(require('fs').readFileSync(to, 'utf8')));
else if (from === '--text') console.log(generate(Number(to)));
else for (let seed = Number(from); seed < Number(to); seed++) console.log(seed + ' ' + run(generate(seed)));
