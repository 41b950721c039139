import type { Condition } from "../rules/conditions.ts";

/**
 * A flow as it is drawn, stored, published and exported: a plain JSON document. What runs is one version of it, pinned for the life of
 * a run. Where blocks lie on the canvas is kept beside it (`Layout`), because moving a block changes nothing that a run does.
 */
export interface FlowDocument {
  format: 1;
  /** The language in which every text stands; others may. */
  language: Language;
  /** What begins a run, the first that fits; a flow that only others call has none. */
  starts: readonly Start[];
  /** The block that every run begins at; null while nothing is drawn. */
  first: BlockId | null;
  blocks: readonly Block[];
  variables: readonly FlowVariable[];
  /** Names of variables that a calling flow fills, and that it gets back. */
  inputs: readonly string[];
  outputs: readonly string[];
  globalWords: GlobalWords;
}

/** Of this flow alone; 1 to 40 letters, digits, `-` and `_`. */
export type BlockId = string;
export type Language = "pt-BR" | "pt-PT" | "en" | "es";
/** Words that the contact reads, with variables of the house (`{{contact.first_name | você}}`) and of the flow (`{{var.nif}}`). */
export type LocalText = Readonly<Partial<Record<Language, string>>>;

export interface Layout {
  blocks: Readonly<Record<BlockId, { x: number; y: number }>>;
  notes: readonly { id: string; x: number; y: number; text: string }[];
}

export interface FlowVariable {
  /** `nome_completo`: small letters, digits and `_`, at most 40. */
  name: string;
  type: "text" | "number" | "yes_no" | "date" | "file" | "list" | "json";
  label?: string;
  initial?: unknown;
  /** Never shown to a contact, in a log or an export. */
  isSecret?: boolean;
}

/** Words that work at every question, before it reads them. */
export interface GlobalWords {
  /** Null: this flow does not listen to it. `menu` begins again at `menuBlock`, or at the first one. */
  menu: boolean;
  menuBlock?: BlockId;
  back: boolean;
  cancel: boolean;
  person: boolean;
}

export type Start =
  | { on: "any_message" }
  | { on: "new_conversation" }
  /** `text` is a word of the message, the beginning of it, the whole of it, or an expression that is bounded in time. */
  | { on: "keyword"; words: readonly string[]; match: "word" | "beginning" | "whole" | "pattern" }
  /** What stands behind `ref=`, `EQUIP:` or a QR label; `{name}` in it becomes the variable of that name. */
  | { on: "payload"; pattern: string }
  | { on: "postback"; payload: string }
  | { on: "campaign_reply"; campaignId?: string }
  /** At this time of the workspace's clock, on these days (1 is Monday), with each person whom the condition describes. */
  | { on: "schedule"; time: string; weekdays: readonly number[]; audience: Condition }
  /** `kind` is an id of the house's events, such as `conversation_resolved`. */
  | { on: "event"; kind: string; when?: Condition }
  | { on: "api" };

/** What every block has. An exit that leads nowhere ends the run there; the linter tells. */
interface BlockFacts {
  id: BlockId;
  name?: string;
  exits: Readonly<Record<Exit, BlockId>>;
}
/**
 * `next`, and by type of block: `otherwise`, `silence`, `invalid`, `failed`, `yes`, `no`, `choice:<id>`, `case:<id>`, `a:<id>`, `open`,
 * `closed` (block-types.ts has them by block). An option, `yes` or `no` without a block of its own goes where `next` goes.
 */
export type Exit = string;

export type Block = BlockFacts & BlockSettings;
export type BlockType = BlockSettings["type"];

export type BlockSettings = Saying | Asking | Logic | Doing;

/** A template of the provider's, with what goes into its gaps. */
export interface TemplateUse {
  template: string;
  languageOf: Language;
  parameters: readonly string[];
}

/** Says something and goes on at once. */
type Saying =
  | { type: "say_text"; text: LocalText; outside?: TemplateUse }
  /** A file of the workspace, or a variable that holds one. */
  | { type: "say_file"; kind: "image" | "video" | "audio" | "document"; attachmentId?: string; variable?: string; text?: LocalText }
  | { type: "say_location"; latitude: number; longitude: number; place?: string; address?: string }
  | ({ type: "say_template" } & TemplateUse);

/** Asks, waits, reads the answer, and keeps it in a variable. */
interface Question {
  text: LocalText;
  /** Sent in its place where the channel's window is closed, as that of WhatsApp is 24 hours after the contact wrote. */
  outside?: TemplateUse;
  /** Into which the answer goes. */
  variable?: string;
  /** Said when the answer cannot be read; a good one of the type where it is absent. */
  retry?: LocalText;
  /** Then `invalid` is taken, or a person where that leads nowhere. 1 to 10. */
  attempts: number;
  /** Nothing said for so long: `silence` is taken. Null: as long as it takes. */
  silenceMinutes: number | null;
  /** Answers that come in pieces are joined when so many seconds are quiet; 0: the first message is the answer. */
  joinSeconds: number;
}
type Asking =
  | (Question & { type: "ask_text"; shortest?: number; longest?: number; pattern?: string })
  | (Question & { type: "ask_number"; least?: number; most?: number; isWhole?: boolean })
  | (Question & {
      type: "ask_email" | "ask_nif" | "ask_cpf" | "ask_cnpj" | "ask_postal_pt" | "ask_cep" | "ask_location" | "ask_yes_no" | "ask_name";
    })
  | (Question & { type: "ask_phone"; country: "PT" | "BR" | null })
  | (Question & { type: "ask_date"; earliest?: "today" | "tomorrow"; latest?: "today"; withTime: boolean })
  | (Question & { type: "ask_file"; kinds: readonly ("image" | "video" | "audio" | "document")[]; mostMegabytes: number })
  | (Question & { type: "ask_rating"; least: number; most: number })
  /** Buttons, a list or numbers, as the channel has them. `variable` holds the option's `value`, else its title. `items`: a list variable. */
  | (Question & { type: "ask_choice"; options: readonly Option[]; optionsFrom?: string; acceptsOther: boolean; buttonLabel?: LocalText });

export interface Option {
  id: string;
  title: LocalText;
  description?: LocalText;
  value?: string;
  /** Other words that mean it. */
  synonyms?: readonly string[];
}

type Logic =
  /** `to` is an expression of the flow (expressions.ts), such as `idade + 1`. */
  | { type: "set_variable"; variable: string; to: string }
  /** Exits `case:<id>`, the first whose condition holds, else `otherwise`. Fields of the house and `flow.<variable>`. */
  | { type: "condition"; cases: readonly { id: string; name?: string; when: Condition }[] }
  /** Exits `open` and `closed`; the calendar of the workspace where none is named. */
  | { type: "hours"; calendarId: string | null }
  /** Exits `a:<id>`; one contact goes the same way at every visit. Weights above 0. */
  | { type: "split"; ways: readonly { id: string; name?: string; weight: number }[] }
  | { type: "wait"; amount: number; unit: "seconds" | "minutes" | "hours" | "days" }
  /** An expression that gives a date; one that is over goes on at once. */
  | { type: "wait_until"; when: string }
  | { type: "jump"; to: BlockId }
  /** `inputs`: the called flow's input → an expression of this one. `outputs`: a variable of this flow → the called flow's output. */
  | { type: "sub_flow"; flowId: string; inputs: Readonly<Record<string, string>>; outputs: Readonly<Record<string, string>> }
  | { type: "end" };

type Doing =
  | {
      type: "http";
      method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
      /** With variables; private addresses are refused. */
      url: string;
      headers: readonly { name: string; value: string }[];
      body?: string;
      /** Named here, kept sealed by the server: never in the document. */
      credentialId?: string;
      timeoutSeconds: number;
      retries: number;
      /** `path` into the body of the answer, as `items.0.name`; empty: all of it; `$status`: the status, also of one that failed. */
      mapping: readonly { path: string; variable: string }[];
    }
  /** Any act of the house's catalogue; texts of its input may hold variables. Exits `next` and `failed`. */
  | { type: "action"; action: string; input: Readonly<Record<string, unknown>> }
  /** To a queue, an AI agent or nobody: ends the run. */
  | { type: "hand_over"; to: "queue" | "ai" | "person" | "nobody"; toId: string | null; summary?: string; sentence?: LocalText }
  /** What was asked becomes a record that somebody decides upon. `fields` names variables, in the order of the form. */
  | { type: "registration"; form: string; fields: readonly string[]; promiseHours: number }
  /** A block of an upper room: `ai.reply`, `operations.open_order`. */
  | { type: "room"; block: string; settings: Readonly<Record<string, unknown>> };
