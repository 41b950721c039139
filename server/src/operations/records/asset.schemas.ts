import { Type } from "typebox";
import { idSchema, Nullable, sql } from "../../platform/index.ts";
import { Name, type RecordSchemas } from "./record.schemas.ts";
import type { Fragment, RecordsAsked } from "./record.ts";

const Short = Type.String({ maxLength: 80 });
const Day = Nullable(Type.String({ format: "date", description: "`2026-01-31`" }));

export const assetSchemas: RecordSchemas = {
  path: "assets",
  one: "asset",
  needed: ["name", "code"],
  written: {
    name: Name,
    code: Type.String({ minLength: 1, maxLength: 40, pattern: "\\S", description: "As people read it on the machine." }),
    kind: Short,
    manufacturer: Short,
    model: Short,
    serial: Short,
    specifications: Type.Record(Type.String({ minLength: 1, maxLength: 60 }), Type.String({ maxLength: 200 }), {
      maxProperties: 40,
      description: "What else is known of it.",
    }),
    synonyms: Type.Array(Type.String({ maxLength: 60 }), { maxItems: 30, description: "Other names that people call it by." }),
    siteId: Nullable(idSchema("site where it stands")),
    contractorId: Nullable(idSchema("contractor who looks after it")),
    purchasedOn: Day,
    costCents: Nullable(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
    warrantyUntil: Day,
  },
  shown: {
    labelCode: Type.String({ description: "What its label says; nobody guesses it." }),
    siteName: Nullable(Type.String()),
    contractorName: Nullable(Type.String()),
    hasPhoto: Type.Boolean(),
    hasManual: Type.Boolean(),
    openOrders: Type.Integer(),
  },
  filters: {
    siteId: Type.Optional(idSchema("site")),
    contractorId: Type.Optional(idSchema("contractor")),
    kind: Type.Optional(Short),
  },
};

/** What a list of assets is asked for. */
export interface Assets extends Pick<RecordsAsked, "search" | "archived" | "cursor"> {
  limit?: number | undefined;
  siteId?: string | undefined;
  contractorId?: string | undefined;
  kind?: string | undefined;
}

export const assetFilter = ({ siteId, contractorId, kind }: Assets): Fragment[] => [
  ...(siteId === undefined ? [] : [sql`r.site_id = ${siteId}`]),
  ...(contractorId === undefined ? [] : [sql`r.contractor_id = ${contractorId}`]),
  ...(kind === undefined ? [] : [sql`prosa_fold(r.kind) = prosa_fold(${kind})`]),
];
