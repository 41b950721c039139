import { newId, sql, type Tx } from "../../platform/index.ts";

/** A centred line of the timeline: what happened, and who did it. */
export interface Line {
  workspaceId: string;
  conversation: { id: string; channelId: string };
  /** The web has words for it: `event.<name>`. */
  event: string;
  detail: Record<string, unknown>;
  author: { kind: string; id: string | null; name: string | null };
  now: Date;
}

/** Writes a line for the team; the contact never sees it. */
export async function writeLine(tx: Tx, { workspaceId, conversation, event, detail, author, now }: Line): Promise<void> {
  await tx.run(sql`
    insert into messages (workspace_id, id, conversation_id, channel_id, direction, is_note, author_kind, author_id, author_name, kind, content, status, occurred_at, created_at)
    values (${workspaceId}, ${newId()}, ${conversation.id}, ${conversation.channelId}, 'out', true, ${author.kind}, ${author.id}, ${author.name}, 'event',
      ${JSON.stringify({ event, ...detail })}, 'sent', greatest(${now}::timestamptz, (select last_message_at from conversations where id = ${conversation.id})), ${now})`);
}
