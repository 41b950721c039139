import type { TObject } from "typebox";
import type { RoomBlock as BlockFacts } from "../../../../flow/block-types.ts";
import type { EffectResult, RoomAnswer } from "../../../../flow/run.ts";
import type { Ctx, Tx } from "../../platform/index.ts";

/** What a block of a room is asked, with its settings checked and their variables written out. */
interface BlockAsked {
  ctx: Ctx;
  conversationId: string;
  contactId: string;
  runId: string;
  /** The same for every try of one effect: what is done twice is known by it. */
  effectId: string;
  settings: Readonly<Record<string, unknown>>;
  /** What the contact answered, where the block had asked (`asks` of its result). */
  heard?: RoomAnswer;
}

/**
 * A kind of block of flows that a room has. It stands here, below the rooms that offer blocks and below the flows that run them. `run` acts in the transaction of the step, so it happens once. `think` may take long and holds no
 * transaction; it may run again after a crash. A result with `asks` keeps the run at the block: it is asked again with what was `heard`.
 */
export type RoomBlock = Omit<BlockFacts, "settings"> & { settings: TObject } & (
    | { run(tx: Tx, asked: BlockAsked): Promise<EffectResult>; think?: never }
    | { think(asked: BlockAsked): Promise<EffectResult>; run?: never }
  );

export interface BlockOffer {
  offer: "block";
  block: RoomBlock;
}

/**
 * A room's offer of a kind of block.
 * @public
 */
export const block = (one: RoomBlock): BlockOffer => ({ offer: "block", block: one });

/** What an editor and the linter know of it. */
export const factsOfBlock = ({ id, group, label, description, icon, settings, defaults, exits, asks = false }: RoomBlock) => ({
  id,
  group,
  label,
  description,
  icon,
  settings: settings as unknown as Record<string, unknown>, // a schema is plain JSON
  defaults,
  exits,
  asks,
});
