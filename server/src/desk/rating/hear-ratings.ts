import { changeConversationIn, isTap, messageReceived, readFloor } from "../../inbox/index.ts";
import { type ConsumerOffer, type Ctx, consumer, on, sql, type Tx } from "../../platform/index.ts";
import { type DeskGround, deskCtx } from "../desk-ctx.ts";
import { RATE } from "./ask-rating.ts";

/** What is written so soon after a rating belongs to it. */
const COMMENT_MINUTES = 15;

/** A rating is an answer about what is over: it opens nothing. Words that follow it are kept with it, and answered like any others. */
export const ratingListener = (ground: DeskGround): ConsumerOffer =>
  consumer(
    "desk.hear_ratings",
    on(messageReceived, async (tx, events) => {
      const first = events.filter(({ detail, conversationId }) => detail.isFirstOfSession && conversationId !== null);
      for (const { workspaceId, conversationId, subjectId, correlationId, seq } of first.toSorted((a, b) =>
        (a.conversationId ?? "") < (b.conversationId ?? "") ? -1 : 1,
      ))
        await hear(tx, deskCtx(ground, workspaceId, correlationId ?? `event ${seq}`), conversationId as string, subjectId as string);
    }),
  );

interface Said {
  kind: string;
  text: string | null;
  choiceId: string | null;
  sessionId: string | null;
}

async function hear(tx: Tx, ctx: Ctx, conversationId: string, messageId: string): Promise<void> {
  const rated = await tx.maybeOne(sql<{ ticketId: string; isOpenForWords: boolean }>`
    select r.ticket_id as "ticketId", r.comment is null and r.rated_at >= ${new Date(ctx.now().getTime() - COMMENT_MINUTES * 60_000)} as "isOpenForWords"
    from tickets t join ticket_ratings r on r.workspace_id = t.workspace_id and r.ticket_id = t.id
    where t.conversation_id = ${conversationId} and r.asked_at is not null order by t.opened_at desc limit 1`);
  if (rated === null) return;
  await tx.run(sql`select 1 from conversations where id = ${conversationId} for update`);
  const said = await tx.maybeOne(sql<Said>`select kind, text, content->>'id' as "choiceId" from messages where id = ${messageId}`);
  if (said === null) return;
  const isRating =
    said.kind === "choice" &&
    said.choiceId !== null &&
    isTap({ kind: "choice", id: said.choiceId, text: "" }) &&
    said.choiceId.includes(RATE);
  const isComment = said.kind === "text" && said.text !== null && rated.isOpenForWords;
  if (!isRating && !isComment) return;
  if (isComment) await tx.run(sql`update ticket_ratings set comment = left(${said.text}, 2000) where ticket_id = ${rated.ticketId}`);
  // Whoever began to answer meanwhile goes on.
  if (isRating && (await readFloor(tx, conversationId)).holder === "nobody")
    await changeConversationIn(tx, ctx, conversationId, { state: "resolved" });
}
