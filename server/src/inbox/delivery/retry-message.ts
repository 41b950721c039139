import { addJobs, type Ctx, emit, notFound, sql } from "../../platform/index.ts";
import { messageVisibleTo } from "../conversations/sight.ts";
import { notRetryable } from "../errors.ts";
import { messageQueued } from "../events.ts";
import { deliverJob } from "../job-kinds.ts";
import { deliveryKey } from "../messages/send-message.ts";

/** A person decides to send again what failed, waits, or stayed unconfirmed; the program itself never does. */
export async function retryMessage(ctx: Ctx, messageId: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const message = await tx.maybeOne(sql<{ conversationId: string; channelId: string; status: string; isParked: boolean }>`
      select conversation_id as "conversationId", channel_id as "channelId", status, parked_at is not null as "isParked" from messages m
      where id = ${messageId} and direction = 'out' and not is_note and ${messageVisibleTo(ctx.actor)} for update`);
    if (message === null) throw notFound({ what: "message" });
    if (message.status !== "failed" && message.status !== "unconfirmed" && !message.isParked) throw notRetryable();
    await tx.run(sql`
      update messages set status = 'queued', failure_code = null, failure_text = null, failed_at = null, attempted_at = null, attempts = 0, parked_at = null, provider_message_id = null, floor_version = null
      where id = ${messageId}`);
    emit(tx, [messageQueued({ workspaceId: ctx.workspaceId, conversationId: message.conversationId, subjectId: messageId })], ctx.now());
    addJobs(
      tx,
      [
        deliverJob({
          workspaceId: ctx.workspaceId,
          payload: { messageId, channelId: message.channelId },
          key: deliveryKey(message.conversationId),
        }),
      ],
      ctx.now(),
    );
  });
}
