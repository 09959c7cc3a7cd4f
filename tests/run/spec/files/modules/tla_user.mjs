import { value, order } from './tla.mjs';
order.push('user ' + value);
export { order };
