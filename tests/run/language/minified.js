// Code as minifiers write it: what is lowered stands right behind a keyword.
function a(x){return(y)=>x+y}
function b(x){return`<${x}>`}
function c(x){return[...x,1]}
function d(x){return{...x,a:1}}
function e(x){return`z`}
function f(x){return/a/v}
function g(x){return(async()=>1)()}
function h(x){return y=>y}
function i(x){return[1,...x].length}
function j(x){return f.call(...x)}
function k(x){return{a(){return 1}}}
function l(x){return{get a(){return 1},['b'+x]:2}}
function m(x){for(const y of[...x])return y}
function n(x){return typeof`${x}`}
function o(x){switch(x){case`a`:return 1;case(()=>1)():return 2}}
function p(x){return(a,...b)=>b}
function q(x){return{__proto__:null,a:1}}
function r(x){return"a"in{...x}}
function s(x){if(x)throw`e${x}`;else(y=>y)(x);return-1}
function t(x){return!{...x}}
function u(x){do(y=>y)(x);while(0);return void`a${x}`}
function*v(x){yield`a${x}`;yield[...x];yield(a=>a);yield*[...x]}
async function w(x){await`a${x}`;await[...x];return await{...x}}
function z(x){return new(class{})}
var y1=x=>x in[...'abc'],y2=x=>({...x});
const show = (...v) => console.log(JSON.stringify(v));
show(a(1)(2), b(1), c('z'), d({ b: 2 }), e(), f('x').source, h(1)(2), i([1, 2]), k().a(), l('c')); // expect: [3,"<1>",["z",1],{"b":2,"a":1},"z","a",2,3,1,{"a":1,"bc":2}]
show(m([7]), n(1), o('a'), o(1), p(1)(1, 2), Object.getPrototypeOf(q()), r({ a: 1 }), s(0), t(0), u(1), [...v('z')].length); // expect: [7,"string",1,2,[2],null,true,-1,false,null,4]
try { s(1); } catch (err) { console.log(err); } // expect: e1
show(typeof z(), y1('a'), y2({ a: 1 })); // expect: ["object",false,{"a":1}]
g().then((v) => show(v)); // expect: [1]
w([1]).then((v) => show(v)); // expect: [{"0":1}]
