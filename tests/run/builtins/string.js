// String: padding, trimming, Unicode, case, search.
function t(f){try{var r=f();console.log(typeof r==='string'?r:JSON.stringify(r))}catch(e){console.log('E '+e.name+': '+e.message)}}
t(function(){return ['abc'.at(-1),'abc'.padStart(7,'xy'),'abc'.padEnd(8,'12'),'abc'.padStart(2),'a'.padStart(3,'')]});
t(function(){return ['\u00a0\ufeff x \u2003'.trim(),' x '.trimStart(),' x '.trimEnd()]});
t(function(){return ['\ud83d\ude00'.codePointAt(0),'\ud83d\ude00'.codePointAt(1),'a'.codePointAt(5)]});
t(function(){return ['e\u0301'.normalize()==='\u00e9','\u00e9'.normalize('NFD').length,'\ufb01'.normalize('NFKC'),'\uac00'.normalize('NFD').length,'a\ud800'.normalize()]});
t(function(){return 'a'.normalize('x')});
t(function(){return ['a'.localeCompare('b'),'b'.localeCompare('a'),'a'.localeCompare('A'),'\u00e9'.localeCompare('f'),'a'.localeCompare('a'),'o\u0308'.localeCompare('\u00f6')]});
t(function(){return ['\ud800'.isWellFormed(),'a\ud83d\ude00'.isWellFormed(),'a\ud800b'.toWellFormed()]});
t(function(){return ['\u0391\u03a3'.toLowerCase(),'\u03a3'.toLowerCase(),'stra\u00dfe'.toUpperCase(),'\ud801\udc00'.toLowerCase(),'\ud801\udc28'.toUpperCase(),'\u0130'.toLowerCase().length,'ABC'.toLowerCase()]});
t(function(){return String.raw({raw:['a','b','c']},1,2,3)});
t(function(){return 'x'.anchor('a"b')+'x'.big()});
t(function(){return ['abc'.includes('b'),'abc'.startsWith('b',1),'abc'.endsWith('b',2),'abc'.endsWith('abcd')]});
t(function(){return 'abc'.includes(/x/)});
t(function(){return String.prototype.at.call(null)});
t(function(){var s='\u00e9'.repeat(1000)+'abc'+'\ud83d\ude00'.repeat(500);var r=[];for(var i=0;i<s.length;i+=37)r.push(s.charCodeAt(i),s[i].length,s.charAt(i)===s[i]);return r.join()});
t(function(){return Array.from('a\ud83d\ude00b').length});
t(function(){return ['abc'.substring(2,0),'abc'.substr(-2,1),'abc'.slice(-2),'abcabc'.lastIndexOf('c',4),'abc'.indexOf('',10)]});
t(function(){return [String.fromCodePoint(0x1f600),String.fromCharCode(0xd83d,0xde00).length]});
t(function(){return Object.getOwnPropertyNames(String.prototype).sort().join()});
t(function(){return [String(Symbol('x')),Symbol('y').description,Symbol().description,Symbol.for('z').description,Symbol.keyFor(Symbol.for('q')),typeof Symbol.iterator]});

// expect: ["c","xyxyabc","abc12121","abc","a"]
// expect: ["x","x "," x"]
// expect: [128512,56832,null]
// expect: [true,2,"fi",2,"a\ud800"]
// expect: E RangeError: The normalization form should be one of NFC, NFD, NFKC, NFKD.
// expect: [-1,1,-1,-1,0,0]
// expect: [false,true,"a�b"]
// expect: ["ας","σ","STRASSE","𐐨","𐐀",2,"abc"]
// expect: a1b2c
// expect: <a name="a&quot;b">x</a><big>x</big>
// expect: [true,true,true,false]
// expect: E TypeError: First argument to String.prototype.includes must not be a regular expression
// expect: E TypeError: String.prototype.at called on null or undefined
// expect: 233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,233,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true,55357,1,true,56832,1,true
// expect: 3
// expect: ["ab","b","bc",2,3]
// expect: ["😀",2]
// expect: anchor,at,big,blink,bold,charAt,charCodeAt,codePointAt,concat,constructor,endsWith,fixed,fontcolor,fontsize,includes,indexOf,isWellFormed,italics,lastIndexOf,length,link,localeCompare,match,matchAll,normalize,padEnd,padStart,repeat,replace,replaceAll,search,slice,small,split,startsWith,strike,sub,substr,substring,sup,toLocaleLowerCase,toLocaleUpperCase,toLowerCase,toString,toUpperCase,toWellFormed,trim,trimEnd,trimLeft,trimRight,trimStart,valueOf
// expect: ["Symbol(x)","y",null,"z","q","symbol"]
