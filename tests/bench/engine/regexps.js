'use strict';
const text = 'GET /a/b/c.html?x=1&y=2 HTTP/1.1\nHost: example.org\nAccept: text/html,application/xml;q=0.9\n'.repeat(20);
let sum = 0;
for (let k = 0; k < 200; k++) {
  sum += text.match(/(\w+): (.*)/g).length;
  for (const m of text.matchAll(/(?<name>[\w-]+)=(?<value>\d+)/g)) sum += m.groups.value.length + m[1].length;
  sum += text.replace(/\d+/g, (d) => d * 2).length + text.replace(/[aeiou]/g, '_').length;
  sum += text.split(/\s+/).length;
  const re = /([a-z]+)\/([a-z]+)/g;
  for (let m; (m = re.exec(text)) !== null;) sum += m.index % 3;
  for (let i = 0; i < 100; i++) sum += /^\d{1,3}(\.\d+)?$/.test(i + '.5') ? 1 : 0;
}
console.log(sum);
