#!/usr/bin/env node
export const arrow = () => {};
export class C { m() { return 'm'; } }
export function* gen() { yield 1; yield 2; }
export async function asyncF() { return 'async'; }
export const { x, list: [y, ...rest] } = { x: 1, list: [2, 3, 4] };
export var v = 'var';
let r = 'r', s = 'text';
export { r as renamed, s as 'a string' };
export * as ns from './more.mjs';
export { default as deflt } from './more.mjs';
import K from './klass.mjs';
export { K as def2 };
export default class {}
