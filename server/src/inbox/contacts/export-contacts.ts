import { CSV_MARK, type Ctx, csvLine } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { readContactFields } from "../contact-fields/contact-field.ts";
import { writeValue } from "../contact-fields/field-value.ts";

import { countContacts, listContacts, type Narrowing } from "./list-contacts.ts";
import type { ContactRow } from "./read-contacts.ts";

/** Contacts that are read at once. */
const PAGE = 500;

/**
 * A sheet of the contacts that the asker sees and the list holds, a piece at a time, newest first. Its headings are read back by an import.
 * It is in the audit log before the first line leaves.
 * @throws {AppError} inbox.filter_too_slow
 */
export async function exportContacts(
  ctx: Ctx,
  asked: Narrowing,
  said: { search?: string | undefined; companyId?: string | undefined; filter?: string | undefined },
): Promise<AsyncIterable<string>> {
  const count = await countContacts(ctx, asked);
  const fields = await ctx.transaction(async (tx) => {
    const detail = { count, search: said.search ?? null, companyId: said.companyId ?? null, filter: said.filter ?? null };
    await recordAudit(tx, ctx, { action: "contacts.exported", subjectKind: "workspace", subjectId: ctx.workspaceId, detail });
    return (await readContactFields(tx)).filter(({ isArchived }) => !isArchived);
  });
  return pieces();

  async function* pieces(): AsyncGenerator<string> {
    yield CSV_MARK +
      csvLine([
        "external_id",
        "name",
        "phone",
        "email",
        "persona",
        "lifecycle",
        "company",
        "marketing_consent",
        "created_at",
        ...fields.map(({ key }) => key),
      ]);
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor } = await listContacts(ctx, { ...asked, sort: "created", limit: PAGE, cursor });
      yield items.map((contact) => csvLine([...ownCells(contact), ...fields.map((field) => cellOf(contact, field))])).join("");
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }
}

type Field = Parameters<typeof writeValue>[0] & { key: string };

function cellOf({ fields }: ContactRow, field: Field): string {
  const value = fields?.[field.key];
  return value === undefined ? "" : writeValue(field, value);
}

function ownCells(contact: ContactRow): string[] {
  const first = (kind: string) => contact.identities?.find((one) => one.kind === kind)?.value ?? "";
  const { name, profileName, persona, lifecycle, company, marketingConsent, createdAt } = contact;
  return [
    first("external_id"),
    name ?? profileName ?? "",
    first("phone"),
    first("email"),
    persona,
    lifecycle,
    company?.name ?? "",
    marketingConsent,
    createdAt.toISOString(),
  ];
}
