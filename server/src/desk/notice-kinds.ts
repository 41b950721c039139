import { type NoticeTopic, noticeKind } from "../notices/index.ts";
import { sql, type Tx } from "../platform/index.ts";

const promisesBroken: NoticeTopic = {
  roles: ["supervisor", "manager"],
  path: "/queues",
  titles: {
    "pt-BR": { begun: (count) => (count === 1 ? "Prazo estourado" : `${count} prazos estourados`), over: "Prazos em dia" },
    en: { begun: (count) => (count === 1 ? "A promise was broken" : `${count} promises were broken`), over: "Promises are kept again" },
    es: { begun: (count) => (count === 1 ? "Plazo vencido" : `${count} plazos vencidos`), over: "Plazos al día" },
  },
};

interface Facts {
  protocol: string;
  queue: string;
}

const facts = (tx: Tx, ticketId: string | null): Promise<Facts | null> =>
  tx.maybeOne(sql<Facts>`
    select t.protocol, coalesce(q.name, '') as queue from tickets t left join queues q on q.workspace_id = t.workspace_id and q.id = t.queue_id
    where t.id = ${ticketId}`);

const over = {
  "pt-BR": ({ protocol }: Facts) => `O atendimento ${protocol} terminou`,
  en: ({ protocol }: Facts) => `Ticket ${protocol} is over`,
  es: ({ protocol }: Facts) => `La atención ${protocol} terminó`,
};

/** Told to supervisors, each once a ticket. */
export const BREACHED = {
  first_response: noticeKind<Facts>({
    kind: "desk.first_response_breached",
    topic: promisesBroken,
    facts,
    words: {
      "pt-BR": { begun: ({ protocol, queue }) => `${protocol} (${queue}) ainda não teve a primeira resposta`, over: over["pt-BR"] },
      en: { begun: ({ protocol, queue }) => `${protocol} (${queue}) has had no first response yet`, over: over.en },
      es: { begun: ({ protocol, queue }) => `${protocol} (${queue}) aún no tuvo la primera respuesta`, over: over.es },
    },
  }),
  resolution: noticeKind<Facts>({
    kind: "desk.resolution_breached",
    topic: promisesBroken,
    facts,
    words: {
      "pt-BR": { begun: ({ protocol, queue }) => `${protocol} (${queue}) passou do prazo de resolução`, over: over["pt-BR"] },
      en: { begun: ({ protocol, queue }) => `${protocol} (${queue}) is past its time of resolution`, over: over.en },
      es: { begun: ({ protocol, queue }) => `${protocol} (${queue}) pasó el plazo de resolución`, over: over.es },
    },
  }),
};

const nobodyThere: NoticeTopic = {
  roles: ["supervisor", "manager"],
  path: "/queues",
  titles: {
    "pt-BR": { begun: (count) => (count === 1 ? "Fila sem ninguém" : `${count} filas sem ninguém`), over: "Filas atendidas" },
    en: { begun: (count) => (count === 1 ? "A queue with nobody" : `${count} queues with nobody`), over: "Queues are served" },
    es: { begun: (count) => (count === 1 ? "Cola sin nadie" : `${count} colas sin nadie`), over: "Colas atendidas" },
  },
};

/** People wait in a queue that is open, and none of its agents is there. */
export const UNSERVED = noticeKind<{ name: string }>({
  kind: "desk.queue_unserved",
  topic: nobodyThere,
  facts: (tx, queueId) => tx.maybeOne(sql<{ name: string }>`select name from queues where id = ${queueId}`),
  words: {
    "pt-BR": { begun: ({ name }) => `Há gente esperando em ${name} e ninguém online`, over: ({ name }) => `${name} está sendo atendida` },
    en: { begun: ({ name }) => `People wait in ${name} and nobody is online`, over: ({ name }) => `${name} is served` },
    es: { begun: ({ name }) => `Hay gente esperando en ${name} y nadie en línea`, over: ({ name }) => `${name} está atendida` },
  },
});
