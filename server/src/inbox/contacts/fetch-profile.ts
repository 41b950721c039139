import { adapterOf } from "../../channels/index.ts";
import { emit, type Job, sql } from "../../platform/index.ts";
import type { DeliveryParts } from "../delivery/delivery-parts.ts";
import { contactChanged } from "../events.ts";
import { identitiesOf } from "../messages/send-message.ts";
import { resolveContacts } from "./resolve-contacts.ts";

/** Asks the provider for a name, or for the number behind a hidden one; what a member wrote is never touched. */
export async function fetchProfile(
  { db, clock, adapters, channels, tools }: DeliveryParts,
  { workspaceId, payload: { contactId, channelId } }: Job<{ contactId: string; channelId: string }>,
): Promise<void> {
  const found = await db.inWorkspace(workspaceId, async (tx) => {
    const channel = await channels.open(tx, channelId);
    const adapter = channel === null ? null : adapterOf(adapters, channel.kind);
    if (channel === null || adapter?.fetchProfile === undefined) return null;
    const key = adapter.pickRecipient(await identitiesOf(tx, contactId), { kind: "text", text: "" });
    return key === null ? null : { channel, key, ask: adapter.fetchProfile };
  });
  if (found === null) return;
  const { name, username, keys = [] } = await found.ask(found.key, found.channel, tools);
  await db.inWorkspace(workspaceId, async (tx) => {
    // By the provider's own word they are one person: contacts that were two become one.
    if (keys.length > 0) await resolveContacts(tx, workspaceId, [{ sender: { keys: [found.key, ...keys] }, at: clock.now() }], clock.now());
    const attributes = JSON.stringify(username === undefined ? {} : { username });
    const changed = await tx.run(sql`
      update contacts set profile_name = coalesce(profile_name, ${name ?? null}), attributes = ${attributes}::jsonb || attributes, updated_at = ${clock.now()}
      where id = ${contactId} and (profile_name is null and ${name ?? null}::text is not null or not attributes @> ${attributes}::jsonb)`);
    if (changed > 0) emit(tx, [contactChanged({ workspaceId, subjectId: contactId })], clock.now());
  });
}
