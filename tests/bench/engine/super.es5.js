'use strict';
function Shape(x, y) { this.x = x; this.y = y; }
Shape.prototype.area = function () { return 0; };
function Box(x, y, w, h) { Shape.call(this, x, y); this.w = w; this.h = h; }
Box.prototype = Object.create(Shape.prototype);
Box.prototype.area = function () { return Shape.prototype.area.call(this) + this.w * this.h; };
function Cube(x, y, w, h, d) { Box.call(this, x, y, w, h); this.d = d; }
Cube.prototype = Object.create(Box.prototype);
Cube.prototype.area = function () { return Box.prototype.area.call(this) * this.d; };
function Same(x, y, w, h, d) { Cube.apply(this, arguments); }
Same.prototype = Object.create(Cube.prototype);
(function () {
  var sum = 0;
  for (var i = 0; i < 150000; i++) {
    sum += new Cube(i, 1, 2, 3, 4).area();
    sum += new Same(i, 1, 2, 3, 4).x;
  }
  console.log(sum);
})();
