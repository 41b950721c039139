import { emit, newId, sql, type Tx } from "../../platform/index.ts";
import { sessionOpened } from "../events.ts";
import type { ReceivedRow } from "../messages/update-conversations.ts";
import { giveFloor, readFloor } from "./give-floor.ts";

/** An echo may be fetched late, and providers tell whole seconds: one that is older than this does not undo what came after it. */
const LATE_MS = 60_000;

/** Whoever answers in the provider's own app is a person: they have the floor, and a session that was not there begins. */
export async function takeFloorByEchoes(tx: Tx, workspaceId: string, fresh: ReceivedRow[], now: Date): Promise<void> {
  const newest = new Map<string, ReceivedRow>();
  for (const row of fresh) {
    const { direction, silent, content } = row.event;
    if (direction !== "out" || silent !== undefined || content.kind === "event") continue;
    if (row.at >= (newest.get(row.conversation.id)?.at ?? row.at)) newest.set(row.conversation.id, row);
  }
  for (const row of newest.values()) await takeByEcho(tx, workspaceId, row, now);
}

interface Latest {
  id: string;
  isClosed: boolean;
  /** Since when it is as it is. */
  since: Date | null;
}

async function takeByEcho(tx: Tx, workspaceId: string, { conversation, at }: ReceivedRow, now: Date): Promise<void> {
  const latest = await tx.maybeOne(sql<Latest>`
    select s.id, s.closed_at is not null or c.session_id is null as "isClosed", coalesce(s.closed_at, s.held_since) as since
    from conversations c join sessions s on s.workspace_id = c.workspace_id and s.conversation_id = c.id
    where c.id = ${conversation.id} order by s.opened_at desc, s.closed_at nulls first limit 1`);
  if (latest?.since != null && at.getTime() + LATE_MS < latest.since.getTime()) return;
  if (latest === null || latest.isClosed) return openByEcho(tx, workspaceId, conversation, at, now);
  const { holder } = await readFloor(tx, conversation.id);
  if (holder !== "person")
    await giveFloor(tx, { workspaceId, conversationId: conversation.id, now }, { holder: "person", id: null }, "echo");
  await tx.run(sql`update sessions set first_reply_at = ${at}, automatic_replies = 0, loop_stopped_at = null where id = ${latest.id}
    and (first_reply_at is null or automatic_replies > 0 or loop_stopped_at is not null)`);
}

async function openByEcho(tx: Tx, workspaceId: string, conversation: ReceivedRow["conversation"], at: Date, now: Date): Promise<void> {
  const { id: conversationId, contactId, channelId } = conversation;
  const sessionId = newId();
  await tx.run(sql`
    insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by, first_reply_at, holder, held_since)
    values (${workspaceId}, ${sessionId}, ${conversationId}, ${at}, 'member', ${at}, 'person', ${now})`);
  await tx.run(sql`
    update conversations set session_id = ${sessionId}, floor_version = floor_version + 1, person_floor_version = floor_version + 1,
      state = case when state = 'resolved' then 'open' else state end where id = ${conversationId}`);
  const detail = { contactId, channelId, by: "member" as const };
  emit(tx, [sessionOpened({ workspaceId, conversationId, subjectId: sessionId, detail })], now);
}
