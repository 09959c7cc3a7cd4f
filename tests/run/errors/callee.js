/* What could not be called is named as it stands in the program. */
const tried = (f) => { try { f(); console.log('no error'); } catch (e) { console.log(e.message); } };
let u, n = 1, o = { a: {}, list: [[]], n: 1, f() { return this.g(); } }, k = 'key';
const f = () => ({}), g = () => {};

tried(() => u()); // expect: u is not a function
tried(() => n()); // expect: n is not a function
tried(() => o.b()); // expect: o.b is not a function
tried(() => o.a.b()); // expect: o.a.b is not a function
tried(() => o.a . b ()); // expect: o.a.b is not a function
tried(() => o['b']()); // expect: o.b is not a function
tried(() => o[k]()); // expect: o[k] is not a function
tried(() => o.list[0][1]()); // expect: o.list[0][1] is not a function
tried(() => o.list[0].b(1, ')')); // expect: o.list[0].b is not a function
tried(() => f().b()); // expect: f(...).b is not a function
tried(() => f(")(").b()); // expect: f(...).b is not a function
tried(() => g()()); // expect: g(...) is not a function
tried(() => o.f()); // expect: this.g is not a function
tried(() => 'text'.b()); // expect: "text".b is not a function
tried(() => [].b()); // expect: [].b is not a function
tried(() => Math.b()); // expect: Math.b is not a function
tried(() => new u()); // expect: u is not a constructor
tried(() => new o.K(1)); // expect: o.K is not a constructor
tried(() => new o.f); // expect: o.f is not a constructor
tried(() => new f()); // expect: f is not a constructor
