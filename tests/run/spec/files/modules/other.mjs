export const shown = 2, more = 3;
