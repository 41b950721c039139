import {
  addJobs,
  type Clock,
  type Database,
  type JobHandlers,
  type Logger,
  newId,
  type Secrets,
  type SendMail,
  sql,
  type Tx,
} from "../platform/index.ts";
import { pushToRoles } from "../team/index.ts";
import type { AdapterTools } from "./adapter.ts";

export type Trouble =
  | "offline"
  | "stopped"
  | "paused"
  /** Offline for over half an hour. */
  | "incident"
  /** Its messages go another way. */
  | "fallback"
  /** Over 80 % of its pace, or of a quota. */
  | "busy"
  | "quota"
  | "quota_reached"
  /** Its token ends within so many days. */
  | "token_14"
  | "token_7"
  | "token_1"
  /** Something that the provider numbers or lists is not here. */
  | "gap"
  /** A critical notice found no way. */
  | "undelivered"
  /** Of the workspace: over 80 % of the room for files, and none for another one. */
  | "storage"
  | "storage_full";

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
  addJobs(
    tx,
    [{ kind: "channels.tell_alerts", workspaceId, payload: {}, key: `alerts ${workspaceId}`, runAt: new Date(now.getTime() + GROUP_MS) }],
    now,
  );

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  secrets: Secrets;
  sendMail: SendMail;
  tools: AdapterTools;
  publicUrl: string;
}

interface Untold {
  id: string;
  kind: Trouble;
  channelName: string | null;
  beganAt: Date;
  endedAt: Date | null;
  toldAt: Date | null;
}

interface Target {
  id: string;
  kind: "email" | "slack" | "discord";
  address: string;
}

export const targetPlace = (workspaceId: string, id: string) => ({ workspaceId, table: "alert_targets", rowId: id, column: "address" });

/** Gathers what has not been told, and sends it to each place by a job of its own. */
export function alertJobs({ db, clock, log, secrets, sendMail, tools, publicUrl }: Parts): JobHandlers {
  return {
    "channels.tell_alerts": {
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
          const { subject, text } = compose(news, language, `${publicUrl}/channels`);
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
            [...targets.map(({ id }) => ({ targetId: id })), ...members.map(({ email }) => ({ email }))].map((to) => ({
              kind: "channels.send_alert",
              workspaceId,
              payload: { ...to, subject, text },
            })),
            now,
          );
        }),
    },
    "channels.send_alert": {
      maxAttempts: 8,
      async run({ workspaceId, payload }) {
        const { email, targetId, subject, text } = payload as { email?: string; targetId?: string; subject: string; text: string };
        if (email !== undefined) return sendMail({ to: email, subject, text });
        const target = await db.inWorkspace(workspaceId, (tx) =>
          tx.maybeOne(sql<Target>`select id, kind, address from alert_targets where id = ${targetId} and disabled_reason is null`),
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
    },
  };

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

const WORDS: Record<
  string,
  {
    trouble: Record<Trouble, string>;
    over: string;
    one: string;
    some: (count: number) => string;
    healed: string;
    /** Where the trouble is no channel's. */
    storage: { name: string; over: string; trouble: string; healed: string };
    see: string;
  }
> = {
  "pt-BR": {
    trouble: {
      offline: "não responde às verificações",
      stopped: "foi parado pelo provedor",
      paused: "pausou após cinco falhas seguidas; as mensagens esperam",
      incident: "está fora do ar há mais de 30 minutos",
      fallback: "está fora do ar; as mensagens saem por outro canal onde há um endereço",
      busy: "usa mais de 80 % do limite de envio",
      quota: "usou mais de 80 % da cota",
      quota_reached: "usou toda a cota",
      token_14: "tem um token que termina em menos de 14 dias",
      token_7: "tem um token que termina em menos de 7 dias",
      token_1: "tem um token que termina em menos de um dia",
      gap: "tem mensagens no provedor que não chegaram aqui",
      undelivered: "tem um aviso crítico que nenhum canal conseguiu entregar",
      storage: "passou de 80 % do limite",
      storage_full: "acabou: arquivos novos esperam e são pedidos de novo a cada hora",
    },
    over: "voltou a funcionar",
    one: "Canal com problema",
    some: (count) => `${count} canais com problema`,
    healed: "Canais de volta",
    storage: {
      name: "O espaço para arquivos",
      over: "tem lugar de novo",
      trouble: "Pouco espaço para arquivos",
      healed: "Há espaço para arquivos de novo",
    },
    see: "Veja em",
  },
  en: {
    trouble: {
      offline: "does not answer its checks",
      stopped: "was stopped by the provider",
      paused: "paused after five failures in a row; messages wait",
      incident: "has been down for over 30 minutes",
      fallback: "is down; messages leave by another channel where there is an address",
      busy: "uses over 80 % of its sending limit",
      quota: "has used over 80 % of its quota",
      quota_reached: "has used all of its quota",
      token_14: "has a token that ends in less than 14 days",
      token_7: "has a token that ends in less than 7 days",
      token_1: "has a token that ends in less than a day",
      gap: "has messages at the provider that did not arrive here",
      undelivered: "has a critical notice that no channel could deliver",
      storage: "is over 80 % full",
      storage_full: "is full: new files wait, and are asked for again every hour",
    },
    over: "works again",
    one: "A channel is in trouble",
    some: (count) => `${count} channels are in trouble`,
    healed: "Channels are back",
    storage: {
      name: "The room for files",
      over: "has space again",
      trouble: "Little room for files",
      healed: "There is room for files again",
    },
    see: "See",
  },
  es: {
    trouble: {
      offline: "no responde a las verificaciones",
      stopped: "fue detenido por el proveedor",
      paused: "se pausó tras cinco fallos seguidos; los mensajes esperan",
      incident: "lleva más de 30 minutos caído",
      fallback: "está caído; los mensajes salen por otro canal donde hay una dirección",
      busy: "usa más del 80 % de su límite de envío",
      quota: "ha usado más del 80 % de su cuota",
      quota_reached: "ha usado toda su cuota",
      token_14: "tiene un token que termina en menos de 14 días",
      token_7: "tiene un token que termina en menos de 7 días",
      token_1: "tiene un token que termina en menos de un día",
      gap: "tiene mensajes en el proveedor que no llegaron aquí",
      undelivered: "tiene un aviso crítico que ningún canal pudo entregar",
      storage: "superó el 80 % de su límite",
      storage_full: "se acabó: los archivos nuevos esperan y se piden de nuevo cada hora",
    },
    over: "vuelve a funcionar",
    one: "Canal con problemas",
    some: (count) => `${count} canales con problemas`,
    healed: "Canales de vuelta",
    storage: {
      name: "El espacio para archivos",
      over: "tiene lugar de nuevo",
      trouble: "Poco espacio para archivos",
      healed: "Hay espacio para archivos de nuevo",
    },
    see: "Consulta",
  },
};

/** One text for all that happened; a channel's name is shown as it is, in plain text. */
function compose(news: Untold[], language: string, link: string): { subject: string; text: string } {
  const words = WORDS[language] ?? (WORDS["en"] as NonNullable<(typeof WORDS)[string]>);
  const minutes = ({ beganAt, endedAt }: Untold) => Math.max(1, Math.round(((endedAt as Date).getTime() - beganAt.getTime()) / 60_000));
  const lines = news.map((one) => {
    const name = one.channelName ?? words.storage.name;
    const over = one.channelName === null ? words.storage.over : words.over;
    return one.endedAt === null ? `• ${name} ${words.trouble[one.kind]}` : `• ${name} ${over} (${minutes(one)} min)`;
  });
  return { subject: `Prosa: ${subjectOf(news, words)}`, text: `${lines.join("\n")}\n\n${words.see} ${link}` };
}

/** Trouble comes before what is over, and channels before the room for files. */
function subjectOf(news: Untold[], { one, some, healed, storage }: (typeof WORDS)[string]): string {
  const troubles = news.filter(({ endedAt }) => endedAt === null);
  const ofChannels = troubles.filter(({ channelName }) => channelName !== null).length;
  if (ofChannels > 0) return ofChannels === 1 ? one : some(ofChannels);
  if (troubles.length > 0) return storage.trouble;
  return news.some(({ channelName }) => channelName !== null) ? healed : storage.healed;
}
