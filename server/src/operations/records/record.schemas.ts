import { type TSchema, Type } from "typebox";
import { idSchema, Nullable } from "../../platform/index.ts";
import type { DeclaredRight } from "../../team/index.ts";

/** What a kind of records looks like from outside. */
export interface RecordSchemas {
  /** `sites`, in the address. */
  path: string;
  /** Its name in sentences. */
  one: string;
  /** What may be written; of these, what a new one needs. */
  written: Record<string, TSchema>;
  needed: readonly string[];
  /** What is shown besides. */
  shown?: Record<string, TSchema>;
  /** Who writes them, where it is not everybody who writes orders. */
  writtenBy?: DeclaredRight;
  /** What lists are narrowed by besides words and the archive. */
  filters?: Record<string, TSchema>;
}

export const Name = Type.String({ minLength: 1, maxLength: 120, pattern: "\\S" });
const Email = Nullable(Type.String({ maxLength: 200, pattern: "^\\s*$|^\\S+@\\S+$" }));
const Phone = Nullable(Type.String({ maxLength: 40 }));
const Minutes = Type.Integer({ minimum: 1, maximum: 525_600 });
/** Minutes of business time by priority. */
const Deadlines = Type.Object(
  { low: Type.Optional(Minutes), normal: Type.Optional(Minutes), high: Type.Optional(Minutes), urgent: Type.Optional(Minutes) },
  { additionalProperties: false, description: "Minutes of business time until it is done, by priority." },
);
const AsksSignature = Type.Boolean({ description: "Orders are not closed there without a signature." });
const calendar = Nullable(idSchema("calendar of its hours; null: the workspace's"));

export const siteSchemas: RecordSchemas = {
  path: "sites",
  one: "site",
  needed: ["name"],
  written: {
    name: Name,
    code: Nullable(Type.String({ maxLength: 40 })),
    address: Type.String({ maxLength: 500 }),
    place: Nullable(
      Type.Object(
        { latitude: Type.Number({ minimum: -90, maximum: 90 }), longitude: Type.Number({ minimum: -180, maximum: 180 }) },
        { additionalProperties: false, description: "Degrees." },
      ),
    ),
    calendarId: calendar,
    asksSignature: AsksSignature,
    companyId: Nullable(idSchema("company whose site it is: its people may report what stands there")),
  },
  shown: { assetCount: Type.Integer({ description: "Of those that are not in the archive." }) },
};

export const supplierSchemas: RecordSchemas = {
  path: "suppliers",
  one: "supplier",
  needed: ["name"],
  written: {
    name: Name,
    taxId: Nullable(Type.String({ maxLength: 30 })),
    email: Email,
    phone: Phone,
    note: Type.String({ maxLength: 2_000 }),
  },
};

export const contractorSchemas: RecordSchemas = {
  path: "contractors",
  one: "contractor",
  needed: ["name"],
  written: { name: Name, sla: Deadlines, calendarId: calendar, email: Email, phone: Phone, asksSignature: AsksSignature },
};
