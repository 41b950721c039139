import { Type } from "typebox";
import { type App, addJobs, defineError, IsoTime, idSchema, Nullable, newId, notFound, type Secrets, sql } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { ALERT_HOSTS, targetPlace } from "./alerts.ts";
import { sendAlertJob } from "./job-kinds.ts";
import { channelsManage } from "./rights.ts";

const badAddress = defineError(
  "channels.bad_alert_address",
  400,
  "Give an e-mail address, or the https address that Slack (hooks.slack.com) or Discord (discord.com) shows for an incoming webhook.",
);
const tooMany = defineError("channels.too_many_alert_targets", 409, "A workspace has at most 20 places for alerts. Remove one first.");
const MAX_TARGETS = 20;

const Target = Type.Object({
  id: idSchema("alert target"),
  kind: Type.String({ description: "email, slack or discord" }),
  name: Type.String(),
  silencedUntil: Nullable(IsoTime),
  disabledReason: Nullable(Type.String({ description: "Why it is no longer used: the other side refused for good." })),
  createdAt: IsoTime,
});

interface Row {
  id: string;
  kind: string;
  name: string;
  silencedUntil: Date | null;
  disabledReason: string | null;
  createdAt: Date;
}

/** Where alerts go. Addresses go in and never come out: that of a webhook is its secret. */
export function alertRoutes(app: App, { secrets }: { secrets: Secrets }) {
  const manage = { config: { access: channelsManage } };
  const params = Type.Object({ targetId: idSchema("alert target") });
  const columns = sql`id, kind, name, silenced_until as "silencedUntil", disabled_reason as "disabledReason", created_at as "createdAt"`;
  const present = (row: Row) => ({
    ...row,
    silencedUntil: row.silencedUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  });

  app.get(
    "/alert-targets",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Where alerts go; without any, owners and administrators get a mail",
        response: { 200: Type.Object({ items: Type.Array(Target), nextCursor: Nullable(Type.String()) }) },
      },
    },
    async ({ ctx }) => {
      const rows = await ctx.transaction((tx) =>
        tx.many(sql<Row>`select ${columns} from alert_targets order by created_at, id limit ${MAX_TARGETS}`),
      );
      return { items: rows.map(present), nextCursor: null };
    },
  );

  const body = Type.Object(
    {
      kind: Type.Union([Type.Literal("email"), Type.Literal("slack"), Type.Literal("discord")]),
      name: Type.String({ minLength: 1, maxLength: 120 }),
      address: Type.String({ minLength: 3, maxLength: 500 }),
    },
    { additionalProperties: false },
  );
  app.post(
    "/alert-targets",
    { ...manage, schema: { tags: ["Channels"], summary: "Add a place for alerts; it gets one at once", body, response: { 201: Target } } },
    async ({ ctx, body }, reply) => {
      if (!isAddress(body.kind, body.address)) throw badAddress();
      const id = newId();
      const row = await ctx.transaction(async (tx) => {
        const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from alert_targets`);
        if (count >= MAX_TARGETS) throw tooMany();
        const made = await tx.one(sql<Row>`
          insert into alert_targets (workspace_id, id, kind, name, address, created_at)
          values (${ctx.workspaceId}, ${id}, ${body.kind}, ${body.name}, ${secrets.encrypt(body.address, targetPlace(ctx.workspaceId, id))}, ${ctx.now()}) returning ${columns}`);
        const hello = { targetId: id, subject: "Prosa", text: `✓ ${body.name}` };
        addJobs(tx, [sendAlertJob({ workspaceId: ctx.workspaceId, payload: hello })], ctx.now());
        await recordAudit(tx, ctx, {
          action: "alert_target.created",
          subjectKind: "alert_target",
          subjectId: id,
          detail: { kind: body.kind, name: body.name },
        });
        return made;
      });
      return reply.code(201).send(present(row));
    },
  );

  const change = Type.Object({ silencedUntil: Nullable(IsoTime) }, { additionalProperties: false });
  app.patch(
    "/alert-targets/:targetId",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Silence a place for a while, or let it speak again",
        params,
        body: change,
        response: { 200: Target },
      },
    },
    async ({ ctx, params, body }) => {
      const until = body.silencedUntil === null ? null : new Date(body.silencedUntil);
      const row = await ctx.transaction((tx) =>
        tx.maybeOne(
          sql<Row>`update alert_targets set silenced_until = ${until}, disabled_reason = null where id = ${params.targetId} returning ${columns}`,
        ),
      );
      if (row === null) throw notFound({ what: "alert target" });
      return present(row);
    },
  );

  app.delete(
    "/alert-targets/:targetId",
    {
      ...manage,
      schema: {
        tags: ["Channels"],
        summary: "Remove a place for alerts",
        params,
        response: { 200: Type.Object({ done: Type.Boolean() }) },
      },
    },
    async ({ ctx, params }) => {
      await ctx.transaction(async (tx) => {
        if ((await tx.run(sql`delete from alert_targets where id = ${params.targetId}`)) === 0) throw notFound({ what: "alert target" });
        await recordAudit(tx, ctx, { action: "alert_target.removed", subjectKind: "alert_target", subjectId: params.targetId });
      });
      return { done: true };
    },
  );
}

function isAddress(kind: "email" | "slack" | "discord", address: string): boolean {
  if (kind === "email") return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(address);
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, username } = new URL(address);
  return protocol === "https:" && username === "" && ALERT_HOSTS[kind].includes(hostname);
}
