'use strict';
var made = 0;
function Vec(x, y) { this._x = void 0; this._y = 0; this._n = 1; this._x = x; this._y = y; made++; }
Vec.prototype._square = function (v) { return v * v; };
Object.defineProperty(Vec.prototype, 'length2', {
  get: function () { return this._square(this._x) + this._square(this._y); }
});
Vec.prototype.add = function (o) { return new Vec(this._x + o._x, this._y + o._y); };
Vec.prototype.has = function (o) { return '_n' in o; };
(function () {
  var v = new Vec(0, 0), sum = 0;
  for (var i = 0; i < 300000; i++) {
    v = v.add(new Vec(i, 1));
    sum += v.length2 % 7 + (v.has(v) ? 1 : 0);
  }
  console.log(sum, made);
})();
