import { type TurnListenerOffer, turnListener } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type ChatGround, sayOf, systemCtx } from "../chat/chat-ground.ts";
import { contactMenu, menuWord } from "../chat/menu.ts";
import { hearReport, type Told } from "./hear-report.ts";
import { knownReporter } from "./reporter.ts";

/**
 * Reports of contacts are read in the turn that nobody has the floor for: whoever would begin it, a bot or a queue, is asked only when these
 * words are no report, so nobody speaks beside us. A turn waits for the words of a voice message.
 */
export const reportListener = (ground: ChatGround): TurnListenerOffer =>
  turnListener({
    async hears(tx, { workspaceId, conversationId, since, correlationId }) {
      const ctx = systemCtx(ground, workspaceId, correlationId);
      let isHeard = false;
      for (const told of await unanswered(tx, conversationId, since)) if (await hearContact(tx, ctx, ground, told)) isHeard = true;
      return isHeard;
    },
  });

/** One message of a contact, while nobody has the floor. @returns whether it was for us */
export async function hearContact(tx: Tx, ctx: Ctx, ground: ChatGround, told: Told): Promise<boolean> {
  const reporter = await knownReporter(tx, ground, ctx, told.writerId);
  // Members are heard at once, whoever has the floor: see chat/hear.ts.
  if (reporter === null || reporter.ctx.actor.kind === "member") return false;
  if (await hearReport(tx, ctx, ground, told)) return true;
  if (!reporter.isOurs || told.kind !== "text" || menuWord(told.text) === null) return false;
  const content = await contactMenu(tx, ctx, told.writerId, reporter.ctx.actor.name);
  return sayOf(tx, ctx, ground, { conversationId: told.conversationId, orderId: null, content });
}

/** What came in the turn, and after the last that was said to them. The newest of a chat are read along their index. */
const unanswered = (tx: Tx, conversationId: string, since: Date): Promise<Told[]> =>
  tx.many(sql<Told>`
    with newest as (
      select * from messages where conversation_id = ${conversationId} and not is_note and kind <> 'event' and deleted_at is null
      order by occurred_at desc, arrival desc limit 20)
    select m.id, m.conversation_id as "conversationId", m.author_id as "writerId", m.kind, coalesce(h.text, m.text, '') as text, coalesce(h.needs_review, false) as "needsReview"
    from newest m cross join lateral (
      select string_agg(a.transcript_text, ' ' order by a.position, a.id) as text, bool_or(a.transcript_state = 'needs_review') as needs_review
      from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id) h
    where m.direction = 'in' and m.kind <> 'choice' and m.author_id is not null and m.created_at >= ${since}
      and m.arrival > coalesce((select max(o.arrival) from newest o where o.direction = 'out'), 0)
    order by m.arrival`);
