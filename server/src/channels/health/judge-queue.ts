import { beginNotice, endNotices, noticeKind } from "../../notices/index.ts";
import { sql, type Tx } from "../../platform/index.ts";

/** So much work never waits in a healthy workspace: an hour of the fastest account is sent in less than it takes to gather. */
const TOO_MUCH = 50_000;

/** Work gathers faster than it is done. */
export const backlog = noticeKind({
  kind: "backlog",
  topic: {
    roles: ["owner", "administrator"],
    path: "/channels",
    titles: {
      "pt-BR": { begun: () => "Trabalho acumulado", over: "Trabalho em dia" },
      en: { begun: () => "Work is piling up", over: "Work is up to date" },
      es: { begun: () => "Trabajo acumulado", over: "Trabajo al día" },
    },
  },
  facts: async () => ({}),
  words: {
    "pt-BR": { begun: () => "Há mais trabalho na fila do que o servidor consegue fazer", over: () => "A fila voltou ao normal" },
    en: { begun: () => "More work waits than the server gets done", over: () => "The queue is back to normal" },
    es: { begun: () => "Hay más trabajo en la cola del que el servidor puede hacer", over: () => "La cola volvió a la normalidad" },
  },
});

/** Somebody may be making work for us, or a provider's reports come back to themselves: administrators hear of it. */
export async function judgeQueue(tx: Tx, place: { workspaceId: string; now: Date }, tooMuch = TOO_MUCH): Promise<void> {
  const { waiting } = await tx.one(sql<{ waiting: number }>`
    select count(*)::int as waiting from (select 1 from jobs where workspace_id = ${place.workspaceId} limit ${tooMuch + 1}) as counted`);
  const subject = { ...place, subjectId: null };
  if (waiting > tooMuch) await beginNotice(tx, subject, backlog);
  else if (waiting < tooMuch / 2) await endNotices(tx, subject, [backlog]);
}
