import type { OutboundContent } from "../../../../content/content.ts";
import { type Tap, type TapOffer, tap } from "../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { appointmentOver, slotTaken } from "../errors.ts";
import { type Appointment, readAppointment } from "./appointment.ts";
import { appointmentCard, CANCEL, CONFIRM, MOVE } from "./appointment-card.ts";
import { type AppointmentGround, contactCtx } from "./appointment-ground.ts";
import { bookAppointmentIn } from "./book-appointment.ts";
import { cancelAppointmentIn, confirmAppointmentIn, moveAppointmentIn } from "./change-appointment.ts";
import { readChatWords, whenOf } from "./chat-words.ts";
import { MORE, newOffer, type Offer, offerContent, PICK } from "./offer-slots.ts";

type Tapped = Parameters<Tap["act"]>[1];

/** What the buttons of times and appointments do. */
export const appointmentTaps = (ground: AppointmentGround): TapOffer[] => [
  ownTap(ground, PICK, pick),
  ownTap(ground, MORE, (tx, ctx, { detail }) => {
    const { after, ...offer } = detail as unknown as Offer & { after: string }; // as offerContent wrote it
    return times(tx, ctx, offer, { after: new Date(after) });
  }),
  ownTap(ground, CONFIRM, async (tx, ctx, { detail }) => {
    const one = await confirmAppointmentIn(tx, ctx, idOf(detail));
    const { words, language } = await readChatWords(tx);
    return text(words.confirmed(whenOf(one, language)));
  }),
  ownTap(ground, MOVE, async (tx, ctx, { detail, contactId }) => {
    const one = await readAppointment(tx, ctx, idOf(detail));
    return one.state === "cancelled" ? text((await readChatWords(tx)).words.over) : times(tx, ctx, offerToMove(one, contactId), {});
  }),
  ownTap(ground, CANCEL, async (tx, ctx, { detail }) => {
    const one = await cancelAppointmentIn(tx, ctx, idOf(detail), null);
    const { words, language } = await readChatWords(tx);
    return text(words.cancelled(one.service.name, whenOf(one, language)));
  }),
];

/** A person may tap what was over by then: they are told, and the tap is used. */
function ownTap(ground: AppointmentGround, verb: string, act: (tx: Tx, ctx: Ctx, tapped: Tapped) => Promise<OutboundContent>): TapOffer {
  return tap({
    verb,
    async act(tx, tapped) {
      const { name } = await tx.one(sql<{ name: string }>`
        select coalesce(name, profile_name, '?') as name from contacts where id = ${tapped.contactId}`);
      const ctx = contactCtx(ground, tapped.workspaceId, `tap ${tapped.messageId}`, tapped.contactId, name);
      try {
        return await act(tx, ctx, tapped);
      } catch (error) {
        // Thrown before anything is written.
        if (error instanceof AppError && error.code === appointmentOver().code) return text((await readChatWords(tx)).words.over);
        throw error;
      }
    },
    async refuse(tx, _tapped, outcome) {
      const { words } = await readChatWords(tx);
      return text(outcome === "used" ? words.used : words.over);
    },
  });
}

const text = (said: string): OutboundContent => ({ kind: "text", text: said });
const idOf = (detail: Record<string, unknown>): string => String(detail["appointmentId"]);
const offerToMove = ({ id, service, member }: Appointment, contactId: string): Offer =>
  newOffer({ serviceId: service.id, memberId: member.id, contactId, appointmentId: id });

/** A time was chosen: it is booked, or what was booked out of the same offer moves. Taken meanwhile: what is still free. */
async function pick(tx: Tx, ctx: Ctx, { detail, conversationId }: Tapped): Promise<OutboundContent> {
  const { startsAt, ...offer } = detail as unknown as Offer & { startsAt: string }; // as offerContent wrote it
  const before = offer.appointmentId ?? (await ofOffer(tx, offer.offerId));
  const wanted = { startsAt: new Date(startsAt), ...(offer.memberId === null ? {} : { memberId: offer.memberId }) };
  try {
    if (before !== null) return await appointmentCard(tx, await moveAppointmentIn(tx, ctx, before, wanted), "moved", ctx.now());
    const { serviceId, offerId } = offer;
    const booked = await bookAppointmentIn(tx, ctx, { ...wanted, serviceId, offerId, conversationId });
    return await appointmentCard(tx, booked, "booked", ctx.now());
  } catch (error) {
    // Refused while the hosts are locked, before anything is written.
    if (!(error instanceof AppError) || !REFUSED.has(error.code)) throw error;
    return times(tx, ctx, offer, { head: (await readChatWords(tx)).words.taken });
  }
}

const REFUSED: ReadonlySet<string> = new Set([slotTaken().code, "leads.invalid_time", "platform.not_found"]);

async function ofOffer(tx: Tx, offerId: string): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    select id from appointments where workspace_id = current_workspace() and offer_id = ${offerId} and state <> 'cancelled'`);
  return row?.id ?? null;
}

async function times(tx: Tx, ctx: Ctx, offer: Offer, more: { after?: Date; head?: string }): Promise<OutboundContent> {
  const content = await offerContent(tx, offer, { now: ctx.now(), ...more });
  if (content !== null) return content;
  const { words } = await readChatWords(tx);
  const { name } = await tx.one(sql<{ name: string }>`select name from appointment_services where id = ${offer.serviceId}`);
  return text(words.none(name));
}
