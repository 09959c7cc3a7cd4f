export const value = await Promise.resolve(7);
export const order = globalThis.moduleOrder ??= [];
order.push('tla');
