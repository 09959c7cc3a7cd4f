import { b, readA } from './cycle_b.mjs';
export let a = 'a' + b;
export const early = readA.early;
export function hoisted() { return 'hoisted'; }
export const late = readA();
