'use strict';
// Classes with fields: constants, objects, what the constructor sets; one derived.
class Node {
  next = null;
  size = 0;
  list = [];
  name;
  constructor(name) { this.name = name; }
}
class Leaf extends Node {
  kind = 'leaf';
  total = this.size + 1;
}
let sum = 0;
for (let i = 0; i < 200000; i++) {
  sum += new Node(i).list.length + new Leaf(i).total;
}
console.log(sum);
