export * from './names.mjs';
export * from './other.mjs';
