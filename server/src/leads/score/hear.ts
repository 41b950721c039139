import { contactChanged, messageEchoed, messageImported, messageReceived } from "../../inbox/index.ts";
import { consumer, type FeedEvent, lockingFirst, on, sql, type Tx } from "../../platform/index.ts";
import { type Cause, keepScores } from "./keep-scores.ts";
import { keepSignals } from "./signals.ts";

type Spoken = FeedEvent<{ contactId: string }>;

/** A person is scored anew when they write, and when what is known of them changes. Who wrote often in one batch is scored once. */
export const scoreListener = lockingFirst(
  lockPeople,
  consumer(
    "leads.score",
    on(messageReceived, (tx, events, now) => hear(tx, events, now, false)),
    on(messageImported, (tx, events, now) => hear(tx, events, now, true)),
    on(messageEchoed, (tx, events, now) => score(tx, events, now, {})),
    on(contactChanged, async (tx, events, now) => {
      const ids = [...new Set(events.flatMap(({ subjectId }) => subjectId ?? []))];
      const [{ workspaceId } = { workspaceId: "" }] = events;
      await keepScores(tx, { workspaceId, now }, ids, { cause: "contact" });
    }),
  ),
);

/** In one order, before anything of the batch is written. */
async function lockPeople(tx: Tx, events: FeedEvent[]): Promise<void> {
  // Of another kind of event the detail names nobody.
  const ids = events.flatMap(({ kind, subjectId, detail }) =>
    kind === contactChanged.kind ? (subjectId ?? []) : ((detail as { contactId?: string }).contactId ?? []),
  );
  await tx.run(sql`
    select 1 from contacts where workspace_id = current_workspace() and id = any(${[...new Set(ids)]}::uuid[]) order by id for no key update`);
}

async function hear(tx: Tx, events: Spoken[], now: Date, isHistory: boolean): Promise<void> {
  await keepSignals(tx, [...new Set(events.flatMap(({ subjectId }) => subjectId ?? []))]);
  const messages = new Map<string, string>();
  for (const { subjectId, detail } of events) if (subjectId !== null) messages.set(detail.contactId, subjectId);
  await score(tx, events, now, { messages, isHistory });
}

/** A conversation may belong to somebody else since: the person of now is scored. */
async function score(tx: Tx, events: Spoken[], now: Date, why: Omit<Cause, "cause">): Promise<void> {
  const [first] = events;
  if (first === undefined) return;
  const ids = [...new Set(events.map(({ detail }) => detail.contactId))];
  await keepScores(tx, { workspaceId: first.workspaceId, now }, ids, { cause: "message", ...why });
}
