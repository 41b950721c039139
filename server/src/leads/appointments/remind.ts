import { accessConversation, mayWriteFirst, sendMessageIn } from "../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { type Appointment, accessAppointment } from "./appointment.ts";
import { appointmentCard } from "./appointment-card.ts";
import type { AppointmentGround } from "./appointment-ground.ts";
import { dayOf, hourOf, readChatWords } from "./chat-words.ts";
import type { ReminderKind } from "./closed-sets.ts";
import { dueReminder, nextReminder } from "./reminder-times.ts";
import { type AppointmentSettings, readAppointmentSettings } from "./settings.ts";

type Outcome = { outcome: "sent" | "by_template" } | { outcome: "skipped"; reason: string } | { outcome: "later"; until: Date };

/**
 * Reminds the contact of an appointment, once for each kind and time. In quiet hours it waits until they are over; where the channel takes no
 * free words any more it is the template. What kept it from being said stands in its row.
 */
export async function remind(tx: Tx, ctx: Ctx, ground: AppointmentGround, id: string): Promise<void> {
  const one = await findOpen(tx, ctx, id);
  if (one === null) return;
  const kind = dueReminder(one.startsAt, ctx.now());
  const result = kind === null ? null : await remindOnce(tx, ctx, ground, one, kind);
  const next = result?.outcome === "later" ? result.until : nextReminder(one.startsAt, ctx.now());
  await tx.run(sql`update appointments set remind_at = ${next} where id = ${id}`);
  if (kind === null || result === null || result.outcome === "later") return;
  await tx.run(sql`
    insert into appointment_reminders (workspace_id, appointment_id, kind, starts_at, at, outcome, reason)
    values (${ctx.workspaceId}, ${id}, ${kind}, ${one.startsAt}, ${ctx.now()}, ${result.outcome}, ${"reason" in result ? result.reason : null}) on conflict do nothing`);
}

/** Null where it was removed or cancelled meanwhile, or moved to a time that nobody is to be reminded of yet. */
async function findOpen(tx: Tx, ctx: Ctx, id: string): Promise<Appointment | null> {
  const there = await tx.maybeOne(sql`select 1 from appointments where workspace_id = ${ctx.workspaceId} and id = ${id}`);
  if (there === null) return null;
  const one = await accessAppointment(tx, ctx, id);
  return one.state === "cancelled" || one.startsAt <= ctx.now() ? null : one;
}

async function remindOnce(tx: Tx, ctx: Ctx, ground: AppointmentGround, one: Appointment, kind: ReminderKind): Promise<Outcome> {
  const done = await tx.maybeOne(sql`
    select 1 from appointment_reminders where appointment_id = ${one.id} and starts_at = ${one.startsAt} and kind = ${kind}`);
  if (done !== null) return { outcome: "skipped", reason: "done" };
  const settings = await readAppointmentSettings(tx);
  if (!(kind === "day" ? settings.remindsDayBefore : settings.remindsHourBefore)) return { outcome: "skipped", reason: "switched_off" };
  const conversationId = one.conversationId ?? (await lastConversation(tx, one.contact.id));
  if (conversationId === null) return { outcome: "skipped", reason: "no_conversation" };
  const { contactId, channelKind } = await accessConversation(tx, ctx, conversationId);
  const refusal = await mayWriteFirst(tx, { contactId, purpose: "service", channelKind, now: ctx.now() });
  if (refusal?.reason === "quiet_hours" && refusal.until !== undefined && refusal.until < one.startsAt)
    return { outcome: "later", until: refusal.until };
  // How often campaigns wrote does not matter to whoever has an appointment.
  if (refusal !== null && refusal.reason !== "too_often") return { outcome: "skipped", reason: refusal.reason };
  return say(tx, ctx, ground, one, conversationId, settings);
}

async function lastConversation(tx: Tx, contactId: string): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    select id from conversations where workspace_id = current_workspace() and contact_id = ${contactId} and last_message_id is not null
    order by last_message_at desc, id desc limit 1`);
  return row?.id ?? null;
}

async function say(
  tx: Tx,
  ctx: Ctx,
  { parts }: AppointmentGround,
  one: Appointment,
  conversationId: string,
  { template }: AppointmentSettings,
): Promise<Outcome> {
  const content = await appointmentCard(tx, one, "reminder", ctx.now());
  const refused = await refusalOf(() => sendMessageIn(tx, ctx, parts, { conversationId, content }));
  if (refused === null) return { outcome: "sent" };
  if (refused.code !== "inbox.window_closed" || template === null) return { outcome: "skipped", reason: refused.code };
  const { language } = await readChatWords(tx);
  const words = [one.contact.name ?? "", one.service.name, dayOf(one, language), hourOf(one, language), one.member.name];
  const body = words.map((text) => ({ text: text === "" ? "·" : text }));
  const again = await refusalOf(() =>
    sendMessageIn(tx, ctx, parts, { conversationId, content: { kind: "template", ...template, body, text: "" } }),
  );
  return again === null ? { outcome: "by_template" } : { outcome: "skipped", reason: again.code };
}

/** A sending refuses before it writes: the transaction goes on. */
async function refusalOf(send: () => Promise<unknown>): Promise<AppError | null> {
  try {
    await send();
    return null;
  } catch (error) {
    if (error instanceof AppError && error.status < 500) return error;
    throw error;
  }
}
