/* use.js: what the programs of programs/ share: packages of the folder that argv[2] names,
 * and a line a result. A package that isn't installed says so in its line. */
'use strict';
const { createRequire } = require('module');
const path = require('path');
const { show } = require('./show.js');

const need = createRequire(path.join(path.resolve(process.argv[2]), 'package.json'));
let line = Promise.resolve();

/* Calls f with the packages, in order, and prints what it gives (or its promise). */
exports.use = (names, f) => {
  line = line.then(async () => {
    let text;

    try {
      text = show(await f(...names.split(' ').map((n) => need(n))));
    } catch (e) {
      text = 'throws ' + show(e);
    }
    process.stdout.write(`${names}: ${text}\n`);
  });
};
