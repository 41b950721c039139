import { type Ctx, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import type { Consent, Lifecycle } from "../closed-sets.ts";
import { branchesOf, contactVisibleTo, type Fragment, hasVisibleConversation } from "../conversations/sight.ts";

export interface ContactRow {
  id: string;
  name: string | null;
  profileName: string | null;
  persona: string;
  lifecycle: Lifecycle;
  attributes: Record<string, unknown>;
  marketingConsent: Consent;
  identities: { kind: string; value: string; firstSeenAt: string; lastSeenAt: string }[] | null;
  mergedFrom: { id: string; contactId: string; reason: string; mergedAt: string }[] | null;
  createdAt: Date;
}

const SELECT = sql`
  select p.id, p.name, p.profile_name as "profileName", p.persona, p.lifecycle, p.attributes, p.marketing_consent as "marketingConsent", p.created_at as "createdAt",
    (select json_agg(json_build_object('kind', i.kind, 'value', i.value, 'firstSeenAt', i.first_seen_at, 'lastSeenAt', i.last_seen_at) order by i.kind, i.value)
      from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id) as identities,
    (select json_agg(json_build_object('id', g.id, 'contactId', g.merged_id, 'reason', g.reason, 'mergedAt', g.merged_at) order by g.merged_at)
      from contact_merges g where g.workspace_id = p.workspace_id and g.kept_id = p.id and g.undone_at is null) as "mergedFrom"`;

/** @throws {AppError} platform.not_found where there is none that the asker sees */
export function findContact(ctx: Ctx, id: string): Promise<ContactRow> {
  return ctx.transaction((tx) => readContact(tx, id, contactVisibleTo(ctx.actor)));
}

/** What became of a contact that the asker has just changed, also where they no longer see it. */
export function showChangedContact(ctx: Ctx, id: string): Promise<ContactRow> {
  return ctx.transaction((tx) => readContact(tx, id, sql`true`));
}

async function readContact(tx: Tx, id: string, visible: Fragment): Promise<ContactRow> {
  const row = await tx.maybeOne(sql<ContactRow>`${SELECT} from contacts p where p.id = ${id} and ${visible}`);
  if (row === null) throw notFound({ what: "contact" });
  return row;
}

/** The one way to a contact that is acted upon: fetched with the asker's sight, and locked. @throws {AppError} platform.not_found */
export async function accessContact(tx: Tx, ctx: Ctx, id: string): Promise<{ mergedInto: string | null }> {
  const row = await tx.maybeOne(sql<{ mergedInto: string | null }>`
    select p.merged_into as "mergedInto" from contacts p where p.id = ${id} and ${contactVisibleTo(ctx.actor)} for update`);
  if (row === null) throw notFound({ what: "contact" });
  return row;
}

/** Conversations up to which their contacts are gathered and sorted. With more of them in sight, walking all contacts soon finds a page. */
const FEW = 10_000;

/** The newest contacts, at most `limit`; of those who do not see all, the contacts of conversations that they see. */
export function listContacts(ctx: Ctx, limit: number, cursor: string | undefined): Promise<ContactRow[]> {
  const [before, beforeId] = cursor === undefined ? [null, null] : readCursor(cursor, "time", "id");
  const after = before === null ? sql`` : sql`and (p.created_at, p.id) < (${before}::timestamptz, ${beforeId}::uuid)`;
  const page = (from: Fragment, visible: Fragment) => sql<ContactRow>`
    with page as (
      select p.* from ${from} where p.workspace_id = ${ctx.workspaceId} and p.merged_into is null and ${visible} ${after}
      order by p.created_at desc, p.id desc limit ${limit})
    ${SELECT} from page p order by p.created_at desc, p.id desc`;
  return ctx.transaction(async (tx) => {
    if (ctx.actor.sight.kind === "all") return tx.many(page(sql`contacts p`, sql`true`));
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from (${seen(ctx, sql`limit ${FEW + 1}`)}) seen`);
    if (count > FEW) return tx.many(page(sql`contacts p`, hasVisibleConversation(ctx.actor)));
    return tx.many(
      page(
        sql`(select distinct contact_id from (${seen(ctx, sql``)}) each offset 0) seen join contacts p on p.id = seen.contact_id`,
        sql`true`,
      ),
    );
  });
}

/** The contact of each conversation that the asker sees. @param limit for each part of them */
function seen(ctx: Ctx, limit: Fragment): Fragment {
  const parts = branchesOf(ctx.actor).map(({ from, where }) => {
    const joined = from === null ? sql`conversations c` : sql`${from} cross join conversations c`;
    return sql`(select c.contact_id from ${joined} where c.workspace_id = ${ctx.workspaceId} and ${where} ${limit})`;
  });
  return sql.join(parts, sql` union all `);
}
