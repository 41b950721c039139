import {
  readCep,
  readChoice,
  readCnpj,
  readCpf,
  readDate,
  readEmail,
  readName,
  readNif,
  readNumber,
  readPhone,
  readPostalPt,
  readYesNo,
} from "../language/understand.ts";
import { fold } from "../rules/fold.ts";
import { type ChoiceBlock, hasStars, optionsOf, ownRetry, type QuestionBlock, type Shown, stars, yesAndNo } from "./ask.ts";
import type { Block, Exit } from "./document.ts";
import { matches } from "./patterns.ts";
import { retryOf, wantedOf } from "./question-words.ts";
import type { Answer } from "./run.ts";
import { filled, type SentenceName, sentence } from "./sentences.ts";
import { isDayAlone, wallOf } from "./times.ts";
import { nowOf, type Turn, variableOf } from "./turn.ts";
import type { KeptFile } from "./values.ts";

/** What an answer is: a value and the exit that it takes, or the sentence that says why it is none. */
export type Reading = { ok: true; value: unknown; exit: Exit } | { ok: false; words: string };

/** The messages that answer a question, read as it wants it. Never throws. */
export function readAnswer(turn: Turn, block: QuestionBlock, answers: readonly Answer[]): Reading {
  const given: Given = { turn, block, answers, texts: textsOf(answers) };
  if (block.type === "ask_file") return readFiles(given, block);
  const reading = readWords(given);
  if (reading.ok) return reading;
  return instead(given) ?? reading;
}

interface Given {
  turn: Turn;
  block: QuestionBlock;
  answers: readonly Answer[];
  /** All of it as one text, then each message alone, the last one first. */
  texts: readonly string[];
}

function textsOf(answers: readonly Answer[]): string[] {
  const texts = answers.map(({ text }) => text?.trim() ?? "").filter((text) => text !== "");
  return texts.length < 2 ? texts : [texts.join("\n"), ...texts.toReversed()];
}

const read = (value: unknown, exit: Exit = "next"): Reading => ({ ok: true, value, exit });

function readWords(given: Given): Reading {
  const { block, turn } = given;
  switch (block.type) {
    case "ask_choice":
      return readOption(given, block);
    case "ask_yes_no":
      return readYesOrNo(given);
    case "ask_text":
      return readText(given, block);
    case "ask_number":
      return readBounded(given, block);
    case "ask_rating":
      return readRating(given, block);
    case "ask_date":
      return readDay(given, block);
    case "ask_location":
      return readPlace(given);
    case "ask_phone":
      return firstRead(given, (text) =>
        readPhone(text, block.country === "PT" ? "pt-PT" : block.country === "BR" ? "pt-BR" : turn.state.language),
      );
    case "ask_name":
      return firstRead(given, readName);
    case "ask_email":
      return firstRead(given, readEmail);
    case "ask_nif":
      return firstRead(given, readNif);
    case "ask_cpf":
      return firstRead(given, readCpf);
    case "ask_cnpj":
      return firstRead(given, readCnpj);
    case "ask_postal_pt":
      return firstRead(given, readPostalPt);
    case "ask_cep":
      return firstRead(given, readCep);
    default:
      return unread(given);
  }
}

/** Facts stand near the beginning; a long story is read no further, for a step has to be quick whatever is sent. */
const LONGEST_READ = 400;

function firstRead(given: Given, reader: (text: string) => { value: unknown } | null): Reading {
  for (const text of given.texts) {
    const found = reader(text.slice(0, LONGEST_READ));
    if (found !== null) return read(found.value);
  }
  return unread(given);
}

/** The author's own words for it, else the usual ones of the type. */
function unread({ turn, block }: Given, values: Readonly<Record<string, number>> = {}): Reading {
  return { ok: false, words: ownRetry(turn, block) || filled(retryOf(block.type, turn.state.language), values) };
}

/** What exactly is wrong is said even where the author has words of their own: those come first. */
function wrong({ turn, block }: Given, name: SentenceName, values: Readonly<Record<string, number>> = {}): Reading {
  return {
    ok: false,
    words: [ownRetry(turn, block), sentence(name, turn.state.language, values)].filter((words) => words !== "").join("\n"),
  };
}

/** A file or a place where words are wanted: "Recebi uma foto, mas preciso do seu NIF." Null: it was words. */
function instead({ turn, block, answers, texts }: Given): Reading | null {
  if (texts.length > 0) return null;
  const last = answers.at(-1);
  const got = last?.files.at(-1)?.kind ?? (last?.location == null ? null : "location");
  if (got === null || got === undefined) return null;
  const { language } = turn.state;
  return { ok: false, words: sentence("instead", language, { got: sentence(got, language), wanted: wantedOf(block.type, language) }) };
}

function readOption(given: Given, block: ChoiceBlock): Reading {
  const options = optionsOf(given.turn, block);
  const chosen = tapped(given.answers, options) ?? worded(given.texts, options);
  if (chosen !== null) return read(chosen.value, `choice:${chosen.id}`);
  if (block.acceptsOther && given.texts[0] !== undefined) return read(given.texts[0], "otherwise");
  return unread(given);
}

function tapped(answers: readonly Answer[], options: readonly Shown[]): Shown | null {
  const ids = answers.map(({ choiceId }) => choiceId).filter((id) => id !== null);
  return options.find(({ id }) => id === ids.at(-1)) ?? null;
}

function worded(texts: readonly string[], options: readonly Shown[]): Shown | null {
  for (const text of texts) {
    const found = readChoice(text.slice(0, LONGEST_READ), options);
    if (found !== null) return options[found.value] ?? null;
  }
  return null;
}

function readYesOrNo(given: Given): Reading {
  const options = yesAndNo(given.turn);
  const chosen = tapped(given.answers, options) ?? options.find(({ title }) => given.texts.some((text) => fold(text) === fold(title)));
  if (chosen !== undefined && chosen !== null) return read(chosen.value, chosen.id);
  const reading = firstRead(given, readYesNo);
  return reading.ok ? { ...reading, exit: reading.value === true ? "yes" : "no" } : reading;
}

function readText(given: Given, { shortest, longest, pattern }: Extract<Block, { type: "ask_text" }>): Reading {
  const [text] = given.texts;
  if (text === undefined) return unread(given);
  const length = [...text].length;
  if (shortest !== undefined && length < shortest) return wrong(given, "too_short", { least: shortest });
  if (longest !== undefined && length > longest) return wrong(given, "too_long", { most: longest });
  return pattern === undefined || pattern === "" || matches(pattern, text) ? read(text) : unread(given);
}

function readBounded(given: Given, { least, most, isWhole }: Extract<Block, { type: "ask_number" }>): Reading {
  const reading = firstRead(given, readNumber);
  if (!reading.ok) return reading;
  const number = reading.value as number; // of `readNumber`
  if (isWhole === true && !Number.isInteger(number)) return wrong(given, "not_whole");
  if (least !== undefined && number < least) return wrong(given, "too_small", { least });
  if (most !== undefined && number > most) return wrong(given, "too_large", { most });
  return reading;
}

function readRating(given: Given, block: Extract<Block, { type: "ask_rating" }>): Reading {
  const { least, most } = block;
  const star = hasStars(block) ? tapped(given.answers, stars(block)) : null;
  if (star !== null) return read(star.value);
  const counted = /^(?:⭐|🌟|★|\ufe0f|\s)+$/u.test(given.texts[0] ?? "") ? [...(given.texts[0] ?? "").matchAll(/⭐|🌟|★/gu)].length : null;
  const reading = counted === null ? firstRead(given, readNumber) : read(counted);
  const number = reading.ok ? (reading.value as number) : Number.NaN; // of `readNumber`
  return Number.isInteger(number) && number >= least && number <= most ? reading : unread(given, { least, most });
}

function readDay(given: Given, { earliest, latest, withTime }: Extract<Block, { type: "ask_date" }>): Reading {
  const { moment } = given.turn;
  const wall = wallOf(nowOf(given.turn), moment.timeZone);
  const reading = firstRead(given, (text) => readDate(text, `${wall}:00Z`));
  if (!reading.ok) return reading;
  const date = reading.value as string; // of `readDate`
  const today = wall.slice(0, 10);
  const day = date.slice(0, 10);
  if (earliest !== undefined && (day < today || (earliest === "tomorrow" && day === today))) return wrong(given, "too_early");
  if (latest !== undefined && day > today) return wrong(given, "too_late");
  if (withTime && isDayAlone(date)) return wrong(given, "without_hour");
  return read(withTime ? date : day);
}

function readPlace(given: Given): Reading {
  const place = given.answers.findLast(({ location }) => location !== null)?.location;
  if (place !== null && place !== undefined) return read({ latitude: place.latitude, longitude: place.longitude });
  const [text] = given.texts;
  return text !== undefined && [...text].length >= 5 ? read(text) : unread(given);
}

const MEGABYTE = 1_000_000;
/** A photo that is sent as a document keeps its quality: it is one all the same. */
const NAMES: Readonly<Record<string, RegExp>> = {
  image: /\.(jpe?g|png|webp|heic|heif|gif|bmp)$/i,
  video: /\.(mp4|mov|3gp|webm|mkv)$/i,
  audio: /\.(mp3|ogg|opus|m4a|wav|aac|amr)$/i,
};

function readFiles(given: Given, block: Extract<Block, { type: "ask_file" }>): Reading {
  const files = given.answers.flatMap(({ files: sent }) => sent);
  const wanted = files.filter((file) =>
    block.kinds.some((kind) => kind === file.kind || (file.kind === "document" && NAMES[kind]?.test(file.name ?? "") === true)),
  );
  const fitting = wanted.filter(({ bytes }) => bytes === null || bytes <= block.mostMegabytes * MEGABYTE);
  if (fitting.length === 0) return unfit(given, block, files, wanted.length > 0);
  const kept = fitting.map(({ attachmentId, kind, name }): KeptFile => ({ attachmentId, kind, name }));
  const takesMany = block.variable !== undefined && variableOf(given.turn.document, block.variable)?.type === "list";
  return read(takesMany ? kept : kept[0]);
}

function unfit(given: Given, block: Extract<Block, { type: "ask_file" }>, files: Answer["files"], isTooLarge: boolean): Reading {
  const { language } = given.turn.state;
  if (isTooLarge) return wrong(given, "file_too_large", { most: block.mostMegabytes });
  const got = files.at(-1)?.kind;
  if (got === undefined) return unread(given);
  const wanted = block.kinds.includes("image") ? asWanted(sentence("image", language), given) : wantedOf("ask_file", language);
  return { ok: false, words: sentence("instead", language, { got: sentence(got, language), wanted }) };
}

/** "preciso de uma foto", but "I need a photo". */
const asWanted = (noun: string, { turn }: Given): string => (turn.state.language.startsWith("pt") ? `de ${noun}` : noun);
