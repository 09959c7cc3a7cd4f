import { a, value } from './cycle_a.mjs';
export const b = 'b', seen = 42;
console.log('b sees', typeof a, a(), 'of', a.name);
try {
  console.log(value);
} catch (err) {
  console.log(err.message);
}
export const later = () => value;
