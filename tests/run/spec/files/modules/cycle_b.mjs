import { a, hoisted } from './cycle_a.mjs';
export const b = 'b' + hoisted();
export const readA = () => a;
try { readA.early = a; } catch (e) { readA.early = e.name; }
