import { type TObject, Type } from "typebox";
import type { Action } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import type { DocumentKind, KnowledgeLanguage } from "../closed-sets.ts";
import { type FoundPassage, findPassages, type Reader } from "../knowledge/find-passages.ts";

/** Of whose conversation a tool is: what it may see is settled here, and by nothing that a model says. */
export interface ToolPlace {
  conversationId: string;
  contactId: string;
  sessionId: string;
  reader: Reader;
  languages: readonly KnowledgeLanguage[];
  knowledgeKinds: readonly DocumentKind[];
  /** Passages that the model was given so far; those that are found are numbered on. */
  given: FoundPassage[];
  now: Date;
}

/** The one that looks at nobody's data. */
export const KNOWLEDGE_SEARCH = "knowledge.search";

export interface OwnTool {
  id: string;
  label: Action["label"];
  about: string;
  input: TObject;
  run(tx: Tx, place: ToolPlace, input: Record<string, unknown>): Promise<Record<string, unknown>>;
}

const closed = { additionalProperties: false };
const MOST_FOUND = 4;
const MOST_LINES = 30;
const LINE_CHARACTERS = 400;

/** What this room lets a model look up. */
export const OWN_TOOLS: readonly OwnTool[] = [
  {
    id: KNOWLEDGE_SEARCH,
    label: { "pt-BR": "Buscar no conhecimento", en: "Search the knowledge", es: "Buscar en el conocimiento" },
    about:
      "Search the team's published texts in other words than the contact's. Gives passages with numbers that can be quoted as sources.",
    input: Type.Object({ question: Type.String({ minLength: 2, maxLength: 300 }) }, closed),
    run: (tx, place, { question }) => searchKnowledge(tx, place, String(question)),
  },
  {
    id: "contact.read",
    label: { "pt-BR": "Ver o contato", en: "See the contact", es: "Ver el contacto" },
    about: "What the team knows of the person who writes: name, whether they are a customer, labels of the conversation.",
    input: Type.Object({}, closed),
    run: (tx, { conversationId, contactId }) =>
      tx.one(sql<{ name: string | null; persona: string; stage: string; since: string }>`
        select coalesce(k.name, k.profile_name) as name, k.persona, k.lifecycle as stage, to_char(k.created_at, 'YYYY-MM-DD') as since
        from contacts k join conversations c on c.workspace_id = k.workspace_id and c.contact_id = k.id where k.id = ${contactId} and c.id = ${conversationId}`),
  },
  {
    id: "conversation.history",
    label: { "pt-BR": "Ver o histórico", en: "See the history", es: "Ver el historial" },
    about: "What was said in this conversation before today's matter began, the newest last.",
    input: Type.Object({}, closed),
    async run(tx, { conversationId, sessionId }) {
      const lines = await tx.many(sql<{ direction: string; text: string; at: string }>`
        select m.direction, left(m.text, ${LINE_CHARACTERS}) as text, to_char(m.occurred_at, 'YYYY-MM-DD HH24:MI') as at
        from messages m join sessions s on s.workspace_id = m.workspace_id and s.id = ${sessionId}
        where m.conversation_id = ${conversationId} and m.text <> '' and not m.is_note and m.deleted_at is null and m.kind not in ('event', 'reaction') and m.occurred_at < s.opened_at
        order by m.occurred_at desc, m.arrival desc limit ${MOST_LINES}`);
      return { lines: lines.toReversed().map(({ direction, text, at }) => ({ by: direction === "in" ? "contact" : "team", text, at })) };
    },
  },
];

/** Adds what it finds to what was given, and numbers it on. */
export async function searchKnowledge(
  tx: Tx,
  { reader, languages, knowledgeKinds, given, now }: Pick<ToolPlace, "reader" | "languages" | "knowledgeKinds" | "given" | "now">,
  question: string,
): Promise<Record<string, unknown>> {
  const found = await findPassages(tx, { question, reader, languages, kinds: knowledgeKinds, now, limit: MOST_FOUND });
  for (const one of found) if (!given.some(({ passageId }) => passageId === one.passageId)) given.push(one);
  return {
    passages: found.map(({ passageId, title, heading, text }) => ({
      number: given.findIndex((one) => one.passageId === passageId) + 1,
      title: heading === "" || heading === title ? title : `${title} › ${heading}`,
      text,
    })),
  };
}
