import { count, increase } from './names.mjs';
import * as ns from './names.mjs';
export const errors = [];
for (const f of [() => { count = 1; }, () => { ns.count = 1; }, () => { delete ns.count; }, () => { ns.fresh = 1; }, () => Object.defineProperty(ns, 'count', { value: 5 })])
  try { f(); errors.push('none'); } catch (e) { errors.push(e.name); }
increase();
export const after = count;
