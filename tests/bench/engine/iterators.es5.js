'use strict';
function Range(n) { this.i = 0; this.n = n; }
Range.prototype.next = function () {
  return this.i < this.n ? { value: this.i++, done: false } : { value: void 0, done: true };
};
function Evens(it) { this.it = it; }
Evens.prototype.next = function () {
  for (;;) {
    var r = this.it.next();
    if (r.done) return { value: void 0, done: true };
    if (r.value % 2 === 0) return { value: r.value, done: false };
  }
};
function Walk(tree) { this.stack = []; this.down(tree); }
Walk.prototype.down = function (t) { for (; t !== null; t = t.left) this.stack.push(t); };
Walk.prototype.next = function () {
  if (this.stack.length === 0) return { value: void 0, done: true };
  var t = this.stack.pop();
  this.down(t.right);
  return { value: t.value, done: false };
};
function build(n) { return n === 0 ? null : { value: n, left: build(n - 1), right: build(n - 1) }; }
(function () {
  var tree = build(8), sum = 0, k, r, it;
  for (k = 0; k < 100; k++) {
    it = new Range(2000);
    while (!(r = it.next()).done) { var x = r.value; sum += x; }
    it = new Evens(new Range(1000));
    while (!(r = it.next()).done) { var y = r.value; sum += y; }
    it = new Walk(tree);
    while (!(r = it.next()).done) { var z = r.value; sum += z; }
  }
  console.log(sum);
})();
