import type { ReceivedEvent } from "../../channels/index.ts";
import { emit, type Tx } from "../../platform/index.ts";
import { messageDelivered, messageRead } from "../events.ts";

/**
 * Some providers name no messages but a moment: everything that was sent to the person before it has been delivered or read.
 * Our attempt is always before the provider's own time, so that is what is compared.
 */
export async function applyWatermarks(tx: Tx, workspaceId: string, received: ReceivedEvent[], now: Date): Promise<void> {
  for (const { event, channelId, at } of received) {
    if (event.type !== "watermark") continue;
    const key = event.contact.keys[0];
    const moved = await tx.named<{ id: string; conversationId: string }>(
      "inbox.apply_watermark",
      `update messages m set status = $5, sent_at = coalesce(sent_at, $4), delivered_at = coalesce(delivered_at, greatest($4::timestamptz, sent_at)),
         read_at = case when $5 = 'read' then coalesce(read_at, greatest($4::timestamptz, sent_at)) else read_at end, failure_code = null, failure_text = null
       from contact_identities i join conversations c on c.workspace_id = i.workspace_id and c.contact_id = i.contact_id and c.channel_id = $1
       where i.kind = $2 and i.value = $3 and m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'out' and not m.is_note
         and m.provider_message_id is not null and m.status in ('queued', 'unconfirmed', 'sent', 'delivered') and message_rank(m.status) < message_rank($5)
         and coalesce(m.attempted_at, m.occurred_at) <= $4 and m.created_at > $4::timestamptz - interval '30 days'
       returning m.id, m.conversation_id as "conversationId"`,
      [channelId, key?.kind ?? "", key?.value ?? "", at, event.status],
    );
    emit(
      tx,
      moved.map(({ id, conversationId }) =>
        (event.status === "read" ? messageRead : messageDelivered)({ workspaceId, conversationId, subjectId: id }),
      ),
      now,
    );
  }
}
