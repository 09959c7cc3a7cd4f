'use strict';
// console: the global console. Its methods are console_fast.c's, and what is more than
// plain text internal/console/global's.
module.exports = globalThis.console;
