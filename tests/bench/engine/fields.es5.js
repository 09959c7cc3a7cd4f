'use strict';
function Node(name) {
  this.next = null;
  this.size = 0;
  this.list = [];
  this.name = void 0;
  this.name = name;
}
function Leaf(name) {
  Node.apply(this, arguments);
  this.kind = 'leaf';
  this.total = this.size + 1;
}
Leaf.prototype = Object.create(Node.prototype);
(function () {
  var sum = 0;
  for (var i = 0; i < 200000; i++) {
    sum += new Node(i).list.length + new Leaf(i).total;
  }
  console.log(sum);
})();
