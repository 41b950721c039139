import { compileOwnWords, readIntents } from "../../../../language/understand.ts";
import { fold } from "../../../../rules/fold.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { LEAD_INTENTS, type LeadIntent } from "./rubric.ts";

/** By intent, as people type them. */
export type IntentWords = Record<LeadIntent, string[]>;

export interface LeadWords {
  /** Of the workspace, beside those that the product knows. */
  words: IntentWords;
  /** What is found but is not to count: "preço justo", as the name of a shop. */
  ignored: IntentWords;
}

const NONE: IntentWords = { buy: [], schedule: [], price: [], discount: [] };
/** Until a workspace says otherwise. */
const FIRST_WORDS: IntentWords = {
  ...NONE,
  buy: ["interessado", "interessada", "tenho interesse", "interested", "interesado", "interesada"],
  discount: ["parcelamento", "parcelar", "installments", "cuotas"],
};

/** The words that count in the transaction's workspace. */
export async function readLeadWords(tx: Tx): Promise<LeadWords> {
  const kept = await tx.maybeOne(sql<{ words: Partial<IntentWords>; ignored: Partial<IntentWords> }>`
    select words, ignored from lead_settings where workspace_id = current_workspace()`);
  return { words: { ...FIRST_WORDS, ...kept?.words }, ignored: { ...NONE, ...kept?.ignored } };
}

/** Finds the intents of texts; what is denied ("não quero comprar") is none. Pure. */
export function intentReader({ words, ignored }: LeadWords): (text: string) => LeadIntent[] {
  const own = compileOwnWords(words);
  const isIgnored = (intent: LeadIntent, proof: string) => ignored[intent].some((term) => fold(term).trim() === fold(proof).trim());
  return (text) => {
    const found = readIntents(text, own);
    return LEAD_INTENTS.filter((intent) =>
      found.some(
        ({ value, span }) => value === intent && !isIgnored(intent, text.slice(span.from, span.to)) && !holdsIgnored(text, ignored[intent]),
      ),
    );
  };
}

/** A whole phrase that is not to count takes its text out. */
const holdsIgnored = (text: string, terms: readonly string[]) =>
  terms.some((term) => term.includes(" ") && fold(text).includes(fold(term).trim()));

interface Heard {
  messageId: string;
  contactId: string;
  conversationId: string;
  text: string;
  at: Date;
}

/** Reads what these messages show, and keeps it. What was kept of them before is replaced: words may have changed, or the message. */
export async function keepSignals(tx: Tx, messageIds: readonly string[], words?: LeadWords): Promise<void> {
  if (messageIds.length === 0) return;
  const heard = await tx.many(sql<Heard>`
    select m.id as "messageId", c.contact_id as "contactId", c.id as "conversationId", m.text, m.occurred_at as at
    from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
    where m.workspace_id = current_workspace() and m.id = any(${[...messageIds]}::uuid[]) and m.direction = 'in' and m.deleted_at is null and coalesce(m.text, '') <> ''`);
  const read = intentReader(words ?? (await readLeadWords(tx)));
  const signals = heard.flatMap(({ text, ...rest }) => read(text).map((intent) => ({ intent, ...rest })));
  await tx.run(sql`delete from lead_signals where workspace_id = current_workspace() and message_id = any(${[...messageIds]}::uuid[])`);
  if (signals.length === 0) return;
  await tx.run(sql`
    insert into lead_signals (workspace_id, message_id, intent, contact_id, conversation_id, at)
    select current_workspace(), * from unnest(${signals.map(({ messageId }) => messageId)}::uuid[], ${signals.map(({ intent }) => intent)}::text[],
      ${signals.map(({ contactId }) => contactId)}::uuid[], ${signals.map(({ conversationId }) => conversationId)}::uuid[], ${signals.map(({ at }) => at)}::timestamptz[])
    on conflict do nothing`);
}
