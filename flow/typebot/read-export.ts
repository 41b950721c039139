/** What is read of an export of Typebot, whatever its version: every field may be missing, of another type, or lead nowhere. */
export interface Export {
  name: string;
  version: string;
  events: readonly Item[];
  groups: readonly { id: string; title: string; x: number; y: number; blocks: readonly SourceBlock[] }[];
  edges: ReadonlyMap<string, { groupId: string; blockId: string | null }>;
  variables: readonly { id: string; name: string }[];
  settings: Item;
}

export type Item = Readonly<Record<string, unknown>>;

export interface SourceBlock {
  id: string;
  type: string;
  edge: string | null;
  options: Item;
  content: Item;
  items: readonly Item[];
}

export const MOST_SOURCE_BLOCKS = 5000;

/** Null: it is no export of Typebot. Older ones say `steps` and `stepId` where newer ones say `blocks` and `blockId`. Pure. */
export function readExport(json: unknown): Export | null {
  const whole = itemOf(json);
  const groups = listOf(whole["groups"] ?? whole["blocks"]);
  if (!Array.isArray(whole["groups"] ?? whole["blocks"]) || !Array.isArray(whole["edges"])) return null;
  const read = groups.map(readGroup);
  return {
    name: textIn(whole, "name") || "Typebot",
    version: textIn(whole, "version") || "3",
    events: listOf(whole["events"]),
    groups: read,
    edges: new Map(listOf(whole["edges"]).map((edge) => [textIn(edge, "id"), readTarget(itemOf(edge["to"]))])),
    variables: listOf(whole["variables"]).map((variable) => ({ id: textIn(variable, "id"), name: textIn(variable, "name") })),
    settings: itemOf(whole["settings"]),
  };
}

function readGroup(group: Item): Export["groups"][number] {
  const place = itemOf(group["graphCoordinates"]);
  const blocks = listOf(group["blocks"] ?? group["steps"]).map((block) => ({
    id: textIn(block, "id"),
    type: textIn(block, "type"),
    edge: textIn(block, "outgoingEdgeId") || null,
    options: itemOf(block["options"]),
    content: itemOf(block["content"]),
    items: listOf(block["items"]),
  }));
  return { id: textIn(group, "id"), title: textIn(group, "title"), x: numberIn(place, "x") ?? 0, y: numberIn(place, "y") ?? 0, blocks };
}

/** Where older files say `blockId` and `stepId`, the first is what newer ones call a group. */
function readTarget(to: Item): { groupId: string; blockId: string | null } {
  const isOld = !Object.hasOwn(to, "groupId");
  return { groupId: textIn(to, isOld ? "blockId" : "groupId"), blockId: textIn(to, isOld ? "stepId" : "blockId") || null };
}

export const itemOf = (value: unknown): Item =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Item) : {};
export const listOf = (value: unknown): Item[] => (Array.isArray(value) ? value.map(itemOf) : []);
/** A text or a number as text; anything else is none. */
export function textIn(item: Item, key: string): string {
  const value = Object.hasOwn(item, key) ? item[key] : undefined;
  return typeof value === "string" ? value : typeof value === "number" ? String(value) : "";
}
export function numberIn(item: Item, key: string): number | null {
  const text = textIn(item, key);
  return text !== "" && Number.isFinite(Number(text)) ? Number(text) : null;
}
export const isOn = (item: Item, key: string): boolean => Object.hasOwn(item, key) && item[key] === true;
