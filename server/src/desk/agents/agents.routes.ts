import { Type } from "typebox";
import { type App, type Ctx, defineError, IsoTime, idSchema, Nullable, notFound, OneOf, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { AGENT_STATES, type AgentState } from "../closed-sets.ts";
import { readDeskSettings } from "../queues/desk-settings.ts";
import { deskManage, deskServe, deskWatch } from "../rights.ts";
import { askForRouting } from "../tickets/change-ticket.ts";
import { changePresence } from "./presence.ts";

const onlyMembers = defineError("desk.only_members", 403, "A key is nowhere: sign in as a member to say whether you are there.");

const closed = { additionalProperties: false };
const Presence = Type.Object(
  {
    state: OneOf(AGENT_STATES),
    reason: Type.Optional(Nullable(Type.String({ minLength: 1, maxLength: 120, description: "Why one is away or busy." }))),
  },
  closed,
);
const Own = Type.Object({
  state: OneOf(AGENT_STATES),
  reason: Nullable(Type.String()),
  since: Nullable(IsoTime),
  load: Type.Integer({ description: "Tickets in service." }),
  ceiling: Type.Integer(),
  waiting: Type.Integer({ description: "Tickets that wait in one's queues." }),
  awayReasons: Type.Array(Type.String()),
});
const params = Type.Object({ memberId: idSchema("member") });
const Done = { 204: Type.Null() };

/** Who is there to serve. */
export function agentRoutes(app: App) {
  const tags = ["Desk"];
  app.get(
    "/desk/presence",
    { config: { access: deskServe }, schema: { tags, summary: "Whether one is there, and what one has to do", response: { 200: Own } } },
    ({ ctx }) => readOwn(ctx),
  );
  app.put(
    "/desk/presence",
    { config: { access: deskServe }, schema: { tags, summary: "Come, leave, or make a pause", body: Presence, response: Done } },
    async ({ ctx, body }, reply) => {
      await changePresence(ctx, memberIdOf(ctx), body);
      return reply.code(204).send(null);
    },
  );
  app.put(
    "/desk/agents/:memberId/presence",
    {
      config: { access: deskWatch },
      schema: { tags, summary: "Say that an agent is there, or is not", params, body: Presence, response: Done },
    },
    async ({ ctx, params, body }, reply) => {
      await changePresence(ctx, params.memberId, body);
      return reply.code(204).send(null);
    },
  );
  app.patch(
    "/desk/agents/:memberId",
    {
      config: { access: deskManage },
      schema: {
        tags,
        summary: "Set what an agent can do, and how much",
        params,
        body: Type.Object(
          {
            ceiling: Type.Optional(Nullable(Type.Integer({ minimum: 1, maximum: 200, description: "Null: the workspace's." }))),
            skills: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 30, uniqueItems: true })),
          },
          closed,
        ),
        response: Done,
      },
    },
    async ({ ctx, params, body }, reply) => {
      await changeAgent(ctx, params.memberId, body);
      return reply.code(204).send(null);
    },
  );
}

/** @throws {AppError} platform.not_found */
function changeAgent(
  ctx: Ctx,
  memberId: string,
  change: { ceiling?: number | null | undefined; skills?: string[] | undefined },
): Promise<void> {
  return ctx.transaction(async (tx) => {
    if ((await tx.maybeOne(sql`select 1 from members where id = ${memberId} and removed_at is null`)) === null)
      throw notFound({ what: "member" });
    await tx.run(sql`
      insert into agents (workspace_id, member_id, state_since, ceiling, skills) values (${ctx.workspaceId}, ${memberId}, ${ctx.now()}, ${change.ceiling ?? null}, ${change.skills ?? []})
      on conflict (workspace_id, member_id) do update set
        ceiling = case when ${change.ceiling !== undefined} then excluded.ceiling else agents.ceiling end,
        skills = case when ${change.skills !== undefined} then excluded.skills else agents.skills end`);
    await recordAudit(tx, ctx, { action: "agent.changed", subjectKind: "member", subjectId: memberId, detail: change });
    askForRouting(tx, ctx.workspaceId, ctx.now());
  });
}

interface OwnRow {
  state: AgentState;
  reason: string | null;
  since: Date | null;
  load: number;
  ceiling: number | null;
  waiting: number;
}

function readOwn(ctx: Ctx) {
  return ctx.transaction(async (tx) => {
    const memberId = memberIdOf(ctx);
    const { personalCeiling, awayReasons } = await readDeskSettings(tx);
    const row = await tx.one(sql<OwnRow>`
      select coalesce(a.state, 'offline') as state, a.reason, a.state_since as since, coalesce(a.load, 0) as load, a.ceiling,
        (select count(*)::int from queue_members q join tickets t on t.workspace_id = q.workspace_id and t.queue_id = q.queue_id and t.state = 'waiting'
          where q.workspace_id = current_workspace() and q.member_id = ${memberId}) as waiting
      from (select 1) one left join agents a on a.member_id = ${memberId}`);
    return { ...row, since: row.since?.toISOString() ?? null, ceiling: row.ceiling ?? personalCeiling, awayReasons };
  });
}

/** Of the member who asks, or who made the key. @throws {AppError} desk.only_members */
function memberIdOf({ actor }: Ctx): string {
  const memberId = actor.kind === "member" ? actor.id : (actor.madeById ?? null);
  if (memberId === null) throw onlyMembers();
  return memberId;
}
