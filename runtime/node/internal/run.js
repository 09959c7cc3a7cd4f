// run.js: what the runtime starts with: a file, a text, a preloaded module. Shows errors.
var loader = require('internal/modules/cjs')

exports.runMain = function (path) {
  loader.runMain(path)
}

exports.runText = function (text, name, print) {
  var result = loader.runText(text, name)
  if (print) console.log(result)
}

exports.checkFile = function (path) {
  loader.checkFile(path)
}

exports.preload = function (request) {
  loader.preload(request)
}

// An uncaught error as text: by util.inspect, which shows its members, where that works.
exports.describe = function (error) {
  var isError = error instanceof Error
  if (isError) {
    var own = Object.keys(error)
    var stack = error.stack
    if (typeof stack === 'string' && own.length === 0) return stack
  }
  return require('internal/util/inspect').inspect(error)
}
