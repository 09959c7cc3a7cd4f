export const self = this;
export const isStrict = (function () { return this; })() === undefined;
export const url = import.meta.url;
export const metaProto = Object.getPrototypeOf(import.meta);
export const indirect = (0, eval)('typeof isStrict');
