import { type Ctx, makeToken, notFound, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { ensureScopes } from "./key-scopes.ts";

/**
 * Gives a key a new text; the one before holds for `hours` more, so that what uses it can change over. One from before that ends.
 * @throws {AppError} platform.not_found when it was revoked or has ended, team.scope_too_wide
 */
export async function rotateApiKey(ctx: Ctx, keyId: string, hours: number): Promise<{ token: string; formerUntil: Date }> {
  const { token, hash } = makeToken("api-key", "prosa");
  const formerUntil = new Date(ctx.now().getTime() + hours * 3_600_000);
  await ctx.transaction(async (tx) => {
    const key = await tx.maybeOne(sql<{ name: string; scopes: string[] }>`
      select name, scopes from api_keys
      where id = ${keyId} and revoked_at is null and (expires_at is null or expires_at > ${ctx.now()}) for update`);
    if (key === null) throw notFound({ what: "API key" });
    ensureScopes(ctx, key.scopes);
    await tx.run(sql`
      update api_keys set token_hash = ${hash}, prefix = ${token.slice(0, 12)}, former_hash = token_hash, former_until = ${formerUntil}
      where id = ${keyId}`);
    const detail = { name: key.name, formerUntil: formerUntil.toISOString() };
    await recordAudit(tx, ctx, { action: "api_key.rotated", subjectKind: "api_key", subjectId: keyId, detail });
  });
  return { token, formerUntil };
}
