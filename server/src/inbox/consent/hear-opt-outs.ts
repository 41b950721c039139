import { isOptOut } from "../../../../language/intents.ts";
import { adapterOf } from "../../channels/index.ts";
import {
  addJobs,
  type Clock,
  type Ctx,
  createCtx,
  type Database,
  emit,
  type JobOffer,
  job,
  type Logger,
  sql,
  type Tx,
} from "../../platform/index.ts";
import { type Language, readWorkspace } from "../../team/index.ts";
import { contactConsentChanged } from "../events.ts";
import { sayAsProsa } from "../floor/hand-over.ts";
import { hearOptOutJob } from "../job-kinds.ts";
import type { SendParts } from "../messages/send-message.ts";
import type { ReceivedRow } from "../messages/update-conversations.ts";
import { type Purpose, recordConsentIn } from "./consents.ts";

/** Longer texts tell of something; "sair" in them is a word among others. */
const LONGEST = 300;
/** A beginning of a word that stands in every way to say no which `language/` knows: reading each message whole would cost more than storing it. */
const MAY_BE =
  /sai|saia|par[aeo]|stop|cancel|descadastr|desinscr|remov|tir[ae]|retir|exclu|apag|elimin|delet|bloque|spam|chega|basta|n[aã]o|nunca|jamais|unsub|subscr|baja|\bno\b|don'?t|opt|quit|leave me|deix|larg|esque[cç]|receb|enche|revog|lgpd|rgpd|denunci|sum[ai]m?|anul|suspend|interromp|cess|dispens|recus|opon|limp|risc/iu;

/** A message that may be a "stop" is read in a job of the transaction that stores it: who said no is not written to meanwhile. */
export function queueOptOuts(tx: Tx, workspaceId: string, fresh: ReceivedRow[], now: Date): void {
  const asked = fresh.filter(
    ({ event: { direction, silent, content } }) =>
      direction === "in" && silent === undefined && content.kind === "text" && content.text.length <= LONGEST && MAY_BE.test(content.text),
  );
  addJobs(
    tx,
    asked.map(({ id, conversation }) => hearOptOutJob({ workspaceId, payload: { messageId: id, conversationId: conversation.id } })),
    now,
  );
}

export interface OptOutParts extends SendParts {
  db: Database;
  clock: Clock;
  log: Logger;
}

/** Reads what may be a "stop". It may run twice: what was taken back already is not taken back again. */
export const hearingOptOuts = (parts: OptOutParts): JobOffer =>
  job(hearOptOutJob, {
    async run({ workspaceId, correlationId, payload: { messageId, conversationId } }) {
      const { db, clock, log } = parts;
      const actor = { kind: "contact" as const, id: null, name: "", capabilities: new Set<string>(), sight: { kind: "all" as const } };
      const ctx = createCtx({ db, clock, log, workspaceId, actor, correlationId: correlationId ?? `opt-out ${messageId}` });
      await ctx.transaction((tx) => hearOptOut(tx, ctx, parts, { messageId, conversationId }));
    },
  });

interface Said {
  text: string;
  contactId: string;
  contactName: string;
  channelKind: string;
}

async function hearOptOut(tx: Tx, ctx: Ctx, parts: SendParts, asked: { messageId: string; conversationId: string }): Promise<void> {
  const said = await tx.maybeOne(sql<Said>`
    select m.text, c.contact_id as "contactId", coalesce(p.name, p.profile_name, '') as "contactName", a.kind as "channelKind"
    from messages m join conversations c on c.workspace_id = m.workspace_id and c.id = m.conversation_id
      join channels a on a.workspace_id = c.workspace_id and a.id = c.channel_id
      join contacts p on p.workspace_id = c.workspace_id and p.id = c.contact_id
    where m.id = ${asked.messageId} and m.text is not null for update of p`);
  if (said === null || !isOptOut(said.text)) return;
  const { contactId, contactName, channelKind, text } = said;
  const refused = await refusedAlready(tx, contactId);
  if (STOPPED.every((purpose) => refused.has(purpose))) return;
  const contact: Ctx = { ...ctx, actor: { ...ctx.actor, id: contactId, name: contactName } };
  for (const purpose of STOPPED)
    await recordConsentIn(tx, contact, contactId, {
      purpose,
      channelKind: null,
      state: "withdrawn",
      source: `"${text}" (message ${asked.messageId})`,
    });
  emit(tx, [contactConsentChanged({ workspaceId: ctx.workspaceId, subjectId: contactId, detail: { marketing: "withdrawn" } })], ctx.now());
  if (adapterOf(parts.adapters, channelKind).answersStops === true) return;
  await sayAsProsa(tx, ctx, parts, asked.conversationId, { kind: "text", text: CONFIRMED[(await readWorkspace(tx)).language] });
}

/** What a "stop" stops; answers, reminders and what people write go on. */
const STOPPED: readonly Purpose[] = ["marketing", "automation"];

const CONFIRMED: Readonly<Record<Language, string>> = {
  "pt-BR": "Pronto: você não vai mais receber divulgação nem mensagens automáticas nossas. Se precisar de algo, é só escrever aqui.",
  en: "Done: you will get no more advertising or automatic messages from us. If you need anything, just write here.",
  es: "Listo: no recibirá más publicidad ni mensajes automáticos nuestros. Si necesita algo, escriba aquí.",
};

/** Purposes of which the last word was no, on every channel. */
async function refusedAlready(tx: Tx, contactId: string): Promise<ReadonlySet<string>> {
  const rows = await tx.many(sql<{ purpose: string; state: string }>`
    select distinct on (purpose) purpose, state from contact_consents
    where contact_id in (select id from contacts where id = ${contactId} or merged_into = ${contactId}) and channel_kind is null
    order by purpose, occurred_at desc, id desc`);
  return new Set(rows.filter(({ state }) => state === "withdrawn").map(({ purpose }) => purpose));
}
