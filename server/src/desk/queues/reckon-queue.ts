import { type ConsumerOffer, consumer, type JobOffer, job, on, sql } from "../../platform/index.ts";
import { calendarChanged } from "../../team/index.ts";
import { type DeskGround, deskCtx } from "../desk-ctx.ts";
import { reckonQueueJob } from "../job-kinds.ts";
import { reckonTicket } from "../tickets/change-ticket.ts";
import { lockOpenTicket } from "../tickets/ticket.ts";
import { reckonAgain } from "./change-queue.ts";
import { readQueue } from "./queue.ts";

/** Promises of open tickets after the hours or the promises of their queue changed, each under its conversation's lock. */
export function reckoning(ground: DeskGround): JobOffer {
  return job(reckonQueueJob, {
    atOnce: 2,
    async run({ workspaceId, payload: { queueId } }) {
      const ctx = deskCtx(ground, workspaceId, "reckoning");
      const open = await ctx.transaction((tx) =>
        tx.many(
          sql<{
            conversationId: string;
          }>`select conversation_id as "conversationId" from tickets where queue_id = ${queueId} and ended_at is null order by conversation_id`,
        ),
      );
      for (const { conversationId } of open)
        await ctx.transaction(async (tx) => {
          await tx.run(sql`select 1 from conversations where id = ${conversationId} for update`);
          const ticket = await lockOpenTicket(tx, conversationId);
          if (ticket !== null && ticket.queueId === queueId) await reckonTicket(tx, ticket, await readQueue(tx, queueId));
        });
    },
  });
}

/** Queues follow the calendar that they name. */
export const calendarListener: ConsumerOffer = consumer(
  "desk.follow_calendars",
  on(calendarChanged, async (tx, events, now) => {
    for (const { workspaceId, subjectId } of events) {
      const queues = await tx.many(sql<{ id: string }>`select queue_id as id from queue_settings where calendar_id = ${subjectId}`);
      for (const { id } of queues) reckonAgain(tx, workspaceId, id, now);
    }
  }),
);
