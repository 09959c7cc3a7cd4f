import { b, seen, later } from './cycle_b.mjs';
export function a() { return 'a'; }
export const value = 1;
console.log('a sees', b, 'and', seen);
console.log('later', later());
