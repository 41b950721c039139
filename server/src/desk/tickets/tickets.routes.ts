import { Type } from "typebox";
import type { HandOverParts } from "../../inbox/index.ts";
import {
  type App,
  type Ctx,
  cursorSchema,
  defineError,
  IsoTime,
  idSchema,
  limitSchema,
  listOf,
  Nullable,
  OneOf,
} from "../../platform/index.ts";
import { ENDINGS, TICKET_STATES } from "../closed-sets.ts";
import { deskServe, deskWatch } from "../rights.ts";
import { takeNext } from "../routing/take-next.ts";
import { getTicket, type ListedTicket, listTickets } from "./list-tickets.ts";
import { closeTicket, prioritiseTicket, returnTicket, transferTicket } from "./ticket-verbs.ts";

const onlyPeople = defineError("desk.only_people", 403, "A key serves nobody: sign in as a member to take a ticket.");

const closed = { additionalProperties: false };
const Named = Type.Object({ id: Type.String(), name: Type.String() });
const ticket = {
  id: idSchema("ticket"),
  protocol: Type.String({ description: "What the contact was told." }),
  conversationId: idSchema("conversation"),
  contact: Named,
  queue: Nullable(Named),
  agent: Nullable(Named),
  state: OneOf(TICKET_STATES),
  priority: Type.Integer(),
  openedAt: IsoTime,
  assignedAt: Nullable(IsoTime),
  firstReplyAt: Nullable(IsoTime),
  endedAt: Nullable(IsoTime),
  endedBecause: Nullable(OneOf(ENDINGS)),
  closeReason: Nullable(Type.String()),
  isUnanswered: Type.Boolean({ description: "Given up while nobody was there, and nobody has written since." }),
  firstResponseDueAt: Nullable(IsoTime),
  resolutionDueAt: Nullable(IsoTime),
  firstResponseBreachedAt: Nullable(IsoTime),
  resolutionBreachedAt: Nullable(IsoTime),
  position: Nullable(Type.Integer({ description: "1 is next." })),
  score: Nullable(Type.Integer({ description: "1 to 5, as the contact rated it." })),
};
const TicketSchema = Type.Object(ticket);
const Move = Type.Object({
  at: IsoTime,
  kind: Type.String(),
  queue: Nullable(Type.String()),
  agent: Nullable(Type.String()),
  by: Type.Object({ kind: Type.String(), id: Nullable(Type.String()), name: Nullable(Type.String()) }),
  reason: Nullable(Type.String()),
  note: Nullable(Type.String()),
});
const params = Type.Object({ ticketId: idSchema("ticket") });
const Note = Type.Optional(Type.String({ minLength: 1, maxLength: 4000, description: "For the team; the contact never sees it." }));
const Done = { 204: Type.Null() };

/** Tickets: the human part of sessions, as lists, with their history, and what one does with them. */
export function ticketRoutes(app: App, parts: HandOverParts) {
  const tags = ["Desk"];
  app.get(
    "/tickets",
    {
      config: { access: deskServe },
      schema: {
        tags,
        summary: "Tickets of conversations that one sees, newest first",
        querystring: Type.Object({
          state: Type.Optional(OneOf(TICKET_STATES)),
          queueId: Type.Optional(idSchema("queue")),
          agentId: Type.Optional(idSchema("member")),
          conversationId: Type.Optional(idSchema("conversation")),
          unanswered: Type.Optional(Type.Boolean()),
          protocol: Type.Optional(Type.String({ maxLength: 20 })),
          limit: Type.Optional(limitSchema),
          cursor: Type.Optional(cursorSchema),
        }),
        response: { 200: listOf(TicketSchema) },
      },
    },
    async ({ ctx, query }) => {
      const { items, nextCursor } = await listTickets(ctx, { ...query, limit: query.limit ?? 50 });
      return { items: items.map(present), nextCursor };
    },
  );
  app.get(
    "/tickets/:ticketId",
    {
      config: { access: deskServe },
      schema: {
        tags,
        summary: "A ticket and what happened to it",
        params,
        response: { 200: Type.Object({ ...ticket, moves: Type.Array(Move) }) },
      },
    },
    async ({ ctx, params }) => {
      const { moves, ...found } = await getTicket(ctx, params.ticketId);
      return { ...present(found), moves: moves.map(({ at, ...move }) => ({ ...move, at: at.toISOString() })) };
    },
  );
  app.post(
    "/tickets/next",
    {
      config: { access: deskServe },
      schema: {
        tags,
        summary: "Take the next ticket of one's queues",
        body: Type.Object({ queueId: Type.Optional(idSchema("queue; absent: any of one's queues")) }, closed),
        response: { 200: Type.Object({ ticketId: Type.String(), conversationId: Type.String() }) },
      },
    },
    ({ ctx, body }) => takeNext(ctx, parts, askingMember(ctx), body.queueId ?? null),
  );
  app.post(
    "/tickets/:ticketId/transfer",
    {
      config: { access: deskServe },
      schema: {
        tags,
        summary: "Hand a ticket to a queue, an agent, or back to a flow or AI agent",
        params,
        body: Type.Object(
          {
            to: Type.Object(
              { holder: OneOf(["queue", "person", "flow", "ai"] as const), id: idSchema("queue, member, flow or AI agent") },
              closed,
            ),
            reason: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
            note: Note,
          },
          closed,
        ),
        response: Done,
      },
    },
    async ({ ctx, params, body: { to, reason, note } }, reply) => {
      await transferTicket(ctx, parts, params.ticketId, to, { reason, note });
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/tickets/:ticketId/return",
    {
      config: { access: deskServe },
      schema: {
        tags,
        summary: "Give a ticket back to its queue, in its place",
        params,
        body: Type.Object({ note: Note }, closed),
        response: Done,
      },
    },
    async ({ ctx, params, body }, reply) => {
      await returnTicket(ctx, parts, params.ticketId, body.note);
      return reply.code(204).send(null);
    },
  );
  app.post(
    "/tickets/:ticketId/close",
    {
      config: { access: deskServe },
      schema: {
        tags,
        summary: "Close a ticket with a reason, and settle its conversation",
        params,
        body: Type.Object(
          {
            reasonId: Type.Optional(idSchema("reason of closing")),
            note: Note,
            asksRating: Type.Optional(Type.Boolean({ description: "False: the contact is not asked, whatever reason and queue say." })),
          },
          closed,
        ),
        response: Done,
      },
    },
    async ({ ctx, params, body }, reply) => {
      await closeTicket(ctx, parts, params.ticketId, { reasonId: body.reasonId ?? null, note: body.note, asks: body.asksRating ?? true });
      return reply.code(204).send(null);
    },
  );
  app.put(
    "/tickets/:ticketId/priority",
    {
      config: { access: deskWatch },
      schema: {
        tags,
        summary: "Let a ticket go before others, or behind them",
        params,
        body: Type.Object({ priority: Type.Integer({ minimum: 1, maximum: 10, description: "10 first." }) }, closed),
        response: Done,
      },
    },
    async ({ ctx, params, body }, reply) => {
      await prioritiseTicket(ctx, params.ticketId, body.priority);
      return reply.code(204).send(null);
    },
  );
}

/** @throws {AppError} desk.only_people */
function askingMember({ actor }: Ctx): string {
  const memberId = actor.kind === "member" ? actor.id : (actor.madeById ?? null);
  if (memberId === null) throw onlyPeople();
  return memberId;
}

function present({
  openedAt,
  assignedAt,
  firstReplyAt,
  endedAt,
  firstResponseDueAt,
  resolutionDueAt,
  firstResponseBreachedAt,
  resolutionBreachedAt,
  ...rest
}: ListedTicket) {
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    ...rest,
    openedAt: openedAt.toISOString(),
    assignedAt: iso(assignedAt),
    firstReplyAt: iso(firstReplyAt),
    endedAt: iso(endedAt),
    firstResponseDueAt: iso(firstResponseDueAt),
    resolutionDueAt: iso(resolutionDueAt),
    firstResponseBreachedAt: iso(firstResponseBreachedAt),
    resolutionBreachedAt: iso(resolutionBreachedAt),
  };
}
