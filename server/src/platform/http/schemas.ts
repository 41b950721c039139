import { type TSchema, Type } from "typebox";
import { invalidRequest } from "../errors.ts";

export const idSchema = (what: string) => Type.String({ format: "uuid", description: `Id of the ${what}.` });
export const IsoTime = Type.String({ format: "date-time" });
export const Nullable = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);

/** One of a closed set of words. */
export const OneOf = <const Words extends readonly string[]>(words: Words, options: { description?: string } = {}) =>
  Type.Unsafe<Words[number]>({ type: "string", enum: [...words], ...options });

/** One page of a list; `nextCursor` is null on the last. */
export const listOf = <Schema extends TSchema>(item: Schema) =>
  Type.Object({ items: Type.Array(item), nextCursor: Nullable(Type.String()) });

export const limitSchema = Type.Integer({ minimum: 1, maximum: 100, default: 50, description: "Entries a page." });
export const cursorSchema = Type.String({ maxLength: 300, description: "`nextCursor` of the page before." });

/** Problem details of RFC 9457, with the stable code of the error catalogue. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    code: Type.String({ description: "Stable code; see docs/errors.md." }),
    detail: Type.String({ description: "What happened and what to do." }),
    requestId: Type.String(),
    facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
  },
  { $id: "Problem" },
);

/** A position in a list, opaque to callers: the values of the last row's sort columns. */
export const cursorOf = (values: (string | number)[]): string => Buffer.from(JSON.stringify(values)).toString("base64url");

/** @throws {AppError} when the text is not a cursor with these kinds of values. */
export function readCursor<Kinds extends ("time" | "id" | "number" | "text")[]>(cursor: string, ...kinds: Kinds): string[] {
  try {
    const values = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8")) as unknown[];
    if (!Array.isArray(values) || values.length !== kinds.length) throw new Error("length");
    return values.map((value, index) => {
      if (!PATTERNS[kinds[index] as keyof typeof PATTERNS].test(String(value))) throw new Error("kind");
      return String(value);
    });
  } catch {
    throw invalidRequest({ problems: [{ path: "cursor", problem: "is not one that this list gave out" }] });
  }
}

const PATTERNS = {
  time: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00:00)$/,
  id: /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  number: /^\d{1,18}$/,
  text: /^[\w.:-]{1,200}$/,
};
