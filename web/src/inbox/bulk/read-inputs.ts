/** A record of the workspace that is chosen by its name. */
type RecordKind = "member" | "queue" | "label" | "stage" | "service";

/** One thing that an act has to be told, as a form asks for it. */
export interface ActInput {
  name: string;
  kind: RecordKind | "choice" | "moment" | "text" | "prose";
  /** Of a choice. */
  words: readonly string[];
  /** Nobody, or none, is an answer. */
  isNullable: boolean;
}

/** A part of JSON Schema, as the catalogue of acts sends it. */
interface Schema {
  type?: string;
  format?: string;
  maxLength?: number;
  enum?: unknown[];
  anyOf?: Schema[];
}

/** What may be longer is written in several lines. */
const ONE_LINE = 1_000;

/** Ids mean something else in each act: which records they name follows from the property. */
const RECORDS: Partial<Record<string, RecordKind>> = {
  memberId: "member",
  queueId: "queue",
  labelId: "label",
  stageId: "stage",
  serviceId: "service",
};

/** What the act has to be told; empty: nothing. Null where it wants what no form here can ask for. Pure. */
export function readInputs(schema: Record<string, unknown>): ActInput[] | null {
  // The catalogue's inputs are objects with properties: the runner takes no other.
  const { properties = {}, required = [] } = schema as { properties?: Record<string, Schema>; required?: string[] };
  const inputs = required.map((name) => readInput(name, properties[name] ?? {}));
  return inputs.every((one) => one !== null) ? inputs : null;
}

function readInput(name: string, schema: Schema): ActInput | null {
  const isNullable = schema.anyOf?.some(({ type }) => type === "null") === true;
  const { type, format, maxLength = 0, enum: words } = schema.anyOf?.find((one) => one.type !== "null") ?? schema;
  const input = (kind: ActInput["kind"]) => ({ name, kind, isNullable, words: (words ?? []).map(String) });
  if (words !== undefined) return input("choice");
  if (type !== "string") return null;
  if (format === "date-time") return input("moment");
  if (format !== "uuid") return input(maxLength > ONE_LINE ? "prose" : "text");
  const record = RECORDS[name];
  return record === undefined ? null : input(record);
}
