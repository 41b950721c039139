import type { Words } from "../rules/words.ts";
import { BLOCK_WORDS } from "./block-words.ts";
import type { BlockSettings, BlockType, Language, LocalText } from "./document.ts";
import { questionOf } from "./question-words.ts";

type BlockGroup = "says" | "asks" | "logic" | "does";

/** A type of block as an editor offers it. */
export interface BlockTypeFacts {
  type: BlockType;
  group: BlockGroup;
  label: Words;
  description: Words;
  /** Name of a drawing of lucide.dev. */
  icon: string;
}

/** A block that an upper room offers: `ai.reply`, `operations.open_order`. Plain data: it goes over the wire to the editor. */
export interface RoomBlock {
  id: string;
  group: BlockGroup;
  label: Words;
  description: Words;
  icon: string;
  /** JSON Schema of `settings`; texts in it may hold variables. */
  settings: Readonly<Record<string, unknown>>;
  defaults: Readonly<Record<string, unknown>>;
  /** Beside `failed`, which every one has. */
  exits: readonly { exit: string; label: Words }[];
  /** Whether the contact may be asked there: a circle through it is none of machines. */
  asks?: boolean;
}

const GROUPS: Record<BlockGroup, Partial<Record<BlockType, string>>> = {
  says: { say_text: "MessageSquare", say_file: "Paperclip", say_location: "MapPin", say_template: "LayoutTemplate" },
  asks: {
    ask_choice: "ListChecks",
    ask_yes_no: "CircleHelp",
    ask_text: "Type",
    ask_name: "User",
    ask_number: "Hash",
    ask_phone: "Phone",
    ask_email: "Mail",
    ask_date: "Calendar",
    ask_file: "Camera",
    ask_location: "MapPin",
    ask_rating: "Star",
    ask_nif: "IdCard",
    ask_cpf: "IdCard",
    ask_cnpj: "Building2",
    ask_postal_pt: "Map",
    ask_cep: "Map",
  },
  logic: {
    condition: "GitBranch",
    hours: "Clock",
    set_variable: "Variable",
    split: "Split",
    wait: "Timer",
    wait_until: "CalendarClock",
    jump: "CornerDownRight",
    sub_flow: "Workflow",
    end: "CircleStop",
  },
  does: { action: "Zap", hand_over: "UserRoundCheck", http: "Globe", registration: "ClipboardList" },
};

/** Every type that stands in the library of an editor, in its order. `room` blocks stand there by their own words. */
export const BLOCK_TYPES: readonly BlockTypeFacts[] = Object.entries(GROUPS).flatMap(([group, icons]) =>
  Object.entries(icons).map(([type, icon]) => ({
    type: type as BlockType, // keys of the table above
    group: group as BlockGroup,
    ...BLOCK_WORDS[type as Exclude<BlockType, "room">],
    icon,
  })),
);

/** What a block of this type is before anybody has changed it, with a question in the language of the flow. Pure. */
export function newSettings(type: BlockType, language: Language): BlockSettings {
  const question = { text: questionOf(type, language), attempts: 3, silenceMinutes: null, joinSeconds: 0 };
  return ASKING[type]?.(question) ?? OTHER[type]?.() ?? { type: "end" };
}

interface NewQuestion {
  text: LocalText;
  attempts: number;
  silenceMinutes: null;
  joinSeconds: number;
}

const ASKING: Partial<Record<BlockType, (question: NewQuestion) => BlockSettings>> = {
  ask_text: (question) => ({ type: "ask_text", ...question }),
  ask_number: (question) => ({ type: "ask_number", ...question }),
  ask_email: (question) => ({ type: "ask_email", ...question }),
  ask_nif: (question) => ({ type: "ask_nif", ...question }),
  ask_cpf: (question) => ({ type: "ask_cpf", ...question }),
  ask_cnpj: (question) => ({ type: "ask_cnpj", ...question }),
  ask_postal_pt: (question) => ({ type: "ask_postal_pt", ...question }),
  ask_cep: (question) => ({ type: "ask_cep", ...question }),
  ask_location: (question) => ({ type: "ask_location", ...question }),
  ask_yes_no: (question) => ({ type: "ask_yes_no", ...question }),
  ask_name: (question) => ({ type: "ask_name", ...question }),
  ask_phone: (question) => ({ type: "ask_phone", ...question, country: null }),
  ask_date: (question) => ({ type: "ask_date", ...question, withTime: false }),
  ask_file: (question) => ({ type: "ask_file", ...question, kinds: ["image", "document"], mostMegabytes: 16 }),
  ask_rating: (question) => ({ type: "ask_rating", ...question, least: 1, most: 5 }),
  ask_choice: (question) => ({
    type: "ask_choice",
    ...question,
    options: [
      { id: "o1", title: {} },
      { id: "o2", title: {} },
    ],
    acceptsOther: false,
  }),
};

const OTHER: Partial<Record<BlockType, () => BlockSettings>> = {
  say_text: () => ({ type: "say_text", text: {} }),
  say_file: () => ({ type: "say_file", kind: "image" }),
  say_location: () => ({ type: "say_location", latitude: 0, longitude: 0 }),
  say_template: () => ({ type: "say_template", template: "", languageOf: "pt-BR", parameters: [] }),
  set_variable: () => ({ type: "set_variable", variable: "x", to: "" }),
  condition: () => ({ type: "condition", cases: [{ id: "c1", when: { all: [] } }] }),
  hours: () => ({ type: "hours", calendarId: null }),
  split: () => ({
    type: "split",
    ways: [
      { id: "w1", name: "A", weight: 1 },
      { id: "w2", name: "B", weight: 1 },
    ],
  }),
  wait: () => ({ type: "wait", amount: 1, unit: "hours" }),
  wait_until: () => ({ type: "wait_until", when: "" }),
  jump: () => ({ type: "jump", to: "" }),
  sub_flow: () => ({ type: "sub_flow", flowId: "", inputs: {}, outputs: {} }),
  end: () => ({ type: "end" }),
  http: () => ({ type: "http", method: "GET", url: "", headers: [], timeoutSeconds: 10, retries: 1, mapping: [] }),
  action: () => ({ type: "action", action: "", input: {} }),
  hand_over: () => ({ type: "hand_over", to: "person", toId: null }),
  registration: () => ({ type: "registration", form: "", fields: [], promiseHours: 48 }),
  room: () => ({ type: "room", block: "", settings: {} }),
};
