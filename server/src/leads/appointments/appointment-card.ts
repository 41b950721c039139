import type { OutboundContent } from "../../../../content/content.ts";
import { createTap } from "../../inbox/index.ts";
import type { Tx } from "../../platform/index.ts";
import type { Appointment } from "./appointment.ts";
import { readChatWords, whenOf } from "./chat-words.ts";

export const CONFIRM = "appointment_confirm";
export const MOVE = "appointment_move";
export const CANCEL = "appointment_cancel";

/** What the contact is told of an appointment, with what they can do about it. Only they may tap. */
export async function appointmentCard(
  tx: Tx,
  one: Appointment,
  about: "booked" | "moved" | "reminder",
  now: Date,
): Promise<OutboundContent> {
  const { words, language } = await readChatWords(tx);
  const button = async (verb: string, title: string) => ({
    id: await createTap(tx, { verb, detail: { appointmentId: one.id }, expiresAt: one.startsAt, contactId: one.contact.id }, now),
    title,
  });
  const buttons = [await button(MOVE, words.buttons.move), await button(CANCEL, words.buttons.cancel)];
  if (about === "reminder" && one.state !== "confirmed") buttons.unshift(await button(CONFIRM, words.buttons.confirm));
  return { kind: "buttons", text: words[about](one.service.name, whenOf(one, language), one.member.name), buttons };
}
