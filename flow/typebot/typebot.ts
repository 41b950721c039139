import { fold } from "../../rules/fold.ts";
import type { Block, BlockId, FlowDocument, FlowVariable, Language, Layout, Start } from "../document.ts";
import { emptyDocument, MOST_BLOCKS } from "../schema.ts";
import { blocksOf, type Targets } from "./blocks.ts";
import { type Import, type ImportNote, note, type Place } from "./import.ts";
import { isInput, silenceOf } from "./questions.ts";
import { type Export, isOn, itemOf, listOf, MOST_SOURCE_BLOCKS, readExport, type SourceBlock, textIn } from "./read-export.ts";
import { bubbleText } from "./texts.ts";

export type Imported =
  | { ok: true; name: string; document: FlowDocument; layout: Layout; report: readonly ImportNote[] }
  | { ok: false; problem: "not_a_typebot" | "too_many_blocks" };

/**
 * An export of Typebot (format 6, and 3 to 5 as far as they can be read) as a draft. Every block of the file is in the report: what it became, what
 * is other than it was, what is lost. No program of the file is ever run. One bad block refuses nothing. Pure, never throws.
 * @param language in which the file's words are.
 */
export function importTypebot(json: unknown, language: Language): Imported {
  const source = readExport(json);
  if (source === null) return { ok: false, problem: "not_a_typebot" };
  const count = source.groups.reduce((sum, { blocks }) => sum + blocks.length, 0);
  if (count > MOST_SOURCE_BLOCKS || count > MOST_BLOCKS) return { ok: false, problem: "too_many_blocks" };
  const { names, variables } = variablesOf(source);
  const drawn = drawnOf(source);
  const importing: Import = { source, language, names, variables, places: placesOf(source, drawn), notes: [] };
  noteWhole(importing);
  const made = drawn.map((one) => makeBlocks(importing, one, drawn));
  const blocks = made.flat().slice(0, MOST_BLOCKS);
  if (made.flat().length > MOST_BLOCKS) note(importing, null, "lost", "too_many_blocks", { most: MOST_BLOCKS });
  const document = {
    ...emptyDocument(language),
    first: firstOf(importing),
    blocks,
    variables: [...variables.values()],
    starts: startsOf(source),
    globalWords: globalWordsOf(importing),
  };
  return { ok: true, name: cleaned(source.name) || "Typebot", document, layout: layoutOf(drawn, made), report: importing.notes };
}

const cleaned = (name: string): string =>
  name
    .replaceAll(/[<>\p{Cc}]/gu, "")
    .trim()
    .slice(0, 120);

function variablesOf({ variables: theirs }: Export): { names: Map<string, string>; variables: Map<string, FlowVariable> } {
  const [names, variables] = [new Map<string, string>(), new Map<string, FlowVariable>()];
  for (const { id, name } of theirs.slice(0, 150)) {
    const plain =
      fold(name)
        .replaceAll(/[^a-z0-9]+/g, "_")
        .replaceAll(/^_+|_+$/g, "")
        .slice(0, 34) || "variavel";
    const base = /^[a-z]/.test(plain) ? plain : `v_${plain}`;
    let own = base;
    for (let number = 2; variables.has(own); number += 1) own = `${base}_${number}`;
    variables.set(own, { name: own, type: "text", ...(cleaned(name) === "" ? {} : { label: cleaned(name) }) });
    if (id !== "" && !names.has(id)) names.set(id, own);
    if (!names.has(name.trim())) names.set(name.trim(), own);
  }
  return { names, variables };
}

/** Their block with what it will be here. */
interface Drawn {
  block: SourceBlock;
  group: Export["groups"][number];
  id: BlockId;
  /** Words that stand right before a question become its words; the bubble has no block of its own then. */
  joined: "into_next" | "with_before" | null;
  row: number;
}

/** The start block of older files is no block. */
function drawnOf({ groups }: Export): Drawn[] {
  const taken = new Set<string>();
  return groups.flatMap((group) => {
    const blocks = group.blocks.filter(({ type }) => type !== "start");
    return blocks.map((block, row): Drawn => {
      const isJoined = (index: number) =>
        blocks[index]?.type === "text" && isInput(blocks[index + 1]?.type ?? "") && blocks[index]?.edge === null;
      return {
        block,
        group,
        id: freeId(block.id, taken),
        joined: isJoined(row) ? "into_next" : isJoined(row - 1) ? "with_before" : null,
        row,
      };
    });
  });
}

function freeId(wanted: string, taken: Set<string>): string {
  const base = /^[A-Za-z0-9_-]{1,30}$/.test(wanted) ? wanted : `b${taken.size + 1}`;
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}_${number}`;
  taken.add(id);
  return id;
}

/** What their ids of blocks and groups lead to; a bubble that was joined leads to its question. */
function placesOf({ groups }: Export, drawn: readonly Drawn[]): Map<string, BlockId> {
  const places = new Map<string, BlockId>();
  for (const [index, { block, id, joined }] of drawn.entries()) {
    const own = joined === "into_next" ? (drawn[index + 1]?.id ?? id) : id;
    if (!places.has(block.id)) places.set(block.id, own);
  }
  for (const group of groups) {
    const first = drawn.find((one) => one.group === group);
    const place = first === undefined ? undefined : places.get(first.block.id);
    if (place !== undefined && !places.has(group.id)) places.set(group.id, place);
  }
  return places;
}

function makeBlocks(importing: Import, one: Drawn, all: readonly Drawn[]): Block[] {
  const { block, group, id, joined } = one;
  const at = all.indexOf(one);
  const place: Place = { block, group: group.title, id, next: nextOf(importing, one, all[at + 1]), before: null };
  if (joined === "into_next") {
    note(importing, { ...place, id: all[at + 1]?.id ?? id }, "became", "text_joined");
    return [];
  }
  const bubble = joined === "with_before" ? all[at - 1] : undefined;
  const before = bubble === undefined ? null : bubbleText(importing, { ...place, block: bubble.block }) || null;
  const made = blocksOf(importing, { ...place, before }, targetsOf(importing, place));
  const name = cleaned(group.title);
  return one.row === 0 || (one.row === 1 && bubble !== undefined)
    ? made.map((own, index) => (index === 0 && name !== "" ? { ...own, name } : own))
    : made;
}

function nextOf(importing: Import, { block, group, id }: Drawn, following: Drawn | undefined): BlockId | null {
  const place: Place = { block, group: group.title, id, next: null, before: null };
  if (block.edge !== null) return edgeTarget(importing, place, block.edge);
  return following?.group === group ? (importing.places.get(following.block.id) ?? null) : null;
}

function edgeTarget(importing: Import, place: Place | null, edge: string): BlockId | null {
  const to = importing.source.edges.get(edge);
  const target = to === undefined ? undefined : (importing.places.get(to.blockId ?? "") ?? importing.places.get(to.groupId));
  if (target === undefined) note(importing, place, "lost", "edge_lost", { edge: edge.slice(0, 60) });
  return target ?? null;
}

function targetsOf(importing: Import, place: Place): Targets {
  const items = place.block.items.flatMap((item) => [item, ...listOf(item["paths"])]);
  const ways = items.map((item): [string, BlockId | null] => {
    const edge = textIn(item, "outgoingEdgeId");
    return [textIn(item, "id"), edge === "" ? null : edgeTarget(importing, place, edge)];
  });
  return new Map(ways);
}

/** Newer files have an event for it, older ones a block. */
function firstOf(importing: Import): BlockId | null {
  const { events, groups } = importing.source;
  const start = events.find((event) => textIn(event, "type") === "start");
  const edge =
    start === undefined
      ? groups.flatMap(({ blocks }) => blocks).find(({ type }) => type === "start")?.edge
      : textIn(start, "outgoingEdgeId");
  return edge === null || edge === undefined || edge === "" ? null : edgeTarget(importing, null, edge);
}

/** A command "menu" is our word of that name; other events have no twin. */
function globalWordsOf(importing: Import): FlowDocument["globalWords"] {
  const words = emptyDocument(importing.language).globalWords;
  let menuBlock: BlockId | null = null;
  for (const event of importing.source.events) {
    const [type, command] = [textIn(event, "type"), textIn(itemOf(event["options"]), "command")];
    if (type === "start") continue;
    const target = type === "command" && fold(command) === "menu" ? edgeTarget(importing, null, textIn(event, "outgoingEdgeId")) : null;
    if (target === null) note(importing, null, "lost", "event_lost", { type, command });
    else {
      menuBlock = target;
      note(importing, null, "became", "command_as_menu", { command });
    }
  }
  return menuBlock === null ? words : { ...words, menuBlock };
}

function startsOf({ settings }: Export): Start[] {
  const whatsApp = itemOf(settings["whatsApp"]);
  const comparisons = listOf(itemOf(whatsApp["startCondition"])["comparisons"]);
  const words = comparisons
    .filter((one) => ["Equal to", "Contains", "Starts with"].includes(textIn(one, "comparisonOperator")))
    .map((one) => textIn(one, "value").trim().slice(0, 200));
  const keywords = words.filter((word) => word !== "");
  if (keywords.length > 0)
    return [
      {
        on: "keyword",
        words: keywords.slice(0, 100),
        match: comparisons.some((one) => textIn(one, "comparisonOperator") === "Equal to") ? "whole" : "word",
      },
    ];
  return isOn(whatsApp, "isEnabled") ? [{ on: "any_message" }] : [];
}

function noteWhole(importing: Import): void {
  const { version } = importing.source;
  if (Number.parseFloat(version) > 6.1) note(importing, null, "changed", "newer_version", { version });
  const silence = silenceOf(importing);
  if (silence !== null) note(importing, null, "changed", "silence_from_expiry", { minutes: silence });
  for (const [name, { label }] of importing.variables)
    if (label !== undefined && label !== name) note(importing, null, "changed", "name_changed", { before: label, after: name });
}

const ROW = 170;

function layoutOf(drawn: readonly Drawn[], made: readonly Block[][]): Layout {
  const places = drawn.flatMap(({ group, row }, index) =>
    (made[index] ?? []).map(({ id }, helper): [string, { x: number; y: number }] => [
      id,
      { x: place(group.x) + helper * 40, y: place(group.y) + row * ROW + helper * 60 },
    ]),
  );
  return { blocks: Object.fromEntries(places), notes: [] };
}

const place = (at: number): number => Math.max(-1e6, Math.min(1e6, Math.round(at)));
