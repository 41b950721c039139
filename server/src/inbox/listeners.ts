import { noteInbound } from "../channels/index.ts";
import { addJobs, type ConsumerOffer, consumer, on, type Tx } from "../platform/index.ts";
import { messageImported, messageReceived, sessionOpened } from "./events.ts";
import { fetchProfileJob } from "./job-kinds.ts";

/** What the inbox does about what happened, when it may happen a moment later. */
export const inboxListeners: ConsumerOffer[] = [
  consumer(
    "inbox.ask_for_names",
    on(sessionOpened, async (tx, events, now) => {
      const begun = events.filter(({ detail }) => detail.by === "contact").map(({ detail }) => detail);
      const nameless = await findNameless(
        tx,
        begun.map(({ contactId }) => contactId),
      );
      const wanted = new Map(begun.filter(({ contactId }) => nameless.has(contactId)).map((one) => [one.contactId, one]));
      addJobs(
        tx,
        [...wanted.values()].map(({ contactId, channelId }) =>
          fetchProfileJob({ workspaceId: events[0]?.workspaceId ?? "", payload: { contactId, channelId } }),
        ),
        now,
      );
    }),
  ),
  consumer(
    "inbox.note_activity",
    on(messageReceived, async (tx, events, now) => {
      await noteInbound(
        tx,
        events.map(({ detail }) => detail.channelId),
        now,
      );
    }),
    on(messageImported, async (tx, events, now) => {
      const live = events.filter(({ detail }) => detail.silent !== "history");
      if (live.length > 0)
        await noteInbound(
          tx,
          live.map(({ detail }) => detail.channelId),
          now,
        );
    }),
  ),
];

/** Contacts whose name no message told, or who are known by a hidden number only: their provider is asked when a session begins. */
async function findNameless(tx: Tx, contactIds: string[]): Promise<Set<string>> {
  const rows = await tx.named<{ id: string }>(
    "inbox.find_nameless",
    `select c.id from contacts c where c.workspace_id = current_workspace() and c.id = any($1) and (c.profile_name is null
       or not exists (select 1 from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind <> 'whatsapp_lid'))`,
    [contactIds],
  );
  return new Set(rows.map(({ id }) => id));
}
