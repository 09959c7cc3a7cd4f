export const z = 26, a = 1;
const two = 2;
export { two as b };
export var later = 1;
export function f() { later = 2; }
export default function () { return 'from default'; }
export * from './more.mjs';
