import { setTranscribing } from "../../inbox/index.ts";
import { type Ctx, type SealedOffer, type Secrets, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { transcriberNeedsKey } from "../errors.ts";

export const TRANSCRIBER_KINDS = ["openai_compatible", "azure_speech"] as const;

/** Who writes down the voice messages of a workspace, with its key. */
export interface Transcriber {
  kind: (typeof TRANSCRIBER_KINDS)[number];
  address: string;
  model: string;
  language: string;
  key: string | null;
  /** Millionths of a US dollar. */
  priceAMinute: number;
}

export type ShownTranscriber = Omit<Transcriber, "key"> & { hasKey: boolean };
/** Without a key the one that is kept stays. */
export type TranscriberInput = Omit<Transcriber, "key"> & { key?: string | undefined };

const columns = sql`kind, address, model, language, price_a_minute as "priceAMinute"`;
const placeOf = (workspaceId: string) => ({ workspaceId, table: "ai_speech", rowId: workspaceId, column: "sealed" });

export const readTranscriber = (tx: Tx): Promise<ShownTranscriber | null> =>
  tx.maybeOne(sql<ShownTranscriber>`select ${columns}, sealed is not null as "hasKey" from ai_speech`);

/** With its key, for one request. */
export async function openTranscriber(tx: Tx, secrets: Secrets, workspaceId: string): Promise<Transcriber | null> {
  const row = await tx.maybeOne(sql<Omit<Transcriber, "key"> & { sealed: string | null }>`select ${columns}, sealed from ai_speech`);
  if (row === null) return null;
  const { sealed, ...shown } = row;
  return { ...shown, key: sealed === null ? null : secrets.decrypt(sealed, placeOf(workspaceId)) };
}

/**
 * From now on voice messages are written down. A key never goes to another place than the one it was given for.
 * @throws {AppError} ai.transcriber_needs_key
 */
export function keepTranscriber(ctx: Ctx, secrets: Secrets, { key, ...input }: TranscriberInput): Promise<ShownTranscriber> {
  return ctx.transaction(async (tx) => {
    const before = await tx.maybeOne(sql<{ address: string; kind: string; sealed: string | null }>`
      select address, kind, sealed from ai_speech for update`);
    const isMoved = before !== null && (before.kind !== input.kind || originOf(before.address) !== originOf(input.address));
    if (before !== null && before.sealed !== null && isMoved && key === undefined) throw transcriberNeedsKey();
    const sealed = key === undefined ? (before?.sealed ?? null) : key === "" ? null : secrets.encrypt(key, placeOf(ctx.workspaceId));
    await tx.run(sql`
      insert into ai_speech (workspace_id, kind, address, model, language, sealed, price_a_minute, changed_at)
      values (${ctx.workspaceId}, ${input.kind}, ${input.address}, ${input.model}, ${input.language}, ${sealed}, ${input.priceAMinute}, ${ctx.now()})
      on conflict (workspace_id) do update set kind = excluded.kind, address = excluded.address, model = excluded.model, language = excluded.language,
        sealed = excluded.sealed, price_a_minute = excluded.price_a_minute, changed_at = excluded.changed_at`);
    await setTranscribing(tx, ctx, true);
    const detail = { ...input, keyChanged: key !== undefined };
    await recordAudit(tx, ctx, { action: "ai_transcriber.changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail });
    return { ...input, hasKey: sealed !== null };
  });
}

/** Voice messages stay as they are; nothing waits for words. */
export function removeTranscriber(ctx: Ctx): Promise<void> {
  return ctx.transaction(async (tx) => {
    const gone = await tx.run(sql`delete from ai_speech where workspace_id = ${ctx.workspaceId}`);
    await setTranscribing(tx, ctx, false);
    if (gone > 0)
      await recordAudit(tx, ctx, { action: "ai_transcriber.removed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: {} });
  });
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : address);

/** So that a change of the secret key covers it. */
export const sealedTranscribers = (secrets: Secrets): SealedOffer => ({
  offer: "sealed",
  what: "keys of transcribers",
  scope: "workspace",
  async reseal(tx, limit, workspaceId) {
    const rows = await tx.many(sql<{ sealed: string }>`
      select sealed from ai_speech where sealed is not null and not starts_with(sealed, ${secrets.currentPrefix}) limit ${limit} for update`);
    for (const { sealed } of rows)
      await tx.run(
        sql`update ai_speech set sealed = ${secrets.reencrypt(sealed, placeOf(workspaceId))} where workspace_id = ${workspaceId}`,
      );
    return rows.length;
  },
});
