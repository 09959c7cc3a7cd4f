// Numbers as text, Math, conversions.
function t(f){try{var r=f();console.log(typeof r==='string'?r:JSON.stringify(r))}catch(e){console.log('E '+e.name+': '+e.message)}}
t(function(){return [(0.5).toFixed(0),(1.5).toFixed(0),(2.5).toFixed(0),(-2.5).toFixed(0),(1.005).toFixed(2),(1e21).toFixed(2),(123.456).toFixed(50),(0).toFixed(2),(-0).toFixed(1),(0.000001).toFixed(7),(9.5).toFixed(0),(99.5).toFixed(0),(1.45).toFixed(1),(8.345).toFixed(2),(-1.5).toFixed(0),(0.1).toFixed(20),(1000000000000000128).toFixed(0)]});
t(function(){return [(123456).toExponential(),(123456).toExponential(2),(0).toExponential(3),(0.00015).toExponential(),(1.25).toExponential(1),(9.95).toExponential(1),(99.5).toExponential(1),(9.5).toExponential(0),(-1.5e-9).toExponential(0),(1e21).toExponential()]});
t(function(){return [(123.456).toPrecision(4),(0.000123).toPrecision(2),(0.00000123).toPrecision(2),(1e21).toPrecision(3),(123456).toPrecision(2),(1.25).toPrecision(2),(0).toPrecision(5),(35).toPrecision(1),(5).toPrecision(1),(99.99).toPrecision(3),(-1.5).toPrecision(1),(100).toPrecision(3),(1).toPrecision(3),(123).toPrecision(21)]});
t(function(){return (1).toFixed(101)});
t(function(){return (1).toPrecision(0)});
t(function(){return [new Date(0)[Symbol.toPrimitive]('number'),parseInt.name,Number.parseFloat===parseFloat,Function.prototype[Symbol.hasInstance].call(Array,[])]});
t(function(){return [Object(Symbol.iterator)==Symbol.iterator,Symbol.prototype.toString.call(Symbol('x'))]});
t(function(){return [] instanceof Array && !({} instanceof Array) && (new Proxy([],{}) instanceof Array)});
t(function(){var B=Array.bind();return [] instanceof B});
t(function(){return ['-0x1','+0x1','-0b1','+0o7','0x1.8','0b1.','\u00a0-0XfF ','0x1f',' 0B11\n','0O17','0xe0b','-1e-3','+.5','-Infinity','0x','0b12','x.'].map(Number).join()+' '+['-0x1'==-1,isNaN('-0x1'),-'0x1',parseInt('-0x1'),parseFloat('-0x1'),Math.max('0x10','1')].join()});
t(function(){return [2,1.5,1].map(function(k){var n=k/Number.EPSILON-1;return Math.round(n)===n&&Math.round(-n)===-n})});

// expect: ["1","2","3","-3","1.00","1e+21","123.45600000000000306954461848363280296325683593750000","0.00","0.0","0.0000010","10","100","1.4","8.35","-2","0.10000000000000000555","1000000000000000128"]
// expect: ["1.23456e+5","1.23e+5","0.000e+0","1.5e-4","1.3e+0","9.9e+0","1.0e+2","1e+1","-1e-9","1e+21"]
// expect: ["123.5","0.00012","0.0000012","1.00e+21","1.2e+5","1.3","0.0000","4e+1","5","100","-2","100","1.00","123.000000000000000000"]
// expect: E RangeError: toFixed() digits argument must be between 0 and 100
// expect: E RangeError: toPrecision() argument must be between 1 and 100
// expect: [0,"parseInt",true,true]
// expect: [true,"Symbol(x)"]
// expect: true
// expect: true
// expect: NaN,NaN,NaN,NaN,NaN,NaN,NaN,31,3,15,3595,-0.001,0.5,-Infinity,NaN,NaN,NaN false,true,-1,-1,0,16
// expect: [true,true,true]
