// JSON.parse with its messages, revivers; JSON.stringify.
function t(f){try{var r=f();console.log(escape(typeof r==='string'?r:JSON.stringify(r)))}catch(e){console.log('E '+e.name+': '+escape(e.message))}}
['{a','[1,]','{"a":1,}','{"a" 1}','[1 2]','{"a":1 "b"}','"abc','"\x01"','"\\x"','"\\u12"','01','-','1.','1e','1 2','abc','','{','[','tru','{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa": x, "bbbbbbbbbbbbbbbbbbbbbbbbbbb":1}','nul','[1,2','{"a":','"a\\','\u00e9','[1,]                                     '].forEach(function(s){t(function(){return JSON.parse(s)})});
t(function(){return JSON.parse(undefined)});
t(function(){return JSON.parse('  {"a":[1,2,{"b":null}],"c":"x\\ny\\u0041\\ud83d\\ude00","d":-1.5e3,"e":true}  ')});
t(function(){return JSON.parse('{"__proto__":1,"a":2,"a":3,"1":4,"0":5}')});
t(function(){return Object.keys(JSON.parse('{"b":1,"a":2,"2":1,"1":0}')).join()});
t(function(){return JSON.parse('[1,2,3]',function(k,v){return Array.isArray(v)?v:v*2})});
t(function(){return JSON.parse('{"a":1,"b":2}',function(k,v){return k==='a'?undefined:v})});
t(function(){return [0.1,1e21,123456789012345680000,5e-324,1.7976931348623157e308,0.1+0.2,100,1e-7,12345678901234567890].map(String).map(JSON.parse)});
t(function(){return JSON.stringify({a:[1,'x',null,undefined,function(){}],b:undefined,c:new Date(0),d:{toJSON:function(k){return 'k'+k}},e:NaN,f:'\u2028\ud800"\\\n\x01'})});
t(function(){return JSON.stringify({a:[1,{b:2}],c:{}},null,2)});
t(function(){return JSON.stringify([[],{}],null,'--')});
t(function(){return JSON.stringify({a:1,b:2,c:3},['a','c'])});
t(function(){return JSON.stringify({a:1,b:[1,2]},function(k,v){return typeof v==='number'?v+1:v})});
t(function(){return [JSON.stringify(undefined)===undefined,JSON.stringify(Symbol()),JSON.stringify(new Boolean(false)),JSON.stringify(Object('x')),JSON.stringify(-0),JSON.stringify('a'),JSON.stringify(1e21),JSON.stringify({[Symbol('x')]:1})]});
t(function(){return JSON.stringify({a:new Map(),b:/x/,c:new Uint8Array(2),d:new Proxy([1],{})})});
var big={};for(var i=0;i<50;i++)big['k'+i]=i;
t(function(){return Object.keys(JSON.parse(JSON.stringify(big))).length});

// expect: E SyntaxError: Expected%20property%20name%20or%20%27%7D%27%20in%20JSON%20at%20position%201
// expect: E SyntaxError: Unexpected%20token%20%27%5D%27%2C%20%22%5B1%2C%5D%22%20is%20not%20valid%20JSON
// expect: E SyntaxError: Expected%20double-quoted%20property%20name%20in%20JSON%20at%20position%207
// expect: E SyntaxError: Expected%20%27%3A%27%20after%20property%20name%20in%20JSON%20at%20position%205
// expect: E SyntaxError: Expected%20%27%2C%27%20or%20%27%5D%27%20after%20array%20element%20in%20JSON%20at%20position%203
// expect: E SyntaxError: Expected%20%27%2C%27%20or%20%27%7D%27%20after%20property%20value%20in%20JSON%20at%20position%207
// expect: E SyntaxError: Unterminated%20string%20in%20JSON%20at%20position%204
// expect: E SyntaxError: Bad%20control%20character%20in%20string%20literal%20in%20JSON%20at%20position%201
// expect: E SyntaxError: Bad%20escaped%20character%20in%20JSON%20at%20position%202
// expect: E SyntaxError: Bad%20Unicode%20escape%20in%20JSON%20at%20position%205
// expect: E SyntaxError: Unexpected%20number%20in%20JSON%20at%20position%201
// expect: E SyntaxError: No%20number%20after%20minus%20sign%20in%20JSON%20at%20position%201
// expect: E SyntaxError: Unterminated%20fractional%20number%20in%20JSON%20at%20position%202
// expect: E SyntaxError: Exponent%20part%20is%20missing%20a%20number%20in%20JSON%20at%20position%202
// expect: E SyntaxError: Unexpected%20non-whitespace%20character%20after%20JSON%20at%20position%202
// expect: E SyntaxError: Unexpected%20token%20%27a%27%2C%20%22abc%22%20is%20not%20valid%20JSON
// expect: E SyntaxError: Unexpected%20end%20of%20JSON%20input
// expect: E SyntaxError: Expected%20property%20name%20or%20%27%7D%27%20in%20JSON%20at%20position%201
// expect: E SyntaxError: Unexpected%20end%20of%20JSON%20input
// expect: E SyntaxError: Unexpected%20end%20of%20JSON%20input
// expect: E SyntaxError: Unexpected%20token%20%27x%27%2C%20...%22aaaaaaa%22%3A%20x%2C%20%22bbbbbb%22...%20is%20not%20valid%20JSON
// expect: E SyntaxError: Unexpected%20end%20of%20JSON%20input
// expect: E SyntaxError: Expected%20%27%2C%27%20or%20%27%5D%27%20after%20array%20element%20in%20JSON%20at%20position%204
// expect: E SyntaxError: Unexpected%20end%20of%20JSON%20input
// expect: E SyntaxError: Unexpected%20end%20of%20JSON%20input
// expect: E SyntaxError: Unexpected%20token%20%27%E9%27%2C%20%22%E9%22%20is%20not%20valid%20JSON
// expect: E SyntaxError: Unexpected%20token%20%27%5D%27%2C%20%22%5B1%2C%5D%20%20%20%20%20%20%20%20%20%22...%20is%20not%20valid%20JSON
// expect: E SyntaxError: %22undefined%22%20is%20not%20valid%20JSON
// expect: %7B%22a%22%3A%5B1%2C2%2C%7B%22b%22%3Anull%7D%5D%2C%22c%22%3A%22x%5CnyA%uD83D%uDE00%22%2C%22d%22%3A-1500%2C%22e%22%3Atrue%7D
// expect: %7B%220%22%3A5%2C%221%22%3A4%2C%22__proto__%22%3A1%2C%22a%22%3A3%7D
// expect: 1%2C2%2Cb%2Ca
// expect: %5B2%2C4%2C6%5D
// expect: %7B%22b%22%3A2%7D
// expect: %5B0.1%2C1e+21%2C123456789012345680000%2C5e-324%2C1.7976931348623157e+308%2C0.30000000000000004%2C100%2C1e-7%2C12345678901234567000%5D
// expect: %7B%22a%22%3A%5B1%2C%22x%22%2Cnull%2Cnull%2Cnull%5D%2C%22c%22%3A%221970-01-01T00%3A00%3A00.000Z%22%2C%22d%22%3A%22kd%22%2C%22e%22%3Anull%2C%22f%22%3A%22%u2028%5Cud800%5C%22%5C%5C%5Cn%5Cu0001%22%7D
// expect: %7B%0A%20%20%22a%22%3A%20%5B%0A%20%20%20%201%2C%0A%20%20%20%20%7B%0A%20%20%20%20%20%20%22b%22%3A%202%0A%20%20%20%20%7D%0A%20%20%5D%2C%0A%20%20%22c%22%3A%20%7B%7D%0A%7D
// expect: %5B%0A--%5B%5D%2C%0A--%7B%7D%0A%5D
// expect: %7B%22a%22%3A1%2C%22c%22%3A3%7D
// expect: %7B%22a%22%3A2%2C%22b%22%3A%5B2%2C3%5D%7D
// expect: %5Btrue%2Cnull%2C%22false%22%2C%22%5C%22x%5C%22%22%2C%220%22%2C%22%5C%22a%5C%22%22%2C%221e+21%22%2C%22%7B%7D%22%5D
// expect: %7B%22a%22%3A%7B%7D%2C%22b%22%3A%7B%7D%2C%22c%22%3A%7B%220%22%3A0%2C%221%22%3A0%7D%2C%22d%22%3A%5B1%5D%7D
// expect: 50
