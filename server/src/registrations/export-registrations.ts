import { CSV_MARK, type Ctx, csvLine } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { listForms, readForm } from "./forms/form.ts";
import { type ListedRegistration, listRegistrations, type RegistrationFilter } from "./list-registrations.ts";

/** Registrations that are read at once. */
const PAGE = 500;

/**
 * A sheet of the registrations that the asker sees and the filter holds, a piece at a time. It is in the audit log before the first line leaves.
 */
export async function exportRegistrations(ctx: Ctx, filter: RegistrationFilter): Promise<AsyncIterable<string>> {
  const fields = await ctx.transaction(async (tx) => {
    await recordAudit(tx, ctx, {
      action: "registrations.exported",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { ...filter },
    });
    const forms = filter.formId === undefined ? await listForms(tx) : [await readForm(tx, filter.formId)];
    return [...new Set(forms.flatMap((form) => form.fields.filter(({ type }) => type !== "file").map(({ key }) => key)))];
  });
  return pieces();

  async function* pieces(): AsyncGenerator<string> {
    yield CSV_MARK +
      csvLine([
        "number",
        "form",
        "status",
        "person",
        "source",
        "submitted_at",
        "due_at",
        "decided_at",
        "reviewer",
        "reason",
        "proof_on",
        "to_correct",
        ...fields,
      ]);
    for (let cursor: string | undefined; ; ) {
      const { items, nextCursor } = await listRegistrations(ctx, filter, { limit: PAGE, cursor });
      yield items.map((one) => csvLine([...ownCells(one), ...fields.map((key) => one.values[key] ?? "")])).join("");
      if (nextCursor === null) return;
      cursor = nextCursor;
    }
  }
}

const ownCells = (one: ListedRegistration): string[] => [
  one.number,
  one.form.name,
  one.status,
  one.person,
  one.source,
  one.submittedAt.toISOString(),
  one.dueAt?.toISOString() ?? "",
  one.decidedAt?.toISOString() ?? "",
  one.reviewerName ?? "",
  one.reason ?? "",
  one.proofOn ?? "",
  one.toCorrect.join(", "),
];
