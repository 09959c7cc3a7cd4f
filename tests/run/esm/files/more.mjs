export const Zed = 3;
export const a = 'hidden by the one that names it itself';
export default 'not passed on by a star';
