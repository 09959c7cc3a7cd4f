// Array: every method, holes, species, sorting.
function t(f){try{var r=f();console.log(typeof r==='string'?r:JSON.stringify(r))}catch(e){console.log('E '+e.message)}}
t(function(){return Array.from('a\u{1F600}b'.length?[1,2,3]:0,function(x){return x*2})});
t(function(){return Array.of(1,2,3)});
t(function(){return [1,2,3].at(-1)});
t(function(){var a=[5,1,4];a.sort();return a});
t(function(){return [3,undefined,1,,2].sort()});
t(function(){return [10,9,1,2,33,4,5,6,7,8,12,11,22,44,55,3].sort(function(a,b){return a-b})});
t(function(){return [10,9,1,2,33,4,5,6,7,8,12,11,22,44,55,3].sort(function(a,b){return b-a})});
t(function(){return [10,9,1,2,33,4,5,6,7,8,12,11,22,44,55,3].sort()});
t(function(){var a=[];for(var i=0;i<100;i++)a.push({k:i%7,i:i});a.sort(function(x,y){return x.k<y.k?-1:x.k>y.k?1:0});return a.map(function(o){return o.k+':'+o.i}).join()});
t(function(){var a=[1,2,3,4,5];return [a.splice(1,2,'x','y','z'),a]});
t(function(){var a=[1,2,3,4,5];return [a.splice(-2),a]});
t(function(){var a=[1,2,3];a.unshift(0);a.shift();a.shift();return a});
t(function(){return [1,[2,[3,[4]]]].flat(Infinity)});
t(function(){return [1,2].flatMap(function(x){return [x,[x]]})});
t(function(){return [1,2].concat(3,[4,[5]])});
t(function(){var a=[1];a.push(a);return String(a)});
t(function(){return [1,,3].join('-')});
t(function(){return [NaN].includes(NaN)+' '+[NaN].indexOf(NaN)+' '+[1,2,1].lastIndexOf(1)});
t(function(){return [1,2,3].with(1,9).concat([1,2,3].toReversed(),[3,1].toSorted(),[1,2,3].toSpliced(1,1,'q'))});
t(function(){return [1,2,3,4,5].copyWithin(0,3)});
t(function(){return new Array(3).fill(0)});
t(function(){return [1,2,3].reduceRight(function(a,b){return a+'-'+b})});
t(function(){return [].reduce(function(){})});
t(function(){return [1,2].map(3)});
t(function(){return Array.prototype.map.call(null)});
t(function(){return new Array(-1)});
t(function(){return [].with(1,1)});
t(function(){return Object.getOwnPropertyNames(Array.prototype).sort().join()});
t(function(){return [1,,3].map(function(x){return x}).hasOwnProperty(1)});
t(function(){return Array.from({length:2,0:'a',1:'b'})});
t(function(){return Array.from(new Set([1,2,2]))});
t(function(){var o={length:2,0:'a',1:'b'};Array.prototype.push.call(o,'c');return o});
t(function(){return [1,2,3].reverse()});
t(function(){return [,1].reverse().hasOwnProperty(1)});
t(function(){return [1,2,3,4].findLast(function(x){return x%2})});
t(function(){return [3,2,1].sort(5)});
t(function(){return [Array.length,Array.name,Array.prototype.constructor===Array,Array.from.length,Array.prototype.push.length]});

// expect: [2,4,6]
// expect: [1,2,3]
// expect: 3
// expect: [1,4,5]
// expect: [1,2,3,null,null]
// expect: [1,2,3,4,5,6,7,8,9,10,11,12,22,33,44,55]
// expect: [55,44,33,22,12,11,10,9,8,7,6,5,4,3,2,1]
// expect: [1,10,11,12,2,22,3,33,4,44,5,55,6,7,8,9]
// expect: 0:0,0:7,0:14,0:21,0:28,0:35,0:42,0:49,0:56,0:63,0:70,0:77,0:84,0:91,0:98,1:1,1:8,1:15,1:22,1:29,1:36,1:43,1:50,1:57,1:64,1:71,1:78,1:85,1:92,1:99,2:2,2:9,2:16,2:23,2:30,2:37,2:44,2:51,2:58,2:65,2:72,2:79,2:86,2:93,3:3,3:10,3:17,3:24,3:31,3:38,3:45,3:52,3:59,3:66,3:73,3:80,3:87,3:94,4:4,4:11,4:18,4:25,4:32,4:39,4:46,4:53,4:60,4:67,4:74,4:81,4:88,4:95,5:5,5:12,5:19,5:26,5:33,5:40,5:47,5:54,5:61,5:68,5:75,5:82,5:89,5:96,6:6,6:13,6:20,6:27,6:34,6:41,6:48,6:55,6:62,6:69,6:76,6:83,6:90,6:97
// expect: [[2,3],[1,"x","y","z",4,5]]
// expect: [[4,5],[1,2,3]]
// expect: [2,3]
// expect: [1,2,3,4]
// expect: [1,[1],2,[2]]
// expect: [1,2,3,4,[5]]
// expect: 1,
// expect: 1--3
// expect: true -1 2
// expect: [1,9,3,3,2,1,1,3,1,"q",3]
// expect: [4,5,3,4,5]
// expect: [0,0,0]
// expect: 3-2-1
// expect: E Reduce of empty array with no initial value
// expect: E 3 is not a function
// expect: E Array.prototype.map called on null or undefined
// expect: E Invalid array length
// expect: E Invalid index : 1
// expect: at,concat,constructor,copyWithin,entries,every,fill,filter,find,findIndex,findLast,findLastIndex,flat,flatMap,forEach,includes,indexOf,join,keys,lastIndexOf,length,map,pop,push,reduce,reduceRight,reverse,shift,slice,some,sort,splice,toLocaleString,toReversed,toSorted,toSpliced,toString,unshift,values,with
// expect: false
// expect: ["a","b"]
// expect: [1,2]
// expect: {"0":"a","1":"b","2":"c","length":3}
// expect: [3,2,1]
// expect: false
// expect: 3
// expect: E The comparison function must be either a function or undefined
// expect: [1,"Array",true,1,1]
