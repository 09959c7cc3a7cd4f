'use strict';
// internal/util/types: util.types: what a value is inside, whatever its prototype says.
//
// internalBinding('types').classOf(value) names the internal class of an object: 'Date',
// 'RegExp', 'Uint8Array', 'Map', 'Proxy', …; undefined for a primitive.

var classOf = internalBinding('types').classOf;

var VIEWS = { Int8Array: 1, Uint8Array: 1, Uint8ClampedArray: 1, Int16Array: 1,
  Uint16Array: 1, Int32Array: 1, Uint32Array: 1, Float16Array: 1, Float32Array: 1, Float64Array: 1,
  BigInt64Array: 1, BigUint64Array: 1 };
var BOXES = { Number: 1, String: 1, Boolean: 1, BigInt: 1, Symbol: 1 };

// is<X>: whether the class is X.
function add(method, name) {
  var test = function (value) {
    return value !== null && typeof value === 'object' && classOf(value) === name;
  };
  Object.defineProperty(test, 'name', { value: method, configurable: true });
  exports[method] = test;
}

function addFunction(method, names) {
  exports[method] = function (value) {
    return typeof value === 'function' && names.indexOf(classOf(value)) >= 0;
  };
}

add('isExternal', 'External');
add('isDate', 'Date');
add('isArgumentsObject', 'Arguments');
add('isBigIntObject', 'BigInt');
add('isBooleanObject', 'Boolean');
add('isNumberObject', 'Number');
add('isStringObject', 'String');
add('isSymbolObject', 'Symbol');
add('isNativeError', 'Error');
add('isRegExp', 'RegExp');
addFunction('isAsyncFunction', ['AsyncFunction', 'AsyncGeneratorFunction']);
addFunction('isGeneratorFunction', ['GeneratorFunction', 'AsyncGeneratorFunction']);
add('isGeneratorObject', 'Generator');
add('isPromise', 'Promise');
add('isMap', 'Map');
add('isSet', 'Set');
add('isMapIterator', 'MapIterator');
add('isSetIterator', 'SetIterator');
add('isWeakMap', 'WeakMap');
add('isWeakSet', 'WeakSet');
add('isArrayBuffer', 'ArrayBuffer');
add('isDataView', 'DataView');
add('isSharedArrayBuffer', 'SharedArrayBuffer');

exports.isProxy = function isProxy(value) {
  return ((typeof value === 'object' && value !== null) || typeof value === 'function') &&
    classOf(value) === 'Proxy';
};
add('isModuleNamespaceObject', 'Module');
exports.isAnyArrayBuffer = function isAnyArrayBuffer(value) {
  var name = classOf(value);
  return name === 'ArrayBuffer' || name === 'SharedArrayBuffer';
};
exports.isBoxedPrimitive = function isBoxedPrimitive(value) {
  return value !== null && typeof value === 'object' && BOXES[classOf(value)] === 1;
};
exports.isArrayBufferView = ArrayBuffer.isView;
exports.isTypedArray = function isTypedArray(value) {
  return value !== null && typeof value === 'object' && VIEWS[classOf(value)] === 1;
};
Object.keys(VIEWS).sort().forEach(function (name) { add('is' + name, name); });
exports.isKeyObject = function isKeyObject(value) {
  return classOf(value) === 'KeyObject';
};
exports.isCryptoKey = function isCryptoKey(value) {
  return classOf(value) === 'CryptoKey';
};
