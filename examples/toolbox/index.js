// Five packages from the registry at work. Each line says what one of them computed.
//   smew index.js --name=demo -v 3 extra
var fs = require('fs')
var path = require('path')
var _ = require('lodash')
var async = require('async')
var minimist = require('minimist')
var semver = require('semver')
var underscore = require('underscore')

var args = minimist(process.argv.slice(2), { alias: { v: 'verbosity' }, default: { name: 'world' } })
console.log('minimist  ', JSON.stringify(args))

// What is installed, read from disk: name -> version.
var modules = path.join(__dirname, 'node_modules')
var installed = fs.readdirSync(modules).filter(function (name) { return name[0] !== '.' }).map(function (name) {
  var manifest = JSON.parse(fs.readFileSync(path.join(modules, name, 'package.json'), 'utf8'))
  return { name: manifest.name, version: manifest.version, files: count(path.join(modules, name)) }
})
function count (dir) {
  return fs.readdirSync(dir).reduce(function (n, entry) {
    var file = path.join(dir, entry)
    return n + (fs.statSync(file).isDirectory() ? count(file) : 1)
  }, 0)
}

var ranges = require('./package.json').dependencies
installed.forEach(function (p) {
  console.log('semver    ', p.name + '@' + p.version, semver.satisfies(p.version, ranges[p.name]) ? 'satisfies' : 'VIOLATES', ranges[p.name])
})
console.log('lodash    ', 'files by package', JSON.stringify(_.mapValues(_.keyBy(installed, 'name'), 'files')),
  'in all', _.sumBy(installed, 'files'))
console.log('underscore', underscore.chain(installed).sortBy('version').pluck('name').value().join(' < '),
  '| template:', underscore.template('hello <%= name %>')({ name: args.name }))

// Asynchronous: package.json files by size, read four at a time, and a queue with a limit.
async.mapLimit(installed, 4, function (p, done) {
  fs.stat(path.join(modules, p.name, 'package.json'), function (err, st) { done(err, st && { name: p.name, size: st.size }) })
}, function (err, sizes) {
  if (err) throw err
  console.log('async      package.json bytes', _.orderBy(sizes, 'size', 'desc').map(function (s) { return s.name + ' ' + s.size }).join(', '))
  async.waterfall([
    function (next) { setTimeout(next, 5, null, 20) },
    function (n, next) { process.nextTick(next, null, n + 1) },
    function (n, next) { setImmediate(next, null, n * 2) }
  ], function (err, n) {
    if (err) throw err
    console.log('async      waterfall through a timer, a tick and an immediate:', n)
  })
})
