import { renderTemplate } from "../../../../rules/render-template.ts";
import type { Variable } from "../../../../rules/variables.ts";
import { type HandOverParts, sayAsProsa } from "../../inbox/index.ts";
import type { Ctx, Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";
import type { TextKind } from "../closed-sets.ts";
import type { Queue } from "../queues/queue.ts";
import { isOpenAt, opensAt } from "./promises.ts";
import type { Ticket } from "./ticket.ts";

/** What texts to the contact may name. */
interface Told {
  protocol: string;
  queue: string | null;
  position: number | null;
  agent: string | null;
  opensAt: Date | null;
}

const TEXT_VARIABLES: readonly Variable<Told>[] = [
  {
    id: "ticket.protocol",
    label: { "pt-BR": "Protocolo", en: "Protocol", es: "Protocolo" },
    type: "text",
    example: "261127-483920",
    isAlwaysSet: true,
    read: ({ protocol }) => protocol,
  },
  {
    id: "ticket.position",
    label: { "pt-BR": "Posição na fila", en: "Place in the queue", es: "Posición en la cola" },
    type: "number",
    example: 3,
    read: ({ position }) => position,
  },
  {
    id: "queue.name",
    label: { "pt-BR": "Nome da fila", en: "Name of the queue", es: "Nombre de la cola" },
    type: "text",
    example: "Suporte",
    read: ({ queue }) => queue,
  },
  {
    id: "queue.opens_at",
    label: { "pt-BR": "Quando abre", en: "When it opens", es: "Cuándo abre" },
    type: "date_time",
    example: "2026-11-30T11:00:00.000Z",
    read: ({ opensAt }) => opensAt,
  },
  {
    id: "agent.name",
    label: { "pt-BR": "Nome de quem atende", en: "Name of the agent", es: "Nombre de quien atiende" },
    type: "text",
    example: "Bia",
    read: ({ agent }) => agent,
  },
];

/** The product's words, where the queue has none of its own. */
const WORDS: Readonly<Record<Exclude<TextKind, "rating">, Readonly<Record<WorkspaceFacts["language"], string>>>> = {
  greeting: {
    "pt-BR": "Recebemos sua mensagem. Seu protocolo é {{ticket.protocol}}. Você é o número {{ticket.position | 1}} na fila.",
    en: "We have your message. Your protocol is {{ticket.protocol}}. You are number {{ticket.position | 1}} in the queue.",
    es: "Recibimos su mensaje. Su protocolo es {{ticket.protocol}}. Usted es el número {{ticket.position | 1}} en la cola.",
  },
  out_of_hours: {
    "pt-BR":
      "Agora estamos fora do horário de atendimento. Voltamos em {{queue.opens_at | breve}}. Seu protocolo é {{ticket.protocol}}; respondemos assim que abrirmos.",
    en: "We are closed now and back on {{queue.opens_at | soon}}. Your protocol is {{ticket.protocol}}; we answer as soon as we open.",
    es: "Ahora estamos fuera del horario de atención. Volvemos el {{queue.opens_at | pronto}}. Su protocolo es {{ticket.protocol}}; respondemos al abrir.",
  },
  position: {
    "pt-BR": "Agora você é o número {{ticket.position | 1}} na fila.",
    en: "You are number {{ticket.position | 1}} in the queue now.",
    es: "Ahora usted es el número {{ticket.position | 1}} en la cola.",
  },
  assigned: { "pt-BR": "", en: "", es: "" },
  abandoned: {
    "pt-BR":
      "Desculpe, ninguém conseguiu atender a tempo. Sua mensagem ficou guardada, protocolo {{ticket.protocol}}, e uma pessoa vai procurar você.",
    en: "Sorry, nobody could answer in time. Your message is kept, protocol {{ticket.protocol}}, and a person will come back to you.",
    es: "Lo sentimos, nadie pudo atender a tiempo. Su mensaje quedó guardado, protocolo {{ticket.protocol}}, y una persona le contactará.",
  },
};

/** Tells the contact what the queue says on an occasion; an empty text is not told. @returns whether it was */
export async function tellContact(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  {
    kind,
    ticket,
    queue,
    position,
    agent,
  }: { kind: Exclude<TextKind, "rating">; ticket: Ticket; queue: Queue | null; position?: number; agent?: string },
): Promise<boolean> {
  const style = await readWorkspace(tx);
  const template = queue?.texts[kind] ?? WORDS[kind][style.language];
  if (template.trim() === "") return false;
  const told: Told = {
    protocol: ticket.protocol,
    queue: queue?.name ?? null,
    position: position ?? null,
    agent: agent ?? null,
    opensAt: opensAt(queue?.hours ?? null, ctx.now()),
  };
  const { text } = renderTemplate(template, TEXT_VARIABLES, told, style);
  return sayAsProsa(tx, ctx, parts, ticket.conversationId, { kind: "text", text });
}

/** What a new ticket is greeted with. */
export const greetingOf = (queue: Queue | null, now: Date): "greeting" | "out_of_hours" =>
  isOpenAt(queue?.hours ?? null, now) ? "greeting" : "out_of_hours";
