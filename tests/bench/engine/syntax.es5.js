'use strict';
function Box(w) { this._w = w; }
Object.defineProperty(Box.prototype, 'w', {
  get: function () { return this._w; }, set: function (v) { this._w = v; }, configurable: true
});
Box.of = function (w) { return new Box(w); };
Box.prototype.double = function () { return this.w * 2; };
(function () {
  var config = { deep: { list: [1, 2], f: function (x) { return x + 1; } }, none: null }, sum = 0, v;
  for (var i = 0; i < 100000; i++) {
    var b = Box.of(i);
    b.w = b.w + 1;
    v = config.deep;
    v = v === null || v === void 0 ? void 0 : v.list;
    v = v === null || v === void 0 ? void 0 : v[1];
    sum += b.double() + (v === null || v === void 0 ? 0 : v);
    v = config.none;
    v = v === null || v === void 0 ? void 0 : v.x;
    sum += v === null || v === void 0 ? 5 : v;
    v = config.deep.f;
    sum += Math.pow(v === null || v === void 0 ? void 0 : config.deep.f(i), 2) % 7;
    var o = { b: b, i: i, sum: sum };
    if (o.extra === null || o.extra === void 0) o.extra = i;
    o.i += 1;
    if (!o.i) o.i = 3;
    var text = i + '-' + o.i + ':' + b.w;
    sum += text.length + o.extra;
    var swap = function (x, y) { return [y, x]; };
    var pair = swap(i, 1), p = pair[0], q = pair[1], t;
    t = p; p = q; q = t;
    switch (p % 3) { case 0: var u = p; sum += u; break; default: var w = q; sum -= w; }
  }
  console.log(sum);
})();
