import type { Block, BlockId } from "../document.ts";
import { type Import, inOwn, note, onwards, type Place, variableNamed } from "./import.ts";
import { conditionBlocks, setVariableBlock } from "./logic.ts";
import { isInput, questionBlock } from "./questions.ts";
import { type Item, itemOf, listOf, numberIn, textIn } from "./read-export.ts";
import { bubbleText, template } from "./texts.ts";

/** Where the items of a block lead, by the items' ids. */
export type Targets = ReadonlyMap<string, BlockId | null>;

/** One of their blocks as blocks of ours, the first of them with the id of its place. What has no twin stands as a block that cannot be published. */
export function blocksOf(importing: Import, place: Place, targets: Targets): Block[] {
  const { type } = place.block;
  if (isInput(type)) return [questionBlock(importing, place, targets)];
  if (type === "Condition") return named(importing, place, conditionBlocks(importing, place, targets));
  if (type === "Set variable") return [setVariableBlock(importing, place)];
  if (["Webhook", "Zapier", "Make.com", "Pabbly"].includes(type)) return [requestBlock(importing, place)];
  const made = simple(importing, place, targets);
  return [made ?? unsupported(importing, place)];
}

function named(importing: Import, place: Place, blocks: Block[]): Block[] {
  note(importing, place, "became", "same");
  return blocks;
}

function simple(importing: Import, place: Place, targets: Targets): Block | null {
  const { block, id, next } = place;
  const { options } = block;
  switch (block.type) {
    case "text":
      note(importing, place, "became", "same");
      return { id, type: "say_text", text: inOwn(importing, bubbleText(importing, place)), exits: onwards(next) };
    case "image":
    case "video":
    case "audio":
    case "embed":
      return link(importing, place, textIn(block.content, "url"), "media_as_link");
    case "Redirect":
      return link(importing, place, textIn(options, "url"), "link_as_text");
    case "Wait":
      return waitBlock(importing, place);
    case "Jump":
      return jumpBlock(importing, place);
    case "AB test":
      return splitBlock(importing, place, targets);
    case "Return":
      note(importing, place, "changed", "return_ends");
      return { id, type: "end", exits: {} };
    case "Typebot link":
      return linkToFlow(importing, place);
    case "Chatwoot":
      note(importing, place, "became", "same");
      return { id, type: "hand_over", to: "person", toId: null, exits: {} };
    case "Google Analytics":
    case "Pixel":
      note(importing, place, "lost", "no_effect_in_chat");
      return next === null ? { id, type: "end", exits: {} } : { id, type: "jump", to: next, exits: {} };
    default:
      return null;
  }
}

function link(importing: Import, place: Place, url: string, code: "media_as_link" | "link_as_text"): Block {
  const text = template(importing, place, url);
  note(importing, place, "changed", code, { url: text.slice(0, 300) });
  return { id: place.id, type: "say_text", text: inOwn(importing, text), exits: onwards(place.next) };
}

function waitBlock(importing: Import, place: Place): Block {
  const seconds = numberIn(place.block.options, "secondsToWaitFor");
  const amount = Math.min(100_000, Math.max(1, Math.round(seconds ?? 1)));
  note(importing, place, amount === seconds ? "became" : "changed", amount === seconds ? "same" : "wait_rounded", { seconds: amount });
  return { id: place.id, type: "wait", amount, unit: "seconds", exits: onwards(place.next) };
}

function jumpBlock(importing: Import, place: Place): Block {
  const { options } = place.block;
  const to =
    importing.places.get(textIn(options, "blockId") || textIn(options, "groupId")) ?? importing.places.get(textIn(options, "groupId"));
  note(importing, place, to === undefined ? "lost" : "became", to === undefined ? "edge_lost" : "same");
  return { id: place.id, type: "jump", to: to ?? "", exits: {} };
}

function splitBlock(importing: Import, place: Place, targets: Targets): Block {
  const percent = Math.min(99, Math.max(1, numberIn(place.block.options, "aPercent") ?? 50));
  const exits: Record<string, BlockId> = {};
  for (const item of place.block.items) {
    const target = targets.get(textIn(item, "id"));
    if (target !== null && target !== undefined) exits[`a:${textIn(item, "path") === "b" ? "b" : "a"}`] = target;
  }
  note(importing, place, "became", "same");
  return {
    id: place.id,
    type: "split",
    ways: [
      { id: "a", name: "A", weight: percent },
      { id: "b", name: "B", weight: 100 - percent },
    ],
    exits,
  };
}

/** Of this file: a jump. Of another: which of our flows it is, somebody has to say. */
function linkToFlow(importing: Import, place: Place): Block {
  const { options } = place.block;
  if (textIn(options, "typebotId") === "current") return jumpBlock(importing, place);
  note(importing, place, "changed", "to_another_flow", { flow: textIn(options, "typebotId") });
  return { id: place.id, type: "sub_flow", flowId: "", inputs: {}, outputs: {}, exits: onwards(place.next) };
}

function unsupported(importing: Import, place: Place): Block {
  const type = place.block.type.slice(0, 60) || "?";
  note(importing, place, "lost", "not_supported", { type });
  return { id: place.id, type: "room", block: `imported.${type}`, settings: {}, exits: onwards(place.next) };
}

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** Their failing call goes on with its variables unset: so does ours. Credentials never come along. */
function requestBlock(importing: Import, place: Place): Block {
  const { options } = place.block;
  const webhook = itemOf(options["webhook"]);
  const query = pairs(webhook["queryParams"]).map(({ name, value }) => `${encodeURIComponent(name)}=${template(importing, place, value)}`);
  const address = template(importing, place, textIn(webhook, "url"));
  const body = template(importing, place, textIn(webhook, "body"));
  if (textIn(options, "credentialsId") !== "" || textIn(options, "proxyCredentialsId") !== "")
    note(importing, place, "lost", "credentials_to_connect");
  if (place.next !== null) note(importing, place, "changed", "failure_goes_on");
  note(importing, place, "became", "same");
  return {
    id: place.id,
    type: "http",
    method: METHODS.find((method) => method === textIn(webhook, "method")) ?? "POST",
    url: query.length === 0 ? address : `${address}${address.includes("?") ? "&" : "?"}${query.join("&")}`,
    headers: pairs(webhook["headers"])
      .map(({ name, value }) => ({ name: name.slice(0, 100), value: template(importing, place, value) }))
      .slice(0, 30),
    ...(body === "" ? {} : { body }),
    timeoutSeconds: Math.min(120, Math.max(1, Math.round(numberIn(options, "timeout") ?? 10))),
    retries: 0,
    mapping: mappingOf(importing, place),
    exits: place.next === null ? {} : { next: place.next, failed: place.next },
  };
}

const pairs = (list: unknown) =>
  listOf(list)
    .map((pair: Item) => ({ name: textIn(pair, "key"), value: textIn(pair, "value") }))
    .filter(({ name }) => name !== "");

function mappingOf(importing: Import, place: Place): { path: string; variable: string }[] {
  return listOf(place.block.options["responseVariableMapping"]).flatMap((mapping) => {
    const variable = variableNamed(importing, place, textIn(mapping, "variableId"));
    const path = ownPath(textIn(mapping, "bodyPath"));
    if (path === null) note(importing, place, "lost", "mapping_lost", { path: textIn(mapping, "bodyPath").slice(0, 200) });
    return variable === null || path === null ? [] : [{ path, variable }];
  });
}

/** `data.items[0].id` is `items.0.id`; a program is none. */
function ownPath(path: string): string | null {
  const trimmed = path.trim();
  if (trimmed === "statusCode") return "$status";
  const plain = trimmed.replaceAll(/\[['"]?([\w-]+)['"]?\]/g, ".$1");
  return /^data(\.[\w-]+)*$/.test(plain) ? plain.replace(/^data\.?/, "") : null;
}
