import { type Static, Type } from "typebox";
import type { HandOverParts } from "../../inbox/index.ts";
import { type App, idSchema, Nullable, OneOf } from "../../platform/index.ts";
import { MODES, PROMISES } from "../closed-sets.ts";
import { deskManage, deskWatch } from "../rights.ts";
import { changeQueue, dropQueue, makeQueue, setStaff, staffByQueue } from "./change-queue.ts";
import { DeskSettingsSchema, readDeskSettings, writeDeskSettings } from "./desk-settings.ts";
import { PreviewSchema, previewQueue } from "./preview-queue.ts";
import { type Queue, readQueues } from "./queue.ts";

const closed = { additionalProperties: false };
const Seconds = (minimum: number, maximum: number, description: string) => Nullable(Type.Integer({ minimum, maximum, description }));
const Text = Type.Optional(Type.String({ maxLength: 1000 }));
const Name = Type.String({ minLength: 1, maxLength: 80, pattern: "\\S" });

const settings = {
  description: Type.String({ maxLength: 500 }),
  mode: OneOf(MODES, { description: "`pull`: agents take, nobody is given anything." }),
  capacity: Type.Integer({ minimum: 1, maximum: 100, description: "Tickets of it that one agent serves at a time." }),
  priority: Type.Integer({ minimum: 1, maximum: 10, description: "10 first." }),
  skills: Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 20, uniqueItems: true }),
  firstResponseSeconds: Seconds(1, 31_536_000, "Promise of the first response, in business time; null: none."),
  resolutionSeconds: Seconds(1, 31_536_000, "Promise of the resolution, in business time; null: none."),
  pausesWhileWaiting: Type.Boolean({ description: "The clock of the resolution stands while the contact is asked for something." }),
  calendarId: Nullable(idSchema("calendar; null: always open")),
  abandonAfterSeconds: Seconds(10, 31_536_000, "Business time without an agent until a ticket is given up; null: never."),
  answerWithinSeconds: Seconds(10, 86_400, "What an agent has for the first words before the ticket goes back; null: as long as it takes."),
  overflowQueueId: Nullable(idSchema("queue that takes over")),
  overflowAfterSeconds: Seconds(10, 86_400, "Waiting time after which it does; null: never."),
  asksRating: Type.Boolean(),
  texts: Type.Object(
    { greeting: Text, out_of_hours: Text, position: Text, assigned: Text, abandoned: Text, rating: Text },
    { ...closed, description: "Absent: the product's words. Empty: nothing is said." },
  ),
  escalation: Type.Array(
    Type.Object(
      {
        promise: OneOf(PROMISES),
        after: Type.Union([Type.Literal("near"), Type.Integer({ minimum: 0, maximum: 31_536_000 })]),
        whom: Type.Union([Type.Literal("agent"), Type.Literal("supervisors"), Type.Object({ memberId: idSchema("member") }, closed)]),
      },
      closed,
    ),
    { maxItems: 20 },
  ),
};
const Change = Type.Partial(Type.Object({ name: Name, ...settings }), closed);
const Make = Type.Object({ name: Name, ...Type.Partial(Type.Object(settings)).properties }, closed);
const StaffSchema = Type.Object(
  {
    memberIds: Type.Array(idSchema("member"), { maxItems: 1000, uniqueItems: true }),
    teamIds: Type.Optional(Type.Array(idSchema("team"), { maxItems: 100, uniqueItems: true })),
  },
  closed,
);
const Staffed = Type.Object({ memberIds: Type.Array(Type.String()), teamIds: Type.Array(Type.String()) });
const QueueSchema = Type.Object({ id: idSchema("queue"), name: Type.String(), ...settings, staff: Staffed });
const params = Type.Object({ queueId: idSchema("queue") });

/** How queues are served, and by whom. That they are there, everybody sees in `GET /queues`. */
export function queueSettingsRoutes(app: App, parts: HandOverParts) {
  const tags = ["Desk"];
  app.get(
    "/desk/queues",
    {
      config: { access: deskWatch },
      schema: { tags, summary: "Queues with how they are served", response: { 200: Type.Object({ items: Type.Array(QueueSchema) }) } },
    },
    ({ ctx }) =>
      ctx.transaction(async (tx) => {
        const staff = await staffByQueue(tx);
        return { items: (await readQueues(tx)).map((queue) => present(queue, staff.get(queue.id))) };
      }),
  );
  app.post(
    "/desk/queues",
    { config: { access: deskManage }, schema: { tags, summary: "Make a queue", body: Make, response: { 201: QueueSchema } } },
    async ({ ctx, body }, reply) => reply.code(201).send(present(await makeQueue(ctx, body))),
  );
  app.patch(
    "/desk/queues/:queueId",
    { config: { access: deskManage }, schema: { tags, summary: "Change a queue", params, body: Change, response: { 200: QueueSchema } } },
    async ({ ctx, params, body }) => {
      const queue = await changeQueue(ctx, params.queueId, body);
      return present(queue, (await ctx.transaction(staffByQueue)).get(queue.id));
    },
  );
  app.delete(
    "/desk/queues/:queueId",
    {
      config: { access: deskManage },
      schema: {
        tags,
        summary: "Remove a queue; its open tickets and its conversations go to another",
        params,
        querystring: Type.Object({ moveTo: Type.Optional(idSchema("queue that takes them")) }),
        response: { 204: Type.Null() },
      },
    },
    async ({ ctx, params, query }, reply) => {
      await dropQueue(ctx, parts, params.queueId, query.moveTo ?? null);
      return reply.code(204).send(null);
    },
  );
  app.put(
    "/queues/:queueId/members",
    {
      config: { access: deskManage },
      schema: { tags, summary: "Say who serves a queue: people, and teams", params, body: StaffSchema, response: { 200: Staffed } },
    },
    ({ ctx, params, body }) => setStaff(ctx, params.queueId, { memberIds: body.memberIds, teamIds: body.teamIds ?? [] }),
  );
  app.get(
    "/desk/queues/:queueId/preview",
    {
      config: { access: deskManage },
      schema: {
        tags,
        summary: "Whether it is open and until when, who gets the next three tickets and why, and what other promises would have meant",
        params,
        querystring: Type.Object({
          firstResponseSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000 })),
          resolutionSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000 })),
        }),
        response: { 200: PreviewSchema },
      },
    },
    ({ ctx, params, query }) => previewQueue(ctx, params.queueId, query),
  );
  app.get(
    "/desk/settings",
    { config: { access: deskWatch }, schema: { tags, summary: "What counts for all queues", response: { 200: DeskSettingsSchema } } },
    ({ ctx }) => ctx.transaction(readDeskSettings),
  );
  app.put(
    "/desk/settings",
    {
      config: { access: deskManage },
      schema: { tags, summary: "Change what counts for all queues", body: DeskSettingsSchema, response: { 200: DeskSettingsSchema } },
    },
    async ({ ctx, body }) => {
      await writeDeskSettings(ctx, body);
      return body;
    },
  );
}

const present = ({ hours: _hours, ...queue }: Queue, staff: Static<typeof Staffed> = { memberIds: [], teamIds: [] }) => ({
  ...queue,
  staff,
});
