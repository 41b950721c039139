/** Width of a block, as its sheet draws it. */
export const BLOCK_WIDTH = 186;
