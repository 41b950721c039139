import { type TProperties, Type } from "typebox";
import type { Condition } from "../rules/conditions.ts";
import type { Language } from "./document.ts";

/** Bounds of a document; what is longer is refused in words. */
export const MOST_BLOCKS = 500;
export const MOST_OPTIONS = 50;
export const MOST_VARIABLES = 200;
/** Of the document's JSON: a server refuses more before it parses. */
export const MOST_BYTES = 5_000_000;

export const LANGUAGES = ["pt-BR", "pt-PT", "en", "es"] as const satisfies readonly Language[];

/** An object that takes nothing beside what is named: a misspelled setting is told, not lost. */
export const exactly = <Properties extends TProperties>(properties: Properties) => Type.Object(properties, { additionalProperties: false });

export const Id = Type.String({ pattern: "^[A-Za-z0-9_-]{1,40}$" });
export const VariableName = Type.String({ pattern: "^[a-z][a-z0-9_]{0,39}$" });
export const Name = Type.String({ maxLength: 120 });
export const Text = Type.String({ maxLength: 4096 });
export const Word = Type.String({ minLength: 1, maxLength: 200 });
export const Expression = Type.String({ maxLength: 2000 });
/** Of the house: a queue, a calendar, a file. */
export const Reference = Type.String({ minLength: 1, maxLength: 100 });
export const whole = (minimum: number, maximum: number) => Type.Integer({ minimum, maximum });
export const orNull = <Schema extends Parameters<typeof Type.Optional>[0]>(schema: Schema) => Type.Union([schema, Type.Null()]);
export const Languages = Type.Enum(["pt-BR", "pt-PT", "en", "es"]);
export const FileKinds = Type.Enum(["image", "video", "audio", "document"]);

/** Its form is looked at by rules/validate.ts, its fields by the linter. */
export const ConditionSchema = Type.Unsafe<Condition>(Type.Object({}));

export const LocalTextSchema = exactly({
  "pt-BR": Type.Optional(Text),
  "pt-PT": Type.Optional(Text),
  en: Type.Optional(Text),
  es: Type.Optional(Text),
});
