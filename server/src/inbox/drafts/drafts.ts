import { type Ctx, sql, type Tx, tellMember } from "../../platform/index.ts";
import { ensureVisible } from "../conversations/conversations.ts";
import { visibleTo } from "../conversations/sight.ts";
import { draftChanged } from "../errors.ts";

export const DRAFT_KINDS = ["reply", "note"] as const;
type DraftKind = (typeof DRAFT_KINDS)[number];

/** What a member began to write, and has not sent. */
export interface Draft {
  conversationId: string;
  kind: DraftKind;
  text: string;
  /** Uploaded, and not sent. */
  files: { id: string; kind: string; fileName: string | null }[];
  quoted: { id: string; kind: string; text: string | null } | null;
  /** Grows with every change. */
  version: number;
  changedAt: Date;
}

export interface WriteDraft {
  conversationId: string;
  kind: DraftKind;
  text: string;
  attachmentIds: string[];
  quotedId: string | null;
  /** The version that the writer saw; null for none. */
  version: number | null;
}

/** More than these nobody has open; the oldest stay where they are. */
const MOST = 300;

/** The member's drafts in conversations that they see, the last changed first. */
export const listDrafts = (ctx: Ctx): Promise<Draft[]> => ctx.transaction((tx) => readDrafts(tx, ctx, sql`true`));

/**
 * Keeps what was written so far; the member's other tabs and devices are told. Files that are not the member's own, or were sent
 * meanwhile, are left out.
 * @throws {AppError} inbox.draft_changed when another tab or device wrote since `version`: nothing of it is overwritten.
 */
export async function writeDraft(ctx: Ctx, draft: WriteDraft): Promise<Draft> {
  const { conversationId, kind, text, attachmentIds, quotedId, version } = draft;
  return ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    const memberId = writerOf(ctx);
    const files = sql`array(select a.id from unnest(${attachmentIds}::uuid[]) with ordinality as wanted(id, place)
      join attachments a on a.workspace_id = current_workspace() and a.id = wanted.id
      where a.message_id is null and a.state = 'stored' and a.uploaded_by = ${ctx.actor.id} order by place)`;
    const quoted = sql`(select id from messages where id = ${quotedId} and conversation_id = ${conversationId})`;
    const written =
      version === null
        ? await tx.maybeOne(sql`
            insert into drafts (workspace_id, member_id, conversation_id, kind, text, attachment_ids, quoted_id, version, changed_at)
            values (${ctx.workspaceId}, ${memberId}, ${conversationId}, ${kind}, ${text}, ${files}, ${quoted}, 1, ${ctx.now()})
            on conflict do nothing returning 1`)
        : await tx.maybeOne(sql`
            update drafts set text = ${text}, attachment_ids = ${files}, quoted_id = ${quoted}, version = version + 1, changed_at = ${ctx.now()}
            where member_id = ${memberId} and conversation_id = ${conversationId} and kind = ${kind} and version = ${version} returning 1`);
    if (written === null) throw draftChanged();
    tellWriter(tx, ctx, conversationId);
    const [kept] = await readDrafts(tx, ctx, sql`d.conversation_id = ${conversationId} and d.kind = ${kind}`);
    if (kept === undefined) throw draftChanged();
    return kept;
  });
}

/**
 * Forgets a draft that was sent or thrown away; one that is not there is no problem.
 * @param version only this one; null for whatever is there.
 * @throws {AppError} inbox.draft_changed when another tab or device wrote since.
 */
export async function dropDraft(ctx: Ctx, { conversationId, kind, version }: Pick<WriteDraft, "conversationId" | "kind" | "version">) {
  await ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    const own = sql`member_id = ${writerOf(ctx)} and conversation_id = ${conversationId} and kind = ${kind}`;
    const dropped = await tx.maybeOne(
      sql`delete from drafts where ${own} and (${version}::int is null or version = ${version}) returning 1`,
    );
    if (dropped !== null) return tellWriter(tx, ctx, conversationId);
    if ((await tx.maybeOne(sql`select 1 from drafts where ${own}`)) !== null) throw draftChanged();
  });
}

/** When two conversations become one, what was begun in the first goes on in the second; of two beginnings both stay. */
export async function moveDrafts(tx: Tx, fromId: string, toId: string): Promise<void> {
  await tx.run(sql`
    insert into drafts (workspace_id, member_id, conversation_id, kind, text, attachment_ids, quoted_id, version, changed_at)
    select workspace_id, member_id, ${toId}, kind, text, attachment_ids, quoted_id, 1, changed_at from drafts where conversation_id = ${fromId}
    on conflict (workspace_id, member_id, conversation_id, kind) do update set
      text = concat_ws(E'\n\n', nullif(drafts.text, ''), nullif(excluded.text, '')), attachment_ids = drafts.attachment_ids || excluded.attachment_ids,
      version = drafts.version + 1, changed_at = greatest(drafts.changed_at, excluded.changed_at)`);
  await tx.run(sql`delete from drafts where conversation_id = ${fromId}`);
}

function readDrafts(tx: Tx, ctx: Ctx, which: ReturnType<typeof sql>): Promise<Draft[]> {
  return tx.many(sql<Draft>`
    select d.conversation_id as "conversationId", d.kind, d.text, d.version, d.changed_at as "changedAt",
      case when q.id is not null then json_build_object('id', q.id, 'kind', q.kind, 'text', case when q.deleted_at is null then left(q.text, 160) end) end as quoted,
      coalesce((select json_agg(json_build_object('id', a.id, 'kind', a.kind, 'fileName', a.file_name) order by wanted.place)
        from unnest(d.attachment_ids) with ordinality as wanted(id, place)
        join attachments a on a.workspace_id = d.workspace_id and a.id = wanted.id where a.message_id is null), '[]') as files
    from drafts d
    join conversations c on c.workspace_id = d.workspace_id and c.id = d.conversation_id
    left join messages q on q.workspace_id = d.workspace_id and q.id = d.quoted_id
    where d.member_id = ${writerOf(ctx)} and ${which} and ${visibleTo(ctx.actor)}
    order by d.changed_at desc limit ${MOST}`);
}

/** A key writes for the member who made it. */
const writerOf = ({ actor }: Ctx): string | null => actor.madeById ?? actor.id;

function tellWriter(tx: Tx, ctx: Ctx, conversationId: string) {
  const memberId = writerOf(ctx);
  if (memberId !== null)
    tellMember(tx, memberId, { workspaceId: ctx.workspaceId, kind: "draft.changed", conversationId, subjectId: memberId });
}
