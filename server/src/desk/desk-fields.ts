import { offerFields } from "../inbox/index.ts";
import { sql, type Tx } from "../platform/index.ts";

interface DeskSubject {
  waits: boolean;
  dueAt: Date | null;
  protocol: string | null;
  isUnanswered: boolean;
}

const WAITS = sql`exists (select 1 from tickets t where t.workspace_id = c.workspace_id and t.conversation_id = c.id and t.state = 'waiting')`;
const UNANSWERED = sql`exists (select 1 from tickets t where t.workspace_id = c.workspace_id and t.conversation_id = c.id and t.is_unanswered)`;
const PROTOCOL = sql`(select t.protocol from tickets t where t.workspace_id = c.workspace_id and t.conversation_id = c.id order by t.opened_at desc limit 1)`;

/** What conditions on conversations may ask of the desk. */
export const deskFields = offerFields<DeskSubject>(
  [
    {
      id: "ticket.waits",
      type: "yes_no",
      label: { "pt-BR": "Espera na fila", en: "Waits in a queue", es: "Espera en la cola" },
      read: ({ waits }) => waits,
      sql: () => WAITS,
    },
    {
      id: "ticket.due_at",
      type: "date_time",
      label: { "pt-BR": "Prazo", en: "Deadline", es: "Plazo" },
      read: ({ dueAt }) => dueAt,
      sql: () => sql`c.due_at`,
    },
    {
      id: "ticket.protocol",
      type: "text",
      label: { "pt-BR": "Protocolo", en: "Protocol", es: "Protocolo" },
      read: ({ protocol }) => protocol,
      sql: () => PROTOCOL,
    },
    {
      id: "ticket.is_unanswered",
      type: "yes_no",
      label: { "pt-BR": "Ninguém atendeu", en: "Nobody answered", es: "Nadie atendió" },
      read: ({ isUnanswered }) => isUnanswered,
      sql: () => UNANSWERED,
    },
  ],
  readDesk,
);

function readDesk(tx: Tx, conversationId: string): Promise<DeskSubject | null> {
  return tx.maybeOne(sql<DeskSubject>`
    select ${WAITS} as waits, c.due_at as "dueAt", ${PROTOCOL} as protocol, ${UNANSWERED} as "isUnanswered" from conversations c where c.id = ${conversationId}`);
}
