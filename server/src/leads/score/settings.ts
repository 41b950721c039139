import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { type IntentWords, type LeadWords, readLeadWords } from "./signals.ts";

export type WordsChange = { words?: Partial<IntentWords> | undefined; ignored?: Partial<IntentWords> | undefined };

/** Which words show interest. What people wrote before is read with them when everybody is scored again. */
export const changeLeadWords = (ctx: Ctx, change: WordsChange): Promise<LeadWords> =>
  ctx.transaction(async (tx) => {
    const before = await readLeadWords(tx);
    await write(tx, ctx, { words: { ...before.words, ...change.words }, ignored: { ...before.ignored, ...change.ignored } });
    await recordAudit(tx, ctx, { action: "lead_settings.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: change });
    return readLeadWords(tx);
  });

async function write(tx: Tx, ctx: Ctx, { words, ignored }: LeadWords): Promise<void> {
  await tx.run(sql`
    insert into lead_settings (workspace_id, words, ignored) values (${ctx.workspaceId}, ${JSON.stringify(words)}, ${JSON.stringify(ignored)})
    on conflict (workspace_id) do update set words = excluded.words, ignored = excluded.ignored`);
}
