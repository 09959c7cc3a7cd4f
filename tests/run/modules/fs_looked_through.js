// modules/fs_looked_through: reading all of fs doesn't fail by parts that are loaded late.
const fs = require('fs');
const copy = { ...fs };
console.log(Object.keys(copy).length === Object.keys(fs).length, typeof copy.ReadStream, copy.WriteStream.name);
// expect: true function WriteStream
