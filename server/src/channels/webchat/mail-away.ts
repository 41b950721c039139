import { type Clock, type Database, type Logger, type SendMail, sql } from "../../platform/index.ts";
import { keepToken } from "./visits.ts";

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  sendMail: SendMail;
}

/** Somebody who was not seen for so long went away. */
const AWAY_MS = 5 * 60_000;
const LINK_DAYS = 7;
const LOOK_EVERY_MS = 60_000;

const WORDS = {
  pt: (site: string, link: string) => ({
    subject: `${site}: responderam à sua conversa`,
    text: `Olá!\n\nHá uma resposta para você em ${site}. Continue a conversa por este link, que vale uma vez, por 7 dias:\n\n${link}\n`,
  }),
  en: (site: string, link: string) => ({
    subject: `${site}: there is an answer in your chat`,
    text: `Hello!\n\nThere is an answer for you at ${site}. Go on with the chat by this link, which works once, for 7 days:\n\n${link}\n`,
  }),
  es: (site: string, link: string) => ({
    subject: `${site}: respondieron a tu chat`,
    text: `¡Hola!\n\nHay una respuesta para ti en ${site}. Continúa el chat con este enlace, que vale una vez, durante 7 días:\n\n${link}\n`,
  }),
};

/** Tells by mail those who left an address and went away before they had read the answer; once for what came since. @returns how many were told */
export async function mailAway(parts: Parts): Promise<number> {
  const { db, clock } = parts;
  const due = await db.systemStatement<{ workspaceId: string; id: string }>(
    "webchat.to_mail",
    `select workspace_id as "workspaceId", id from webchat_people
     where email is not null and last_seq > read_seq and mailed_seq < last_seq and here_at < $1 order by here_at limit 200`,
    [new Date(clock.now().getTime() - AWAY_MS)],
  );
  let told = 0;
  for (const one of due) if (await mailOne(parts, one)) told += 1;
  return told;
}

/** What was mailed is written down first: a mail too few is better than one each minute. */
async function mailOne({ db, clock, log, sendMail }: Parts, { workspaceId, id }: { workspaceId: string; id: string }): Promise<boolean> {
  const mail = await db.inWorkspace(workspaceId, async (tx) => {
    const person = await tx.maybeOne(sql<{ email: string; page: string | null; language: string | null; site: string; mailedSeq: string }>`
      select p.email, p.page, p.language, coalesce(c.settings->>'title', c.settings->>'site', c.name) as site, p.mailed_seq as "mailedSeq"
      from webchat_people p join channels c on c.workspace_id = p.workspace_id and c.id = p.channel_id
      where p.id = ${id} and p.mailed_seq < p.last_seq for update of p skip locked`);
    if (person === null) return null;
    const { email, page, language, site, mailedSeq } = person;
    const [unread] = await tx.many(sql`
      select 1 from webchat_lines l join webchat_people p on p.workspace_id = l.workspace_id and p.id = l.person_id
      where l.person_id = ${id} and l.side = 'business' and l.seq > greatest(p.read_seq, ${mailedSeq}) limit 1`);
    await tx.run(sql`update webchat_people set mailed_seq = last_seq where id = ${id}`);
    if (unread === undefined || page === null) return null;
    const token = await keepToken(tx, { workspaceId }, id, "resume", new Date(clock.now().getTime() + LINK_DAYS * 86_400_000));
    const words = WORDS[(language ?? "pt").slice(0, 2) as keyof typeof WORDS] ?? WORDS.pt; // another language is undefined
    return { to: email, ...words(site, `${page}?prosa_resume=${token}`) };
  });
  if (mail === null) return false;
  await sendMail(mail).catch((error) => log.warn({ err: error }, "a visitor could not be told by mail"));
  return true;
}

/** Looks every minute. @returns what stops it */
export function watchAway(parts: Parts): () => void {
  const timer = setInterval(
    () => void mailAway(parts).catch((error) => parts.log.warn({ err: error }, "visitors who went away could not be looked for")),
    LOOK_EVERY_MS,
  );
  timer.unref();
  return () => clearInterval(timer);
}
