export * from './names.mjs';
export * as names from './names.mjs';
export { default, up as raise } from './names.mjs';
export const count = 'own';
