export let count = 0;
export const increase = () => { count++; };
export default function () { return 'default'; }
export { count as 'a string', increase as up };
export class K {}
export function f() { return this; }
var hidden = 1;
export { hidden as shown };
