export function thrower() { throw new Error('thrown'); }
export default thrower;
