import { type Ctx, sql, type Tx } from "../platform/index.ts";
import type { Rights, RoleHolder } from "./rights.ts";
import { SIGHT, type SightRow, sightOf } from "./sight.ts";

/**
 * A member or a key as they may act now, for what they asked for earlier: with the rights and the sight of today.
 * @returns null when the member is gone, or the key was revoked or has ended
 */
export async function findActor(
  tx: Tx,
  rights: Rights,
  { kind, id, now }: { kind: "member" | "api_key"; id: string; now: Date },
): Promise<Ctx["actor"] | null> {
  if (kind === "member") {
    const member = await tx.maybeOne(sql<{ name: string } & SightRow>`
      select m.name, ${sql.raw(SIGHT)} from members m where m.id = ${id} and m.removed_at is null`);
    return member === null ? null : { kind, id, name: member.name, capabilities: rights.heldBy(member), sight: sightOf(member) };
  }
  const key = await tx.maybeOne(sql<{ name: string; scopes: string[] } & SightRow>`
    select k.name, k.scopes, ${sql.raw(SIGHT)} from api_keys k join members m on m.workspace_id = k.workspace_id and m.id = k.created_by
    where k.id = ${id} and k.revoked_at is null and (k.expires_at is null or k.expires_at > ${now}) and m.removed_at is null`);
  if (key === null) return null;
  return { kind, id, name: key.name, capabilities: withinHolder(rights, key), sight: sightOf(key), madeById: key.memberId };
}

/** A key may never do what its maker may not, also after they lost it. */
export function withinHolder(rights: Pick<Rights, "heldBy">, key: RoleHolder & { scopes: readonly string[] }): ReadonlySet<string> {
  const held = rights.heldBy(key);
  return new Set(key.scopes.filter((scope) => held.has(scope)));
}

/** The member behind what a member or a key did: themselves, or who made the key. Null when they are gone. */
export async function findMemberBehind(tx: Tx, { kind, id }: { kind: "member" | "api_key"; id: string }): Promise<string | null> {
  const which =
    kind === "member"
      ? sql`m.id = ${id}`
      : sql`m.id = (select k.created_by from api_keys k where k.workspace_id = m.workspace_id and k.id = ${id})`;
  return (await tx.maybeOne(sql<{ id: string }>`select m.id from members m where m.removed_at is null and ${which}`))?.id ?? null;
}
