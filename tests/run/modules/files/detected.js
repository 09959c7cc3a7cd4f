export const found = 'by syntax';
