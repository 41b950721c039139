import { filesOfMessage, messageReceived, sayAsProsa } from "../inbox/index.ts";
import { type ConsumerOffer, type Ctx, consumer, on, sql, type Tx } from "../platform/index.ts";
import { type Language, readWorkspace } from "../team/index.ts";
import { listen } from "./ask-correction.ts";
import { completeRegistration } from "./complete-registration.ts";
import type { FormField } from "./fields/form-field.ts";
import { readField } from "./fields/read-field.ts";
import { type Form, readForm } from "./forms/form.ts";
import { recordHistory } from "./history.ts";
import { type Registration, registrationColumns } from "./registration.ts";
import { type RegistrationGround, roomCtx } from "./room-ctx.ts";

/** What the person writes after they were asked in plain text is the answer to the field that was asked for. */
export const hearAnswers = (ground: RegistrationGround): ConsumerOffer =>
  consumer(
    "registrations.hear_answers",
    on(messageReceived, async (tx, events) => {
      for (const { workspaceId, conversationId, subjectId, detail, correlationId, seq } of events) {
        if (conversationId === null || subjectId === null || detail.silent !== null) continue;
        const ctx = roomCtx(ground, workspaceId, correlationId ?? `event ${seq}`);
        const waiting = await findWaiting(tx, conversationId, subjectId);
        if (waiting !== null) await hear(tx, ctx, ground, waiting, { conversationId, messageId: subjectId });
      }
    }),
  );

/** The one of the conversation that was asked for last, before the message was written. */
const findWaiting = (tx: Tx, conversationId: string, messageId: string) =>
  tx.maybeOne(sql<Registration & { text: string | null }>`
    select ${registrationColumns}, m.text from registrations r join messages m on m.workspace_id = r.workspace_id and m.id = ${messageId}
    where r.conversation_id = ${conversationId} and r.awaited_field is not null and r.asked_at <= m.created_at
    order by r.asked_at desc limit 1 for update of r`);

async function hear(
  tx: Tx,
  ctx: Ctx,
  ground: RegistrationGround,
  registration: Registration & { text: string | null },
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<void> {
  const form = await readForm(tx, registration.formId);
  const field = form.fields.find(({ key }) => key === registration.awaitedField);
  if (field === undefined) return;
  const answer = await readAnswer(tx, field, registration.text, messageId);
  const { language } = await readWorkspace(tx);
  const say = (text: string) => sayAsProsa(tx, ctx, ground.parts, conversationId, { kind: "text", text });
  if (answer === null) {
    await recordHistory(tx, ctx, registration.id, "answer_not_read", { field: field.key, messageId });
    await say(WORDS.again[language](field.label));
    return;
  }
  await recordHistory(tx, ctx, registration.id, "answered", { field: field.key, messageId });
  const read = { values: "value" in answer ? { [field.key]: answer.value } : {}, wrong: [], unknown: [] };
  const files = "attachmentId" in answer ? [{ field: field.key, attachmentId: answer.attachmentId }] : [];
  const after = await completeRegistration(tx, ctx, form, registration.id, { read, files });
  await say(await goOn(tx, form, after, language));
}

type Answer = { value: string } | { attachmentId: string };

/** Null where it is no answer to what was asked. */
async function readAnswer(tx: Tx, field: FormField, text: string | null, messageId: string): Promise<Answer | null> {
  if (field.type === "file") {
    const file = (await filesOfMessage(tx, messageId)).find(({ kind }) => kind === "image" || kind === "document");
    return file === undefined ? null : { attachmentId: file.id };
  }
  if (text === null || text.trim() === "") return null;
  const read = readField(field, text);
  return "value" in read ? read : null;
}

/** The next field, or thanks. @returns what is said */
async function goOn(tx: Tx, form: Form, registration: Registration, language: Language): Promise<string> {
  const next = form.fields.find(({ key }) => registration.toCorrect.includes(key));
  await listen(tx, registration, registration.status === "needs_correction" ? (next?.key ?? null) : null);
  return registration.status === "needs_correction" && next !== undefined
    ? WORDS.next[language](next.label)
    : WORDS.thanks[language](registration.number);
}

type Say = Readonly<Record<Language, (what: string) => string>>;
const WORDS: Readonly<Record<"again" | "next" | "thanks", Say>> = {
  again: {
    "pt-BR": (label) => `Não consegui ler. Envie de novo, por favor: ${label}.`,
    en: (label) => `I could not read that. Please send it again: ${label}.`,
    es: (label) => `No pude leerlo. Envíelo de nuevo, por favor: ${label}.`,
  },
  next: {
    "pt-BR": (label) => `Obrigado. Agora envie: ${label}.`,
    en: (label) => `Thank you. Now please send: ${label}.`,
    es: (label) => `Gracias. Ahora envíe: ${label}.`,
  },
  thanks: {
    "pt-BR": (number) => `Obrigado, recebemos a correção. Seu cadastro ${number} voltou para análise.`,
    en: (number) => `Thank you, we have the correction. Your registration ${number} is being reviewed again.`,
    es: (number) => `Gracias, recibimos la corrección. Su registro ${number} volvió a revisión.`,
  },
};
