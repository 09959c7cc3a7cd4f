export let count = 0;
export function increment() { count++; }
const addTo = (n) => { count += n; };
export { addTo as add };
