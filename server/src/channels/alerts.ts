import {
  addJobs,
  type Clock,
  type Database,
  type JobOffer,
  job,
  type Logger,
  newId,
  type Secrets,
  type SendMail,
  sql,
  type Tx,
} from "../platform/index.ts";
import { pushToRoles } from "../team/index.ts";
import type { AdapterTools } from "./adapter.ts";
import { type AlertNews, composeAlert, type Trouble } from "./alert-words.ts";
import { sendAlertJob, tellAlertsJob } from "./job-kinds.ts";

/** One matter: an outage begins in one of these ways. */
const OUTAGES: readonly Trouble[] = ["offline", "stopped", "paused"];
const matterOf = (kind: Trouble): string => (OUTAGES.includes(kind) ? "trouble" : kind);

interface Place {
  workspaceId: string;
  /** Null where the trouble is the workspace's. */
  channelId: string | null;
  now: Date;
}

/** What happens within this time is told as one: an outage seldom comes alone. */
const GROUP_MS = 30_000;

/** A channel, or the workspace, is in trouble: told once, however often it is noticed. */
export async function beginAlert(tx: Tx, { workspaceId, channelId, now }: Place, kind: Trouble): Promise<void> {
  const isNew = await tx.run(sql`
    insert into alerts (workspace_id, id, channel_id, kind, matter, began_at) values (${workspaceId}, ${newId()}, ${channelId}, ${kind}, ${matterOf(kind)}, ${now})
    on conflict (workspace_id, channel_id, matter) where ended_at is null do nothing`);
  if (isNew > 0) tellSoon(tx, workspaceId, now);
}

/** It is over; without `kinds` an outage is, and the incident that it had become. */
export async function endAlert(
  tx: Tx,
  { workspaceId, channelId, now }: Place,
  kinds: readonly Trouble[] = [...OUTAGES, "incident"],
): Promise<void> {
  const matters = [...new Set(kinds.map(matterOf))];
  const ended = await tx.run(
    sql`update alerts set ended_at = ${now} where workspace_id = ${workspaceId} and channel_id is not distinct from ${channelId}::uuid and matter = any(${matters}) and ended_at is null`,
  );
  if (ended > 0) tellSoon(tx, workspaceId, now);
}

const tellSoon = (tx: Tx, workspaceId: string, now: Date) =>
  addJobs(tx, [tellAlertsJob({ workspaceId, payload: {}, key: `alerts ${workspaceId}`, runAt: new Date(now.getTime() + GROUP_MS) })], now);

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  secrets: Secrets;
  sendMail: SendMail;
  tools: AdapterTools;
  publicUrl: string;
}

interface Untold extends AlertNews {
  id: string;
  toldAt: Date | null;
}

interface Target {
  id: string;
  kind: "email" | "slack" | "discord";
  address: string;
}

export const targetPlace = (workspaceId: string, id: string) => ({ workspaceId, table: "alert_targets", rowId: id, column: "address" });

/** Gathers what has not been told, and sends it to each place by a job of its own. */
export function alertJobs({ db, clock, log, secrets, sendMail, tools, publicUrl }: Parts): JobOffer[] {
  return [
    job(tellAlertsJob, {
      run: ({ workspaceId }) =>
        db.inWorkspace(workspaceId, async (tx) => {
          const now = clock.now();
          const untold = await tx.many(sql<Untold>`
            select a.id, a.kind, c.name as "channelName", a.began_at as "beganAt", a.ended_at as "endedAt", a.told_at as "toldAt"
            from alerts a left join channels c on c.workspace_id = a.workspace_id and c.id = a.channel_id
            where a.told_at is null or (a.ended_at is not null and a.end_told_at is null) order by a.began_at for update of a`);
          await tx.run(sql`
            update alerts set told_at = coalesce(told_at, ${now}), end_told_at = case when ended_at is null then null else ${now}::timestamptz end where id = any(${untold.map(({ id }) => id)})`);
          // Over before anybody was told: nobody needs to know.
          const news = untold.filter(({ toldAt, endedAt }) => toldAt !== null || endedAt === null);
          if (news.length === 0) return;
          const { language } = await tx.one(sql<{ language: string }>`select language from workspaces where id = ${workspaceId}`);
          const { subject, text } = composeAlert(news, language, `${publicUrl}/channels`);
          const notice = { title: subject, body: text.split("\n\n")[0]?.slice(0, 400) ?? "", path: "/channels", tag: "channels" };
          await pushToRoles(tx, workspaceId, ["owner", "administrator"], notice, now);
          const targets = await tx.many(sql<{ id: string }>`
            select id from alert_targets where disabled_reason is null and (silenced_until is null or silenced_until < ${now})`);
          const any = await tx.maybeOne(sql`select 1 from alert_targets limit 1`);
          const members =
            any === null
              ? await tx.many(
                  sql<{ email: string }>`select email from members where role in ('owner', 'administrator') and removed_at is null`,
                )
              : [];
          addJobs(
            tx,
            [...targets.map(({ id }) => ({ targetId: id })), ...members.map(({ email }) => ({ email }))].map((to) =>
              sendAlertJob({ workspaceId, payload: { ...to, subject, text } }),
            ),
            now,
          );
        }),
    }),
    job(sendAlertJob, {
      maxAttempts: 8,
      async run({ workspaceId, payload }) {
        const { subject, text } = payload;
        if ("email" in payload) return sendMail({ to: payload.email, subject, text });
        const target = await db.inWorkspace(workspaceId, (tx) =>
          tx.maybeOne(sql<Target>`select id, kind, address from alert_targets where id = ${payload.targetId} and disabled_reason is null`),
        );
        if (target === null) return;
        const address = secrets.decrypt(target.address, targetPlace(workspaceId, target.id));
        if (target.kind === "email") return sendMail({ to: address, subject, text });
        const status = await post(target.kind, address, `${subject}\n${text}`);
        if (status < 300) return;
        if (status === 429 || status >= 500) throw new Error(`the place for alerts answered ${status}`);
        await db.inWorkspace(workspaceId, (tx) =>
          tx.run(sql`update alert_targets set disabled_reason = ${`http_${status}`} where id = ${target.id}`),
        );
        log.warn({ targetId: target.id, status }, "a place for alerts refuses them and is no longer used");
      },
    }),
  ];

  /** People type these addresses: only the two services' own hosts are called, or what the operator allowed. */
  async function post(kind: "slack" | "discord", url: string, words: string): Promise<number> {
    const body =
      kind === "slack"
        ? { text: words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;") }
        : { content: words.slice(0, 2000), allowed_mentions: { parse: [] } };
    const answer = await tools.http({
      url,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      timeoutMs: 10_000,
      maxBytes: 64 * 1024,
      onlyHosts: ALERT_HOSTS[kind],
      maxRedirects: 0,
    });
    return answer.status;
  }
}

export const ALERT_HOSTS = { slack: ["hooks.slack.com"], discord: ["discord.com", "discordapp.com"] };
