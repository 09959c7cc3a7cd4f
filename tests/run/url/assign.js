// What assigning to a part does; what cannot be is ignored (URL Standard, 6.1).
function set(href, name, values) {
  values.forEach(function (value) {
    var u = new URL(href);
    u[name] = value;
    console.log(name, JSON.stringify(value), u.href);
  });
}
var full = 'https://u:p@host:8080/a/b?c#d';
set(full, 'protocol', ['http', 'ftp:x', 'file', 'foo', '', 'HTTP:']);
set(full, 'username', ['', 'a b', 'ü:']);
set(full, 'password', ['', '@/']);
set(full, 'host', ['x', 'x:1', 'x:1/y', ':1', '', '[::1]:9', 'a b']);
set(full, 'hostname', ['x', 'x:1', '', '1.1']);
set(full, 'port', ['', '443', '80x', '70000']);
set(full, 'pathname', ['', 'x', '/x?y#z', '/../x', '\\x']);
set(full, 'search', ['', '?', 'x y', '?a=\'#']);
set(full, 'hash', ['', '#', 'x y', '#a`']);
set('file:///a', 'host', ['h', 'localhost', '', 'h:1']);
set('mailto:x', 'host', ['h']);
set('mailto:x', 'pathname', ['y']);
set('foo://h', 'pathname', ['', 'a']);
var u = new URL('http://h/');
try { u.href = 'nothing'; } catch (e) { console.log(e.code, e.input, u.href); }
u.href = 'http://k/?a=1';
console.log(u.host, u.searchParams.get('a'));
// expect: protocol "http" http://u:p@host:8080/a/b?c#d
// expect: protocol "ftp:x" ftp://u:p@host:8080/a/b?c#d
// expect: protocol "file" https://u:p@host:8080/a/b?c#d
// expect: protocol "foo" https://u:p@host:8080/a/b?c#d
// expect: protocol "" https://u:p@host:8080/a/b?c#d
// expect: protocol "HTTP:" http://u:p@host:8080/a/b?c#d
// expect: username "" https://:p@host:8080/a/b?c#d
// expect: username "a b" https://a%20b:p@host:8080/a/b?c#d
// expect: username "ü:" https://%C3%BC%3A:p@host:8080/a/b?c#d
// expect: password "" https://u@host:8080/a/b?c#d
// expect: password "@/" https://u:%40%2F@host:8080/a/b?c#d
// expect: host "x" https://u:p@x:8080/a/b?c#d
// expect: host "x:1" https://u:p@x:1/a/b?c#d
// expect: host "x:1/y" https://u:p@x:1/a/b?c#d
// expect: host ":1" https://u:p@host:8080/a/b?c#d
// expect: host "" https://u:p@host:8080/a/b?c#d
// expect: host "[::1]:9" https://u:p@[::1]:9/a/b?c#d
// expect: host "a b" https://u:p@host:8080/a/b?c#d
// expect: hostname "x" https://u:p@x:8080/a/b?c#d
// expect: hostname "x:1" https://u:p@host:8080/a/b?c#d
// expect: hostname "" https://u:p@host:8080/a/b?c#d
// expect: hostname "1.1" https://u:p@1.0.0.1:8080/a/b?c#d
// expect: port "" https://u:p@host/a/b?c#d
// expect: port "443" https://u:p@host/a/b?c#d
// expect: port "80x" https://u:p@host:80/a/b?c#d
// expect: port "70000" https://u:p@host:8080/a/b?c#d
// expect: pathname "" https://u:p@host:8080/?c#d
// expect: pathname "x" https://u:p@host:8080/x?c#d
// expect: pathname "/x?y#z" https://u:p@host:8080/x%3Fy%23z?c#d
// expect: pathname "/../x" https://u:p@host:8080/x?c#d
// expect: pathname "\\x" https://u:p@host:8080/x?c#d
// expect: search "" https://u:p@host:8080/a/b#d
// expect: search "?" https://u:p@host:8080/a/b?#d
// expect: search "x y" https://u:p@host:8080/a/b?x%20y#d
// expect: search "?a='#" https://u:p@host:8080/a/b?a=%27%23#d
// expect: hash "" https://u:p@host:8080/a/b?c
// expect: hash "#" https://u:p@host:8080/a/b?c#
// expect: hash "x y" https://u:p@host:8080/a/b?c#x%20y
// expect: hash "#a`" https://u:p@host:8080/a/b?c#a%60
// expect: host "h" file://h/a
// expect: host "localhost" file:///a
// expect: host "" file:///a
// expect: host "h:1" file:///a
// expect: host "h" mailto:x
// expect: pathname "y" mailto:x
// expect: pathname "" foo://h
// expect: pathname "a" foo://h/a
// expect: ERR_INVALID_URL nothing http://h/
// expect: k 1
