console.log('fast');
export const fast = 'at once';
