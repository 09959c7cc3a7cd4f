process.on('warning', function (w) {
  console.log(w.name + '|' + w.message + '|' + w.code + '|' + w.detail);
});
process.emitWarning('plain');
process.emitWarning('typed', 'Custom');
process.emitWarning('coded', 'Custom', 'C001');
process.emitWarning('optional', { type: 'Opt', code: 'C002', detail: 'more about it' });
process.emitWarning(new Error('object'));
console.log('sync');
// expect: sync
// expect: Warning|plain|undefined|undefined
// expect: Custom|typed|undefined|undefined
// expect: Custom|coded|C001|undefined
// expect: Opt|optional|C002|more about it
// expect: Error|object|undefined|undefined
// error: ) Warning: plain
// error: ) Custom: typed
// error: ) [C001] Custom: coded
// error: ) [C002] Opt: optional
// error: more about it
// error: ) Error: object
