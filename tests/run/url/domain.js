// Domains outside ASCII as UTS 46 has them, without the rules of IDNA 2008 (URL Standard, 3.3).
var url = require('url');
[
  '☕.example', 'faß.de', 'xn--ls8h.la', '日本語。jp', 'a\u00ADb.de', 'xn--a', 'Ａ.com',
  'ab--c.com', '-a.com', '\u0644\u200Da.com', '💩.la', 'İ.com', '1.2.3.４', '％41.com', 'a\u2260b.com'
].forEach(function (host) {
  var parsed;
  try {
    parsed = new URL('https://' + host + '/').host;
  } catch (e) {
    parsed = e.code;
  }
  console.log([host, parsed, url.domainToUnicode(host), url.domainToASCII(host)].map(escape).join(' '));
});
// expect: %u2615.example xn--53h.example %u2615.example xn--53h.example
// expect: fa%DF.de xn--fa-hia.de fa%DF.de xn--fa-hia.de
// expect: xn--ls8h.la xn--ls8h.la %uD83D%uDCA9.la xn--ls8h.la
// expect: %u65E5%u672C%u8A9E%u3002jp xn--wgv71a119e.jp %u65E5%u672C%u8A9E.jp xn--wgv71a119e.jp
// expect: a%ADb.de ab.de ab.de ab.de
// expect: xn--a ERR_INVALID_URL  
// expect: %uFF21.com a.com a.com a.com
// expect: ab--c.com ab--c.com ab--c.com ab--c.com
// expect: -a.com -a.com -a.com -a.com
// expect: %u0644%u200Da.com ERR_INVALID_URL  
// expect: %uD83D%uDCA9.la xn--ls8h.la %uD83D%uDCA9.la xn--ls8h.la
// expect: %u0130.com xn--i-9bb.com i%u0307.com xn--i-9bb.com
// expect: 1.2.3.%uFF14 1.2.3.4 1.2.3.4 1.2.3.4
// expect: %uFF0541.com ERR_INVALID_URL  
// expect: a%u2260b.com xn--ab-miv.com a%u2260b.com xn--ab-miv.com
