import type { Block, BlockId, BlockType, Exit, FlowDocument } from "./document.ts";

/** A setting that differs: where it stands (`options.0.title.pt-BR`), before and after; undefined where it was or is not there. */
export interface SettingChange {
  path: string;
  before: unknown;
  after: unknown;
}

/** A block as it is told to people: by the name that it has in the newer version that has it. */
interface BlockNamed {
  block: BlockId;
  type: BlockType;
  name: string | null;
}

/** What changed from one version to another, so that a person can read it. */
export interface FlowDiff {
  added: readonly BlockNamed[];
  removed: readonly BlockNamed[];
  changed: readonly (BlockNamed & { settings: readonly SettingChange[] })[];
  rewired: readonly (BlockNamed & { exit: Exit; before: BlockId | null; after: BlockId | null })[];
  /** Of the flow as a whole: its beginning, starts, variables, words. */
  flow: readonly SettingChange[];
}

const MOST_DEPTH = 8;

/** The difference between two versions. Where blocks lie is no part of a document, so moving one changes nothing. Pure. */
export function diffFlows(before: FlowDocument, after: FlowDocument): FlowDiff {
  const [old, now] = [byId(before), byId(after)];
  const kept = after.blocks.filter(({ id }) => old.has(id)).map((block) => ({ block, was: old.get(block.id) as Block })); // it has it
  return {
    added: after.blocks.filter(({ id }) => !old.has(id)).map(named),
    removed: before.blocks.filter(({ id }) => !now.has(id)).map(named),
    changed: kept
      .map(({ block, was }) => ({ ...named(block), settings: settingsOf(was, block) }))
      .filter(({ settings }) => settings.length > 0),
    rewired: kept.flatMap(({ block, was }) => exitsOf(was, block)),
    flow: [
      ...changesOf({ ...before, blocks: [], variables: [] }, { ...after, blocks: [], variables: [] }, ""),
      ...variablesOf(before, after),
    ],
  };
}

/** Whether nothing that a run does differs. Pure. */
export const isSameFlow = ({ added, removed, changed, rewired, flow }: FlowDiff): boolean =>
  [added, removed, changed, rewired, flow].every((list) => list.length === 0);

const byId = ({ blocks }: FlowDocument): ReadonlyMap<BlockId, Block> => new Map(blocks.map((block) => [block.id, block]));
const named = ({ id, type, name }: Block): BlockNamed => ({ block: id, type, name: name ?? null });

function settingsOf(was: Block, block: Block): SettingChange[] {
  return changesOf({ ...was, exits: null }, { ...block, exits: null }, "");
}

function exitsOf(was: Block, block: Block): FlowDiff["rewired"] {
  const exits = new Set([...Object.keys(was.exits), ...Object.keys(block.exits)]);
  return [...exits]
    .map((exit) => ({ ...named(block), exit, before: target(was, exit), after: target(block, exit) }))
    .filter(({ before, after }) => before !== after);
}

const target = ({ exits }: Block, exit: Exit): BlockId | null => (Object.hasOwn(exits, exit) ? (exits[exit] as BlockId) : null);

/** By their names: a variable that moved in the list is the same. */
function variablesOf(before: FlowDocument, after: FlowDocument): SettingChange[] {
  const list = ({ variables }: FlowDocument) => Object.fromEntries(variables.map((variable) => [variable.name, variable]));
  return changesOf(list(before), list(after), "variables");
}

function changesOf(before: unknown, after: unknown, path: string, depth = 0): SettingChange[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (depth >= MOST_DEPTH || !isObject(before) || !isObject(after) || Array.isArray(before) !== Array.isArray(after))
    return [{ path, before, after }];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) => changesOf(own(before, key), own(after, key), path === "" ? key : `${path}.${key}`, depth + 1));
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;
const own = (value: Record<string, unknown>, key: string): unknown => (Object.hasOwn(value, key) ? value[key] : undefined);
