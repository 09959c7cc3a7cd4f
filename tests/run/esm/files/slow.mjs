import './fast.mjs';
console.log('slow begins');
await new Promise((resolve) => setTimeout(resolve, 1));
console.log('slow ends');
export const slow = 'done';
