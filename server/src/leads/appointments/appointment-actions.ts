import { Type } from "typebox";
import { accessConversation, action, block, contactSubject, type HandOverParts, lookUp, sayAsProsa } from "../../inbox/index.ts";
import { type Ctx, idSchema, notFound, sql, type Tx } from "../../platform/index.ts";
import { appointmentsRead, appointmentsWrite } from "../rights.ts";
import { APPOINTMENT_COLUMNS, type Appointment, appointmentVisibleTo } from "./appointment.ts";
import { appointmentCard } from "./appointment-card.ts";
import { bookAppointmentIn } from "./book-appointment.ts";
import { cancelAppointmentIn } from "./change-appointment.ts";
import { findSlots } from "./free-slots.ts";
import { newOffer, offerContent } from "./offer-slots.ts";
import { listServices, readService } from "./services.ts";

const subject = { kind: "conversation" as const, access: accessConversation };
const closed = { additionalProperties: false };
const MemberId = Type.Optional(idSchema("member; absent: whoever is free"));
const OfferInput = Type.Object(
  { serviceId: Type.Optional(idSchema("appointment service; absent: the first by name")), memberId: MemberId },
  closed,
);

/** Free times as buttons; false where there is none, or the channel took no words. */
async function offerIn(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  conversationId: string,
  { serviceId, memberId }: { serviceId?: string | undefined; memberId?: string | undefined },
): Promise<boolean> {
  const { contactId } = await accessConversation(tx, ctx, conversationId);
  const service = serviceId === undefined ? (await listServices(tx))[0] : await readService(tx, serviceId);
  if (service === undefined) return false;
  const offer = newOffer({ serviceId: service.id, memberId: memberId ?? null, contactId, appointmentId: null });
  const content = await offerContent(tx, offer, { now: ctx.now() });
  return content !== null && sayAsProsa(tx, ctx, parts, conversationId, content);
}

/** What people in bulk, macros, rules, flows and AI tools do with appointments. */
export const appointmentActions = (parts: HandOverParts) => [
  action({
    id: "conversation.offer_slots",
    subject,
    label: { "pt-BR": "Oferecer horários livres", en: "Offer free times", es: "Ofrecer horarios libres" },
    right: appointmentsWrite,
    input: OfferInput,
    async run({ tx, ctx, subjectId, input }) {
      if (!(await offerIn(tx, ctx, parts, subjectId, input))) throw notFound({ what: "free time" });
      return null;
    },
  }),
  action({
    id: "conversation.book_appointment",
    subject,
    label: { "pt-BR": "Marcar um horário", en: "Book a time", es: "Reservar un horario" },
    right: appointmentsWrite,
    isAudited: true,
    input: Type.Object(
      {
        serviceId: idSchema("appointment service"),
        startsAt: Type.String({ format: "date-time", description: "With its offset; at full five minutes." }),
        memberId: MemberId,
        note: Type.Optional(Type.String({ maxLength: 1_000 })),
      },
      closed,
    ),
    async run({ tx, ctx, subjectId, input: { startsAt, ...rest } }) {
      const booked = await bookAppointmentIn(tx, ctx, { ...rest, startsAt: new Date(startsAt), conversationId: subjectId });
      await sayAsProsa(tx, ctx, parts, subjectId, await appointmentCard(tx, booked, "booked", ctx.now()));
      return { action: "conversation.cancel_appointment", input: {} };
    },
  }),
  action({
    id: "conversation.cancel_appointment",
    subject,
    label: { "pt-BR": "Cancelar o próximo horário", en: "Cancel the next appointment", es: "Cancelar el próximo horario" },
    right: appointmentsWrite,
    isAudited: true,
    input: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 300 })) }, closed),
    async run({ tx, ctx, subjectId, input }) {
      const next = await tx.maybeOne(sql<{ id: string }>`
        select id from appointments where workspace_id = ${ctx.workspaceId} and conversation_id = ${subjectId} and state <> 'cancelled' and starts_at > ${ctx.now()}
        order by starts_at, id limit 1`);
      if (next === null) throw notFound({ what: "appointment" });
      await cancelAppointmentIn(tx, ctx, next.id, input.reason?.trim() || null);
      return null;
    },
  }),
];

const A_WEEK_MS = 7 * 86_400_000;

/** What flows and AI tools may ask. */
export const appointmentLookUps = [
  lookUp({
    id: "conversation.free_slots",
    subject,
    label: { "pt-BR": "Horários livres", en: "Free times", es: "Horarios libres" },
    right: appointmentsRead,
    input: Type.Object(
      {
        serviceId: idSchema("appointment service"),
        memberId: MemberId,
        from: Type.Optional(Type.String({ format: "date-time", description: "Absent: now. Seven days from then on are looked at." })),
        limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50 })),
      },
      closed,
    ),
    async run({ tx, ctx, input: { serviceId, memberId, from, limit = 10 } }) {
      const first = from === undefined ? ctx.now() : new Date(from);
      const slots = await findSlots(tx, {
        service: await readService(tx, serviceId),
        memberId,
        from: first,
        until: new Date(first.getTime() + A_WEEK_MS),
        now: ctx.now(),
      });
      return { slots: slots.slice(0, limit).map(({ startsAt }) => startsAt.toISOString()) };
    },
  }),
  lookUp({
    id: "contact.appointments",
    subject: contactSubject,
    label: { "pt-BR": "Horários marcados do contato", en: "The contact's appointments", es: "Horarios reservados del contacto" },
    right: appointmentsRead,
    input: Type.Object({}, closed),
    run: async ({ tx, ctx, subjectId }) => ({
      appointments: (
        await tx.many(sql<Appointment>`
          select ${APPOINTMENT_COLUMNS} from appointments a where a.workspace_id = ${ctx.workspaceId} and a.contact_id = ${subjectId} and a.state <> 'cancelled'
            and a.starts_at > ${ctx.now()} and ${appointmentVisibleTo(ctx.actor)} order by a.starts_at, a.id limit 10`)
      ).map(({ id, service, member, startsAt, state }) => ({
        id,
        service: service.name,
        member: member.name,
        startsAt: startsAt.toISOString(),
        state,
      })),
    }),
  }),
];

/** Offers free times in a flow, and goes on: whoever taps one has booked, whoever has the floor by then. */
export const offerSlotsBlock = (parts: HandOverParts) =>
  block({
    id: "leads.offer_slots",
    group: "does",
    label: { "pt-BR": "Oferecer horários", en: "Offer free times", es: "Ofrecer horarios" },
    description: {
      "pt-BR": "Mostra os próximos horários livres; quem toca em um fica marcado.",
      en: "Shows the next free times; whoever taps one has booked it.",
      es: "Muestra los próximos horarios libres; quien toca uno queda reservado.",
    },
    icon: "CalendarClock",
    settings: Type.Object({
      serviceId: Type.Optional(Type.String({ maxLength: 60, title: "appointment service; empty: the first by name" })),
      memberId: Type.Optional(Type.String({ maxLength: 60, title: "member; empty: whoever is free" })),
    }),
    defaults: {},
    exits: [
      { exit: "next", label: { "pt-BR": "Oferecidos", en: "Offered", es: "Ofrecidos" } },
      { exit: "none", label: { "pt-BR": "Não há horário", en: "None is free", es: "No hay horario" } },
    ],
    async run(tx, { ctx, conversationId, settings }) {
      const offered = await offerIn(tx, ctx, parts, conversationId, {
        serviceId: given(settings["serviceId"]),
        memberId: given(settings["memberId"]),
      });
      return offered ? { ok: true, exit: "next" } : { ok: false, reason: "no_free_time", exit: "none" };
    },
  });

const given = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
