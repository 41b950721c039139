import { addJobs, type Clock, type Database, type JobOffer, job, Postpone, sql, type Tx } from "../../platform/index.ts";
import { findRecipient, type Language, type Recipient, type Rights } from "../../team/index.ts";
import { digestJob, reachMemberJob, sendNoticeJob } from "../job-kinds.ts";
import { pushToMembers } from "../push.ts";
import { memberKindsByName, type Told } from "./member-kinds.ts";
import { type NoticePreferences, nextDigest, quietUntil, readPreferences } from "./preferences.ts";
import { type NoticeCatalogue, type NoticeRow, type ShownNotice, showNotices } from "./show-notices.ts";

export interface ReachParts {
  db: Database;
  clock: Clock;
  publicUrl: string;
  rights: () => Rights;
  catalogue: NoticeCatalogue;
}

/** How rooms judge what somebody may see who does not ask just now. */
const toldOf = (recipient: Recipient, rights: Rights): Told => {
  const { id, role, sight } = recipient;
  return { id, role, sight, capabilities: rights.heldBy(recipient) };
};

/** Takes what was not seen at once to push and mail, as the member wants it; in quiet hours it waits. */
export function reachMembers({ db, clock, publicUrl, rights, catalogue }: ReachParts): JobOffer {
  return job(reachMemberJob, {
    run: ({ workspaceId, payload: { noticeId } }) =>
      db.inWorkspace(workspaceId, async (tx) => {
        const now = clock.now();
        const row = await tx.maybeOne(sql<NoticeRow & { memberId: string }>`
          select id, member_id as "memberId", kind, subject_id as "subjectId", facts, count, happened_at as "happenedAt", read_at as "readAt"
          from member_notices where id = ${noticeId} for update`);
        if (row === null) return;
        const recipient = row.readAt === null ? await findRecipient(tx, row.memberId) : null;
        if (recipient !== null) await reach(tx, { workspaceId, recipient, row, now });
        await tx.run(sql`update member_notices set reach_at = null where id = ${noticeId}`);
      }),
  });

  async function reach(
    tx: Tx,
    { workspaceId, recipient, row, now }: { workspaceId: string; recipient: Recipient; row: NoticeRow; now: Date },
  ) {
    const preferences = await readPreferences(tx, recipient.id, catalogue.kinds());
    const kind = memberKindsByName(catalogue.kinds()).get(row.kind);
    const media = preferences.choices.get(row.kind);
    const [shown] = await showNotices(tx, catalogue, toldOf(recipient, rights()), [row], recipient.language);
    if (kind === undefined || media === undefined || shown === undefined) return;
    const quiet = kind.isUrgent ? null : quietUntil(preferences.quiet, now);
    if (quiet !== null && (media.push || media.email)) throw new Postpone(quiet.getTime() - now.getTime());
    const notice = { title: shown.title, lines: shown.text === "" ? [] : [shown.text], path: shown.path, see: "" };
    if (media.push) await pushToMembers(tx, { workspaceId, members: [recipient], notice, hasPlaces: false, now });
    if (media.email) await mail(tx, { workspaceId, recipient, shown, preferences, now });
  }

  async function mail(
    tx: Tx,
    told: { workspaceId: string; recipient: Recipient; shown: ShownNotice; preferences: NoticePreferences; now: Date },
  ): Promise<void> {
    const { workspaceId, recipient, shown, preferences, now } = told;
    if (preferences.digest === "off") return;
    if (preferences.digest === "at_once") return sendMail(tx, { workspaceId, recipient, notices: [shown], publicUrl, now });
    const at = nextDigest(preferences.digest, preferences.quiet, now);
    const isPlanned = await tx.run(sql`
      insert into notice_preferences (workspace_id, member_id, digest_at) values (${workspaceId}, ${recipient.id}, ${at})
      on conflict (workspace_id, member_id) do update set digest_at = excluded.digest_at where notice_preferences.digest_at is null`);
    if (isPlanned > 0) addJobs(tx, [digestJob({ workspaceId, payload: { memberId: recipient.id }, runAt: at })], now);
  }
}

const AT_MOST = 50;

/** One mail with everything that is unread and in no mail yet. */
export function sendDigests({ db, clock, publicUrl, rights, catalogue }: ReachParts): JobOffer {
  return job(digestJob, {
    run: ({ workspaceId, payload: { memberId } }) =>
      db.inWorkspace(workspaceId, async (tx) => {
        const now = clock.now();
        const recipient = await findRecipient(tx, memberId);
        const { choices, digest, quiet } = await readPreferences(tx, memberId, catalogue.kinds());
        const until = quietUntil(quiet, now);
        if (recipient !== null && digest === "hourly" && until !== null) throw new Postpone(until.getTime() - now.getTime());
        await tx.run(sql`update notice_preferences set digest_at = null where member_id = ${memberId}`);
        if (recipient === null || digest === "off") return;
        const mailed = [...choices].filter(([, media]) => media.email).map(([kind]) => kind);
        const rows = await tx.many(sql<NoticeRow>`
          select id, kind, subject_id as "subjectId", facts, count, happened_at as "happenedAt", read_at as "readAt" from member_notices
          where member_id = ${memberId} and read_at is null and mailed_at is null and reach_at is null and kind = any(${mailed})
          order by happened_at desc limit ${AT_MOST}`);
        const notices = await showNotices(tx, catalogue, toldOf(recipient, rights()), rows, recipient.language);
        if (notices.length > 0) await sendMail(tx, { workspaceId, recipient, notices, publicUrl, now });
      }),
  });
}

const SUBJECTS: Record<Language, (count: number) => string> = {
  "pt-BR": (count) => (count === 1 ? "uma notificação que você não viu" : `${count} notificações que você não viu`),
  en: (count) => (count === 1 ? "a notification that you have not seen" : `${count} notifications that you have not seen`),
  es: (count) => (count === 1 ? "una notificación que no viste" : `${count} notificaciones que no viste`),
};

/** Titles and lines only: what customers wrote stays in the product. */
async function sendMail(
  tx: Tx,
  told: { workspaceId: string; recipient: Recipient; notices: readonly ShownNotice[]; publicUrl: string; now: Date },
): Promise<void> {
  const { workspaceId, recipient, notices, publicUrl, now } = told;
  const lines = notices.map(({ title, text, path }) => `• ${title}${text === "" ? "" : `: ${text}`}\n  ${publicUrl}${path}`);
  const subject = `Prosa: ${SUBJECTS[recipient.language](notices.length)}`;
  const text = `${lines.join("\n")}\n\n${publicUrl}/notifications`;
  addJobs(tx, [sendNoticeJob({ workspaceId, payload: { email: recipient.email, subject, text } })], now);
  await tx.run(sql`update member_notices set mailed_at = ${now} where id = any(${notices.map(({ id }) => id)})`);
}
