var got = 0;
function listener(name, number) {
  console.log(name, number, ++got);
  if (got === 2) {
    process.removeListener('SIGUSR2', listener);
    clearInterval(keep);
  } else {
    process.kill(process.pid, 'SIGUSR2');
  }
}
var keep = setInterval(function () {}, 50);
process.on('SIGUSR2', listener);
process.kill(process.pid, 'SIGUSR2');
// expect: SIGUSR2 12 1
// expect: SIGUSR2 12 2
