import { newSettings } from "../block-types.ts";
import type { Block, BlockType, Option } from "../document.ts";
import { questionOf } from "../question-words.ts";
import { declare, type Import, inOwn, note, onwards, type Place, variableNamed } from "./import.ts";
import { type Item, isOn, itemOf, listOf, numberIn, textIn } from "./read-export.ts";
import { labelOf, template } from "./texts.ts";

/** They ask again without end; here a person helps after so many times. */
const ATTEMPTS = 5;
const MOST_OPTIONS = 50;

const TYPES: Readonly<Record<string, BlockType>> = {
  "text input": "ask_text",
  "number input": "ask_number",
  "email input": "ask_email",
  "url input": "ask_text",
  "date input": "ask_date",
  "time input": "ask_text",
  "phone number input": "ask_phone",
  "choice input": "ask_choice",
  "picture choice input": "ask_choice",
  "rating input": "ask_rating",
  "file input": "ask_file",
  cards: "ask_choice",
};

export const isInput = (type: string): boolean => Object.hasOwn(TYPES, type);

/** One of their inputs as a question of ours, with the words that stood before it. */
export function questionBlock(importing: Import, place: Place, targets: ReadonlyMap<string, string | null>): Block {
  const type = TYPES[place.block.type] as BlockType; // asked by `isInput`
  const variable = variableNamed(importing, place, textIn(place.block.options, "variableId"));
  const base = {
    ...newSettings(type, importing.language),
    text: wordsOf(importing, place, type),
    attempts: ATTEMPTS,
    silenceMinutes: silenceOf(importing),
    ...retryOf(importing, place),
  };
  const own = { ...settingsOf(importing, place, variable), ...(variable === null ? {} : { variable }) };
  note(importing, place, "changed", "attempts_limited", { attempts: ATTEMPTS });
  return { ...base, ...own, id: place.id, exits: exitsOf(place, targets) } as Block; // the settings are those of its type
}

function wordsOf(importing: Import, place: Place, type: BlockType): Readonly<Record<string, string>> {
  if (place.before !== null) return inOwn(importing, place.before) as Record<string, string>; // of one language
  note(importing, place, "changed", "question_added");
  const usual = Object.values(questionOf(type, importing.language))[0];
  return inOwn(importing, labelOf(place.block, "placeholder") || (usual ?? "…")) as Record<string, string>;
}

/** The time after which they forget a session; here a run without an answer ends by then. */
export function silenceOf({ source }: Import): number | null {
  const hours = numberIn(itemOf(source.settings["whatsApp"]), "sessionExpiryTimeout");
  return hours === null || hours <= 0 ? null : Math.max(1, Math.round(hours * 60));
}

function retryOf(importing: Import, place: Place): { retry?: Readonly<Record<string, string>> } {
  const general = itemOf(itemOf(importing.source.settings["general"])["systemMessages"]);
  const words = textIn(place.block.options, "retryMessageContent") || textIn(general, "invalidMessage");
  return words === "" ? {} : { retry: inOwn(importing, template(importing, place, words)) as Record<string, string> };
}

function exitsOf(place: Place, targets: ReadonlyMap<string, string | null>): Block["exits"] {
  const exits: Record<string, string> = { ...onwards(place.next) };
  for (const [index, item] of optionItems(place).entries()) {
    const target = targets.get(textIn(item, "id"));
    if (target !== null && target !== undefined) exits[`choice:o${index + 1}`] = target;
  }
  return exits;
}

/** Of cards the ways of each are what can be chosen. */
function optionItems({ block }: Place): Item[] {
  if (block.type !== "cards")
    return ["choice input", "picture choice input"].includes(block.type) ? block.items.slice(0, MOST_OPTIONS) : [];
  const paths = block.items.flatMap((card) =>
    listOf(card["paths"]).map((path) => ({
      ...path,
      content: [textIn(card, "title"), textIn(path, "text")].filter((text) => text !== "").join(": "),
    })),
  );
  return paths.slice(0, MOST_OPTIONS);
}

function settingsOf(importing: Import, place: Place, variable: string | null): object {
  const { type, options } = place.block;
  switch (type) {
    case "number input":
      declare(importing, variable, "number");
      return bounds(numberIn(options, "min"), numberIn(options, "max"));
    case "url input":
      note(importing, place, "changed", "format_checked_by_pattern");
      return { pattern: "^https?://\\S+$" };
    case "time input":
      note(importing, place, "changed", "format_checked_by_pattern");
      return { pattern: "^\\d{1,2}([:h]\\d{2})?h?$" };
    case "date input":
      declare(importing, variable, "date");
      return { withTime: isOn(options, "hasTime") };
    case "phone number input":
      return { country: phoneCountry(textIn(options, "defaultCountryCode")) };
    case "rating input":
      declare(importing, variable, "number");
      return rating(importing, place);
    case "file input":
      declare(importing, variable, isOn(options, "isMultipleAllowed") ? "list" : "file");
      return { kinds: kindsOf(options), mostMegabytes: Math.min(100, numberIn(options, "sizeLimit") ?? 16) };
    case "choice input":
    case "picture choice input":
    case "cards":
      return choice(importing, place);
    default:
      return {};
  }
}

const bounds = (least: number | null, most: number | null) => ({
  ...(least === null ? {} : { least }),
  ...(most === null ? {} : { most }),
});
const phoneCountry = (code: string): "PT" | "BR" | null => (code === "PT" || code === "BR" ? code : null);

function rating(importing: Import, place: Place): { least: number; most: number } {
  const [least, most] = [numberIn(place.block.options, "startsAt") ?? 1, numberIn(place.block.options, "length") ?? 10];
  const kept = { least: Math.min(9, Math.max(0, Math.trunc(least))), most: Math.min(10, Math.max(1, Math.trunc(most))) };
  if (kept.least !== least || kept.most !== most) note(importing, place, "changed", "rating_range_cut", kept);
  return kept;
}

function kindsOf(options: Item): ("image" | "video" | "audio" | "document")[] {
  const allowed = itemOf(options["allowedFileTypes"]);
  const types = Array.isArray(allowed["types"]) && isOn(allowed, "isEnabled") ? allowed["types"].map(String) : [];
  if (types.length === 0) return ["image", "document", "video", "audio"];
  const kinds = types.map((type) =>
    /image|\.?(jpe?g|png|webp|heic|gif)$/i.test(type)
      ? "image"
      : /video|mp4|mov/i.test(type)
        ? "video"
        : /audio|mp3|ogg|wav/i.test(type)
          ? "audio"
          : "document",
  );
  return [...new Set(kinds)];
}

function choice(importing: Import, place: Place): object {
  const { options } = place.block;
  if (isOn(options, "isMultipleChoice")) note(importing, place, "changed", "one_choice_only");
  const listed = variableNamed(
    importing,
    place,
    textIn(options, "dynamicVariableId") || textIn(itemOf(options["dynamicItems"]), "titlesVariableId"),
  );
  if (listed !== null) declare(importing, listed, "list");
  const made = optionItems(place).map((item, index) => option(importing, place, item, index));
  return { options: made, acceptsOther: false, ...(listed === null ? {} : { optionsFrom: listed }) };
}

function option(importing: Import, place: Place, item: Item, index: number): Option {
  if (isOn(itemOf(item["displayCondition"]), "isEnabled"))
    note(importing, place, "changed", "condition_of_option_dropped", { option: textIn(item, "content") });
  const title = template(importing, place, textIn(item, "content") || textIn(item, "title"));
  if (title === "") note(importing, place, "changed", "option_without_words", { option: index + 1 });
  const description = textIn(item, "description");
  const value = textIn(item, "value");
  return {
    id: `o${index + 1}`,
    title: inOwn(importing, title || `${index + 1}`),
    ...(description === "" ? {} : { description: inOwn(importing, template(importing, place, description)) }),
    ...(value === "" ? {} : { value: template(importing, place, value) }),
  };
}
