import { type NewNotice, tellMembers } from "../../notices/index.ts";
import { consumer, type FeedEvent, on, sql, type Tx } from "../../platform/index.ts";
import { membersWithRoles, namesOfMembers } from "../../team/index.ts";
import { type Assigned, conversationAssigned, floorLoopStopped, messageNoted } from "../events.ts";
import { ASSIGNED, LOOP_STOPPED, MENTIONED, RELEASED, TRANSFERRED } from "./member-kinds.ts";

/** Tells members what others did that concerns them; of their own acts they know. */
export const tellPeople = consumer(
  "inbox.tell_people",
  on(conversationAssigned, async (tx, events, now) => {
    const names = await namesOfMembers(
      tx,
      events.flatMap(({ detail: { from, to, by } }) => [from, to, by ?? null].filter((id) => id !== null)),
    );
    await tellAll(tx, events, now, (event) => aboutAssigning(event, (id) => (id == null ? null : (names.get(id) ?? null))));
  }),
  on(messageNoted, async (tx, events, now) => {
    const mentioning = events.filter(({ detail }) => detail.mentions.length > 0);
    if (mentioning.length === 0) return;
    const writers = await findWriters(tx, mentioning);
    await tellAll(tx, mentioning, now, (event) => aboutMentioning(event, writers.get(event.subjectId ?? "")));
  }),
  on(floorLoopStopped, async (tx, events, now) => {
    // Nobody's conversation then: those who look after all of them hear of it.
    const supervisors = await membersWithRoles(tx, ["supervisor", "manager"]);
    await tellAll(tx, events, now, ({ conversationId: subjectId, detail: { because } }) =>
      subjectId === null ? [] : supervisors.map(({ id: memberId }) => LOOP_STOPPED.of({ memberId, subjectId, facts: { because } })),
    );
  }),
);

async function tellAll<Detail>(tx: Tx, events: FeedEvent<Detail>[], now: Date, noticesOf: (event: FeedEvent<Detail>) => NewNotice[]) {
  for (const event of events) await tellMembers(tx, { workspaceId: event.workspaceId, now }, noticesOf(event));
}

function aboutAssigning(event: FeedEvent<Assigned>, nameOf: (id: string | null | undefined) => string | null): NewNotice[] {
  const { conversationId: subjectId, detail } = event;
  const { from, to, by } = detail;
  if (subjectId === null) return [];
  const byName = nameOf(by);
  const notices: NewNotice[] = [];
  if (to !== null && to !== by)
    notices.push(
      from === null
        ? ASSIGNED.of({ memberId: to, subjectId, facts: { by: byName } })
        : TRANSFERRED.of({ memberId: to, subjectId, facts: { by: byName, from: nameOf(from) } }),
    );
  // What nobody did the desk tells, which knows why.
  if (from !== null && from !== by && byName !== null)
    notices.push(RELEASED.of({ memberId: from, subjectId, facts: { by: byName, to: nameOf(to) } }));
  return notices;
}

interface Writer {
  id: string | null;
  name: string | null;
}

async function findWriters(tx: Tx, events: FeedEvent[]): Promise<Map<string, Writer>> {
  const rows = await tx.many(sql<Writer & { messageId: string }>`
    select id as "messageId", author_id as id, author_name as name from messages where id = any(${events.flatMap(({ subjectId }) => subjectId ?? [])})`);
  return new Map(rows.map(({ messageId, ...writer }) => [messageId, writer]));
}

function aboutMentioning({ conversationId, detail }: FeedEvent<{ mentions: string[] }>, writer: Writer | undefined): NewNotice[] {
  if (conversationId === null || writer === undefined) return [];
  return detail.mentions
    .filter((memberId) => memberId !== writer.id)
    .map((memberId) => MENTIONED.of({ memberId, subjectId: conversationId, facts: { by: writer.name } }));
}
