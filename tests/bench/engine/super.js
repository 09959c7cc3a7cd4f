'use strict';
// Constructors of derived classes, two levels, and calls through super.
class Shape {
  constructor(x, y) { this.x = x; this.y = y; }
  area() { return 0; }
}
class Box extends Shape {
  constructor(x, y, w, h) { super(x, y); this.w = w; this.h = h; }
  area() { return super.area() + this.w * this.h; }
}
class Cube extends Box {
  constructor(x, y, w, h, d) { super(x, y, w, h); this.d = d; }
  area() { return super.area() * this.d; }
}
class Same extends Cube {}
let sum = 0;
for (let i = 0; i < 150000; i++) {
  sum += new Cube(i, 1, 2, 3, 4).area();
  sum += new Same(i, 1, 2, 3, 4).x;
}
console.log(sum);
