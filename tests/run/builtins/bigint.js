// BigInt: operators, conversions, equality, bits.
function t(f){try{var r=f();console.log(typeof r==='string'?r:JSON.stringify(r))}catch(e){console.log('E '+e.name+': '+e.message)}}
var B=BigInt;
t(function(){return [String(B(1)+B(2)),typeof B(1),B(5)===B(5),B(5)==5,B(2)<3,String(-B(7)/B(2)),String(-B(7)%B(2))]});
t(function(){return [String(B('123456789012345678901234567890')*B('987654321098765432109876543210')),String(B('0xffffffffffffffffffff')),String(B('-5')>>B(1)),String(B(1)<<B(100)),String(B(-5)&B(3)),String(B(-5)|B(3)),String(B(-5)^B(3)),String(~B(5))]});
t(function(){return [B('1000000000000000000000000')/B('999999999999')+'',B('1000000000000000000000000')%B('999999999999')+'',(B(1)<<B(200)).toString(16),(B(10)*B(10)).toString(36)]});
t(function(){return B(1)+1});
t(function(){return +B(1)});
t(function(){return B(1.5)});
t(function(){return B('x')});
t(function(){return B(1)/B(0)});
t(function(){return B(1)>>>B(1)});
t(function(){return new BigInt(1)});
t(function(){var a=B(1);a++;++a;a--;var o={x:B(5)};o.x++;var r=o.x--;return [a+'',o.x+'',r+'']});
t(function(){return [B(0)?1:2,!B(0),B(1)&&3,''+B(12),'x'.concat(B(3)),[B(1),B(2)].join()]}) ;
t(function(){return [B.asUintN(8,B(257))+'',B.asIntN(8,B(255))+'',B.asUintN(64,B(-1))+'',B.asIntN(64,B('0x8000000000000000'))+'',B.asIntN(3,B(25))+'',B.asUintN(200,B(-1)).toString(16)]});
t(function(){var m=new Map();m.set(B(1),'a');return [m.get(B(1)),new Set([B(1),B(1)]).size,[B(1)].includes(B(1)),[B(1)].indexOf(B(1)),Object.is(B(0),B(0))]});
t(function(){return [Number(B(123)),parseInt(B(12)),Math.max.length,B(123456789).toLocaleString(),isNaN(Number(B('9007199254740993'))),Number(B('9007199254740993'))]});
t(function(){return Object(B(1))+B(1)+''});
t(function(){var s=B(1);for(var i=1;i<=100;i++)s=s*B(i);return s+''});
t(function(){var s=B(3);for(var i=0;i<12;i++)s=s*s;return [(s+'').length,(s+'').slice(0,20),(s+'').slice(-20),s/(s-B(1))+'',(s%B('1000000007'))+'']});
t(function(){return [B(2)>1,B(2)>B(1),2>=B(2),B(1)<1.5,B('10')<'9',B(1)==true,B(1)=='1',B(1)==B(1),'1'==B(1),null==B(0),B(1)!=2]});
t(function(){return JSON.stringify({a:B(1)})});
t(function(){return [Object.prototype.toString.call(B(1)),B(1).constructor===BigInt,B(5).toString()]});

// expect: ["3","bigint",true,true,true,"-3","-1"]
// expect: ["121932631137021795226185032733622923332237463801111263526900","1208925819614629174706175","-3","1267650600228229401496703205376","3","-5","-8","-6"]
// expect: ["1000000000001","1","100000000000000000000000000000000000000000000000000","2s"]
// expect: E TypeError: Cannot mix BigInt and other types, use explicit conversions
// expect: E TypeError: Cannot convert a BigInt value to a number
// expect: E RangeError: The number 1.5 cannot be converted to a BigInt because it is not an integer
// expect: E SyntaxError: Cannot convert x to a BigInt
// expect: E RangeError: Division by zero
// expect: E TypeError: BigInts have no unsigned right shift, use >> instead
// expect: E TypeError: BigInt is not a constructor
// expect: ["2","5","6"]
// expect: [2,true,3,"12","x3","1,2"]
// expect: ["1","-1","18446744073709551615","-9223372036854775808","1","ffffffffffffffffffffffffffffffffffffffffffffffffff"]
// expect: ["a",1,true,0,true]
// expect: [123,12,2,"123,456,789",false,9007199254740992]
// expect: 2
// expect: 93326215443944152681699238856266700490715968264381621468592963895217599993229915608941463976156518286253697920827223758251185210916864000000000000000000000000
// expect: [1955,"19438347051575930593","94944498425472696321","1","451694074"]
// expect: [true,true,true,true,false,true,true,true,true,false,true]
// expect: E TypeError: Do not know how to serialize a BigInt
// expect: ["[object BigInt]",true,"5"]
