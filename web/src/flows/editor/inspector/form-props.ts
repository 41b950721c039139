import type { Block, BlockType } from "../../../../../flow/document.ts";

export type BlockOf<Type extends BlockType> = Extract<Block, { type: Type }>;

/** Settings that change; undefined takes one away. */
type Part<One> = { [Key in keyof One]?: One[Key] | undefined };

/** A form of one type of block. `mark` joins the letters of one field to one step back. */
export interface FormProps<One extends Block> {
  block: One;
  set: (part: Part<One>, mark?: string) => void;
}

/** The block with these settings; what is undefined is no longer there. Pure. */
export const withPart = (block: Block, part: object): Block =>
  Object.fromEntries(Object.entries({ ...block, ...part }).filter(([, value]) => value !== undefined)) as unknown as Block; // settings of its own type
