exports.named = 1;
Object.defineProperty(exports, 'viaDefine', { enumerable: true, get: function () { return two.it; } });
var two = { it: 2 };
function __exportStar(m, out) { for (const k in m) out[k] = m[k]; }
__exportStar(require('./passed.cjs'), exports);
exports['hidden' + 1] = 3;
