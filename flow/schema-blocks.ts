import { type TObject, type TProperties, Type } from "typebox";
import type { BlockType } from "./document.ts";
import {
  ConditionSchema,
  Expression,
  exactly,
  FileKinds,
  Id,
  Languages,
  LocalTextSchema,
  MOST_OPTIONS,
  MOST_VARIABLES,
  Name,
  orNull,
  Reference,
  Text,
  VariableName,
  Word,
  whole,
} from "./schema-parts.ts";

const block = <const Type_ extends BlockType, Properties extends TProperties>(type: Type_, properties: Properties) =>
  exactly({
    id: Id,
    name: Type.Optional(Name),
    exits: Type.Record(Type.String(), Id, { maxProperties: 2 * MOST_OPTIONS }),
    type: Type.Literal(type),
    ...properties,
  });

const template = {
  template: Type.String({ maxLength: 512 }),
  languageOf: Languages,
  parameters: Type.Array(Text, { maxItems: 20 }),
};
const outside = Type.Optional(exactly(template));

const question = <const Type_ extends BlockType, Properties extends TProperties>(type: Type_, properties: Properties) =>
  block(type, {
    text: LocalTextSchema,
    outside,
    variable: Type.Optional(VariableName),
    retry: Type.Optional(LocalTextSchema),
    attempts: whole(1, 10),
    silenceMinutes: orNull(whole(1, 525_600)),
    joinSeconds: whole(0, 600),
    ...properties,
  });

const way = <Properties extends TProperties>(properties: Properties) =>
  Type.Array(exactly({ id: Id, name: Type.Optional(Name), ...properties }), { minItems: 1, maxItems: MOST_OPTIONS });
const named = (name: ReturnType<typeof Type.String>, value: ReturnType<typeof Type.String>, maxItems: number) =>
  Type.Array(exactly({ name, value }), { maxItems });

const Option = exactly({
  id: Id,
  title: LocalTextSchema,
  description: Type.Optional(LocalTextSchema),
  value: Type.Optional(Text),
  synonyms: Type.Optional(Type.Array(Word, { maxItems: 50 })),
});

/** One schema for each type of block: a block is checked against that of its own type, so that a problem names the setting. */
export const BLOCK_SCHEMAS = {
  say_text: block("say_text", { text: LocalTextSchema, outside }),
  say_file: block("say_file", {
    kind: FileKinds,
    attachmentId: Type.Optional(Reference),
    variable: Type.Optional(VariableName),
    text: Type.Optional(LocalTextSchema),
  }),
  say_location: block("say_location", {
    latitude: Type.Number({ minimum: -90, maximum: 90 }),
    longitude: Type.Number({ minimum: -180, maximum: 180 }),
    place: Type.Optional(Name),
    address: Type.Optional(Type.String({ maxLength: 500 })),
  }),
  say_template: block("say_template", template),
  ask_text: question("ask_text", {
    shortest: Type.Optional(whole(0, 60_000)),
    longest: Type.Optional(whole(1, 60_000)),
    pattern: Type.Optional(Type.String({ maxLength: 300 })),
  }),
  ask_number: question("ask_number", {
    least: Type.Optional(Type.Number()),
    most: Type.Optional(Type.Number()),
    isWhole: Type.Optional(Type.Boolean()),
  }),
  ask_email: question("ask_email", {}),
  ask_nif: question("ask_nif", {}),
  ask_cpf: question("ask_cpf", {}),
  ask_cnpj: question("ask_cnpj", {}),
  ask_postal_pt: question("ask_postal_pt", {}),
  ask_cep: question("ask_cep", {}),
  ask_location: question("ask_location", {}),
  ask_yes_no: question("ask_yes_no", {}),
  ask_name: question("ask_name", {}),
  ask_phone: question("ask_phone", { country: orNull(Type.Enum(["PT", "BR"])) }),
  ask_date: question("ask_date", {
    earliest: Type.Optional(Type.Enum(["today", "tomorrow"])),
    latest: Type.Optional(Type.Literal("today")),
    withTime: Type.Boolean(),
  }),
  ask_file: question("ask_file", {
    kinds: Type.Array(FileKinds, { minItems: 1, maxItems: 4 }),
    mostMegabytes: Type.Number({ exclusiveMinimum: 0, maximum: 100 }),
  }),
  ask_rating: question("ask_rating", { least: whole(0, 10), most: whole(1, 10) }),
  ask_choice: question("ask_choice", {
    options: Type.Array(Option, { maxItems: MOST_OPTIONS }),
    optionsFrom: Type.Optional(VariableName),
    acceptsOther: Type.Boolean(),
    buttonLabel: Type.Optional(LocalTextSchema),
  }),
  set_variable: block("set_variable", { variable: VariableName, to: Expression }),
  condition: block("condition", { cases: way({ when: ConditionSchema }) }),
  hours: block("hours", { calendarId: orNull(Reference) }),
  split: block("split", { ways: way({ weight: Type.Number({ exclusiveMinimum: 0, maximum: 1_000_000 }) }) }),
  wait: block("wait", { amount: whole(1, 100_000), unit: Type.Enum(["seconds", "minutes", "hours", "days"]) }),
  wait_until: block("wait_until", { when: Expression }),
  jump: block("jump", { to: Type.Union([Id, Type.Literal("")]) }),
  sub_flow: block("sub_flow", {
    flowId: Type.String({ maxLength: 100 }),
    inputs: Type.Record(VariableName, Expression, { maxProperties: MOST_VARIABLES }),
    outputs: Type.Record(VariableName, VariableName, { maxProperties: MOST_VARIABLES }),
  }),
  end: block("end", {}),
  http: block("http", {
    method: Type.Enum(["GET", "POST", "PUT", "PATCH", "DELETE"]),
    url: Text,
    headers: named(Type.String({ maxLength: 100 }), Text, 30),
    body: Type.Optional(Type.String({ maxLength: 60_000 })),
    credentialId: Type.Optional(Reference),
    timeoutSeconds: whole(1, 120),
    retries: whole(0, 5),
    mapping: Type.Array(exactly({ path: Type.String({ maxLength: 300 }), variable: VariableName }), { maxItems: 50 }),
  }),
  action: block("action", {
    action: Type.String({ maxLength: 100 }),
    input: Type.Record(Type.String(), Type.Unknown(), { maxProperties: 50 }),
  }),
  hand_over: block("hand_over", {
    to: Type.Enum(["queue", "ai", "person", "nobody"]),
    toId: orNull(Reference),
    summary: Type.Optional(Text),
    sentence: Type.Optional(LocalTextSchema),
  }),
  registration: block("registration", {
    form: Type.String({ maxLength: 100 }),
    fields: Type.Array(VariableName, { maxItems: 100 }),
    promiseHours: Type.Number({ exclusiveMinimum: 0, maximum: 8760 }),
  }),
  room: block("room", {
    block: Type.String({ maxLength: 100 }),
    settings: Type.Record(Type.String(), Type.Unknown(), { maxProperties: 100 }),
  }),
} as const satisfies Record<BlockType, TObject>;
