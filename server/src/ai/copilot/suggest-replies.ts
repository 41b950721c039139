import { listCannedReplies } from "../../inbox/index.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import { LANGUAGES } from "../closed-sets.ts";
import { POSSIBLE } from "../knowledge/answer-question.ts";
import { findPassages, readerOutside } from "../knowledge/find-passages.ts";
import { tellingStems } from "../knowledge/plain-words.ts";
import { presentSource } from "../knowledge/questions.routes.ts";
import { stemsOf } from "../knowledge/stems.ts";

/** A text that could be answered with; a person reads and sends it. */
interface Suggestion {
  kind: "knowledge" | "canned";
  text: string;
  replyId: string | null;
  source: ReturnType<typeof presentSource> | null;
}

const MOST_PASSAGES = 2;
const MOST_CANNED = 2;
/** A canned reply has so much of what was asked. */
const FITS = 0.34;

/** For what the contact wrote since the team last answered: only from what this contact may read. */
export async function suggestReplies(ctx: Ctx, conversationId: string): Promise<Suggestion[]> {
  const asked = await ctx.transaction(async (tx) => {
    const rows = await tx.many(sql<{ text: string; persona: string }>`
      select m.text, k.persona from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
        join contacts k on k.workspace_id = c.workspace_id and k.id = c.contact_id
      where m.conversation_id = ${conversationId} and m.direction = 'in' and m.text <> '' and m.deleted_at is null
        and m.occurred_at >= coalesce((select max(o.occurred_at) from messages o where o.workspace_id = m.workspace_id and o.conversation_id = m.conversation_id
          and o.direction = 'out' and not o.is_note and o.author_kind in ('member', 'api_key')), '-infinity')
      order by m.occurred_at desc, m.arrival desc limit 5`);
    const [last] = rows;
    if (last === undefined) return null;
    const texts = rows.toReversed().map(({ text }) => text);
    const question = texts.join(" ").slice(-500);
    const base = { question, reader: readerOutside(last.persona), languages: [...LANGUAGES], kinds: [], now: ctx.now() };
    return { question, found: await findPassages(tx, { ...base, limit: MOST_PASSAGES }) };
  });
  if (asked === null) return [];
  const sources = asked.found.filter(({ score }) => score >= POSSIBLE).map((one) => presentSource(one, asked.question));
  const known = sources.map((source): Suggestion => ({ kind: "knowledge", text: source.text, replyId: null, source }));
  return [...known, ...(await fittingCanned(ctx, asked.question))];
}

async function fittingCanned(ctx: Ctx, question: string): Promise<Suggestion[]> {
  const wanted = tellingStems(question);
  return (await listCannedReplies(ctx))
    .map(({ id, name, text }) => {
      const stems = new Set(stemsOf(`${name} ${text}`));
      return { id, text, fit: wanted.filter((stem) => stems.has(stem)).length / Math.max(1, wanted.length) };
    })
    .filter(({ fit }) => fit >= FITS)
    .toSorted((a, b) => b.fit - a.fit)
    .slice(0, MOST_CANNED)
    .map(({ id, text }) => ({ kind: "canned", text, replyId: id, source: null }));
}
