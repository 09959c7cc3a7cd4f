// no-tuf.js: loaded into npm (node --require) where a case says "tuf": false. npm asks Sigstore's repository for a registry's keys
// before it asks the registry; for tests there is no such repository, and it has nothing of any registry.
'use strict'
const Module = require('module')

const load = Module._load
const none = async () => { throw Object.assign(new Error('no such target'), { code: 'TUF_FIND_TARGET_ERROR' }) }

Module._load = (request, ...rest) => {
  const m = load(request, ...rest)
  return request === '@sigstore/tuf' && m.initTUF ? { ...m, initTUF: async () => ({ getTarget: none }), getTrustedRoot: none } : m
}
