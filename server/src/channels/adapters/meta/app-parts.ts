import type { ChannelKind } from "../adapter.ts";
import { asRecord, asRecords, asText, type Loose } from "../tolerant.ts";

/** What a body of an app says of one account: by itself it is a body of that account. */
export interface AppPart {
  /** Null where no kind of channel here is meant. */
  kind: ChannelKind | null;
  /** Meta's id of the number, page or account; null where only the business account is named. */
  account: string | null;
  business: string | null;
  body: Loose;
}

const KINDS: Record<string, ChannelKind> = {
  whatsapp_business_account: "whatsapp_cloud",
  page: "messenger",
  instagram: "instagram",
};

/** The kind of channel that a body is for; null where there is none. */
export const kindOfBody = (body: unknown): ChannelKind | null => KINDS[asText(asRecord(body)["object"]) ?? ""] ?? null;

/**
 * The parts of a body that came to the address of an app, in their order: pages and accounts are named by the entry, numbers by each
 * change. A body of no known shape is one part. Pure, never throws.
 */
export function partsOf(read: unknown): AppPart[] {
  const body = asRecord(read);
  const kind = kindOfBody(body);
  const entries = asRecords(body["entry"]);
  if (kind === null || entries.length === 0) return [{ kind, account: null, business: null, body }];
  return entries.flatMap((entry): AppPart[] => {
    const id = asText(entry["id"]) ?? null;
    if (kind !== "whatsapp_cloud") return [{ kind, account: id, business: null, body: { ...body, entry: [entry] } }];
    const changes = asRecords(entry["changes"]);
    if (changes.length === 0) return [{ kind, account: null, business: id, body: { ...body, entry: [entry] } }];
    return changes.map((change) => ({
      kind,
      account: numberOf(asRecord(change["value"])),
      business: id,
      body: { ...body, entry: [{ ...entry, changes: [change] }] },
    }));
  });
}

/** Of a change of WhatsApp: the id of the number that it is about. */
export const numberOf = (value: Loose): string | null =>
  asText(asRecord(value["metadata"])["phone_number_id"]) ?? asText(asRecord(value["recipient"])["phone_number_id"]) ?? null;
