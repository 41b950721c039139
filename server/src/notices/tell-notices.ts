import { addJobs, type Clock, type Database, type JobOffer, job, type Logger, sql, type Tx } from "../platform/index.ts";
import { type Language, membersWithRoles, workspaceLanguage } from "../team/index.ts";
import { composeNotice, type News } from "./compose-notice.ts";
import { sendNoticeJob, tellNoticesJob } from "./job-kinds.ts";
import type { MediaChoice, MemberNoticeKind } from "./members/member-kinds.ts";
import { readPreferences } from "./members/preferences.ts";
import { tellMembers as keepForMembers } from "./members/tell-members.ts";
import { TROUBLE, troubleOf } from "./members/trouble.ts";
import { kindsByName, type NoticeKind } from "./notice-kinds.ts";
import { type NoticeMedium, textOf } from "./notice-media.ts";

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  publicUrl: string;
  /** Of all rooms, in their order. */
  kinds: () => NoticeKind[];
  media: () => NoticeMedium[];
  /** What members may choose to hear, and by which medium. */
  memberKinds: () => readonly MemberNoticeKind[];
}

interface Untold {
  id: string;
  kind: string;
  subjectId: string | null;
  beganAt: Date;
  endedAt: Date | null;
  toldAt: Date | null;
}

/** News, and what it is about. */
interface About extends News {
  kind: string;
  subjectId: string | null;
}

interface Telling {
  workspaceId: string;
  news: About[];
  now: Date;
}

/** Gathers what has not been told, and hands it to places and people; each of them is reached by a job of its own. */
export function tellNotices({ db, clock, log, publicUrl, kinds, media, memberKinds }: Parts): JobOffer {
  return job(tellNoticesJob, {
    run: ({ workspaceId }) =>
      db.inWorkspace(workspaceId, async (tx) => {
        const now = clock.now();
        const news = await readNews(tx, await takeUntold(tx, now));
        if (news.length === 0) return;
        const language = await workspaceLanguage(tx, workspaceId);
        const hasPlaces = await tellPlaces(tx, { workspaceId, news, now }, language);
        await tellMembers(tx, { workspaceId, news, now }, language, hasPlaces);
      }),
  });

  async function readNews(tx: Tx, untold: Untold[]): Promise<About[]> {
    const byName = kindsByName(kinds());
    const news: About[] = [];
    for (const { kind, subjectId, beganAt, endedAt } of untold) {
      const known = byName.get(kind);
      if (known === undefined) log.warn({ kind }, "no room offers this kind of notice, and nobody is told");
      const say = (await known?.read(tx, subjectId)) ?? null;
      if (known !== undefined && say !== null) news.push({ kind, subjectId, topic: known.topic, say, beganAt, endedAt });
    }
    return news;
  }

  /** In the workspace's language. @returns whether there is any place, also one that is silenced */
  async function tellPlaces(tx: Tx, { workspaceId, news, now }: Telling, language: Language): Promise<boolean> {
    const places = await tx.many(sql<{ id: string; hears: boolean }>`
      select id, disabled_reason is null and (silenced_until is null or silenced_until < ${now}) as hears from alert_targets`);
    const notice = composeNotice(news, topics(), language, publicUrl);
    const hearing = places.filter(({ hears }) => hears);
    const message = { subject: notice.title, text: textOf(notice) };
    addJobs(
      tx,
      hearing.map(({ id }) => sendNoticeJob({ workspaceId, payload: { targetId: id, ...message } })),
      now,
    );
    return places.length > 0;
  }

  /** Each hears of the topics that are for their role, in their own language or else the workspace's, by the media that they left on. */
  async function tellMembers(tx: Tx, { workspaceId, news, now }: Telling, language: Language, hasPlaces: boolean): Promise<void> {
    const members = await membersWithRoles(tx, [...new Set(news.flatMap(({ topic }) => topic.roles))]);
    const choices = new Map<string, MediaChoice | undefined>();
    for (const { id } of members) choices.set(id, (await readPreferences(tx, id, memberKinds())).choices.get(TROUBLE.kind));
    const alike = Map.groupBy(members, ({ role, language: own }) => `${role} ${own ?? language}`);
    for (const group of alike.values()) {
      const [first] = group;
      if (first === undefined) continue;
      const theirs = news.filter(({ topic }) => topic.roles.includes(first.role));
      await keepTrouble(tx, { workspaceId, news: theirs, now }, group);
      const notice = composeNotice(theirs, topics(), first.language ?? language, publicUrl);
      for (const medium of media()) {
        if (medium.to !== "member") continue;
        const wanting = group.filter(({ id }) => wants(choices.get(id), medium.medium));
        await medium.send(tx, { workspaceId, members: wanting, notice, hasPlaces, now });
      }
    }
  }

  function topics() {
    return [...new Set(kinds().map(({ topic }) => topic))];
  }
}

/** The same in the members' own lists. */
const keepTrouble = (tx: Tx, { workspaceId, news, now }: Telling, members: readonly { id: string }[]) =>
  keepForMembers(
    tx,
    { workspaceId, now },
    members.flatMap(({ id }) =>
      news.map(({ kind, subjectId, endedAt }) => troubleOf(id, subjectId, { alert: kind, isOver: endedAt !== null })),
    ),
  );

/** A medium that nobody can choose is used as before. */
const wants = (choice: MediaChoice | undefined, medium: string): boolean =>
  (medium !== "push" && medium !== "email") || choice === undefined || choice[medium];

/** Marks everything as told that is not, and gives what somebody needs to hear. */
async function takeUntold(tx: Tx, now: Date): Promise<Untold[]> {
  const untold = await tx.many(sql<Untold>`
    select id, kind, subject_id as "subjectId", began_at as "beganAt", ended_at as "endedAt", told_at as "toldAt"
    from alerts where told_at is null or (ended_at is not null and end_told_at is null) order by began_at for update`);
  await tx.run(sql`
    update alerts set told_at = coalesce(told_at, ${now}), end_told_at = case when ended_at is null then null else ${now}::timestamptz end where id = any(${untold.map(({ id }) => id)})`);
  // Over before anybody was told: nobody needs to know.
  return untold.filter(({ toldAt, endedAt }) => toldAt !== null || endedAt === null);
}
