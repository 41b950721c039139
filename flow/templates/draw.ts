import { newSettings } from "../block-types.ts";
import type { Block, BlockSettings, BlockType, FlowDocument, Language, Layout, LocalText } from "../document.ts";
import { emptyDocument } from "../schema.ts";

/** A text in both Portugueses; one that is the same in both is written once. */
export function words(portugal: string, brazil: string = portugal): LocalText {
  return { "pt-PT": portugal, "pt-BR": brazil };
}

/** A block with what is usual for its type, and what this one has of its own. */
export function draw<Type extends BlockType>(id: string, type: Type, own: Own<Type>, exits: Readonly<Record<string, string>>): Block {
  return { ...newSettings(type, "pt-PT"), ...own, id, exits } as Block; // the settings are of this type
}
type Own<Type extends BlockType> = Partial<Omit<OfType<BlockSettings, Type>, "type">> & { name?: string };
/** Several types stand in one member of the union. */
type OfType<One, Type> = One extends { type: infer Types } ? (Type extends Types ? One : never) : never;

/** Blocks as a document whose first block is the first of them. */
export function documentOf(language: Language, blocks: readonly Block[], more: Partial<FlowDocument>): FlowDocument {
  return { ...emptyDocument(language), first: blocks[0]?.id ?? null, blocks, ...more };
}

const [ACROSS, DOWN, A_COLUMN] = [320, 220, 5];

/** From left to right in columns, in the order in which the blocks stand: "tidy up" of the editor does better, this is where it begins. */
export function layoutOf({ blocks }: FlowDocument): Layout {
  const places = blocks.map(({ id }, index) => [id, { x: Math.floor(index / A_COLUMN) * ACROSS, y: (index % A_COLUMN) * DOWN }]);
  return { blocks: Object.fromEntries(places), notes: [] };
}
