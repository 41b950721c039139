import { createHmac } from "node:crypto";
import { type Clock, type Database, defineError, hashToken, makeToken, newId, sql, type Tx } from "../../platform/index.ts";
import { sameSecret } from "../../platform/pure.ts";
import type { Channel } from "../adapters/adapter.ts";

const identityRefused = defineError("webchat.identity_refused", 403, "The page's signature of this customer is wrong or too old.");

/** Who a browser is taken for. */
export interface Visitor {
  id: string;
  name: string | null;
  email: string | null;
  externalId: string | null;
}

/** A signed-in customer as the page names them, with the page's signature. */
export interface Identity {
  userId: string;
  /** HMAC-SHA256 in hex over `userId`, or over `userId.expires` where an end is given. */
  signature: string;
  /** Seconds since 1970. */
  expires?: number | undefined;
  name?: string | undefined;
  email?: string | undefined;
}

interface Opening {
  token?: string | undefined;
  /** Out of a mail: works once. */
  resume?: string | undefined;
  identity?: Identity | undefined;
  name?: string | undefined;
  email?: string | undefined;
  language?: string | undefined;
}

const DAY_MS = 86_400_000;
const VISIT_DAYS = 180;

export interface Visits {
  /** Who holds this token; null when nobody does any more. */
  find(channel: Channel, token: string): Promise<Visitor | null>;
  /** Opens a chat, or goes on with one. A token is given where a new one is needed. @throws {AppError} for a forged identity */
  open(channel: Channel, opening: Opening): Promise<{ visitor: Visitor; token: string | null }>;
  /** The browser forgets, and so do we: this token opens nothing any more. */
  end(channel: Channel, token: string): Promise<void>;
}

const VISITOR = sql`p.id, p.name, p.email, p.external_id as "externalId"`;

export function createVisits({ db, clock }: { db: Database; clock: Clock }): Visits {
  return {
    find: (channel, token) => db.inWorkspace(channel.workspaceId, (tx) => findByToken(tx, channel, token, "visit", clock.now())),

    async open(channel, opening) {
      if (opening.identity !== undefined) refuseForged(channel, opening.identity, clock.now());
      return db.inWorkspace(channel.workspaceId, (tx) => open(tx, channel, opening, clock.now()));
    },

    async end(channel, token) {
      await db.inWorkspace(channel.workspaceId, (tx) =>
        tx.run(sql`delete from webchat_tokens where hash = ${hashToken("webchat", token)}`),
      );
    },
  };
}

async function open(tx: Tx, channel: Channel, opening: Opening, now: Date) {
  const { token, resume, identity } = opening;
  const inBrowser = token === undefined ? null : await findByToken(tx, channel, token, "visit", now);
  // A customer's chat opens only where the page still names them: whoever sits there after they signed out is a stranger.
  const held = inBrowser?.externalId != null && identity === undefined ? null : inBrowser;
  const resumed = resume === undefined ? null : await takeResume(tx, channel, resume, now);
  if (identity === undefined) {
    const known = resumed ?? held;
    if (known === null) return given(tx, channel, await create(tx, channel, opening, now), now);
    const visitor = await fill(tx, known, opening);
    return known === held ? { visitor, token: null } : given(tx, channel, visitor, now);
  }
  const before = resumed ?? held;
  const { userId } = identity;
  if (before?.externalId === userId) {
    const visitor = await fill(tx, before, identity);
    return before === held ? { visitor, token: null } : given(tx, channel, visitor, now);
  }
  // What was said on this browser before belongs to whoever said it: a stranger's chat becomes theirs only where they have none yet.
  const own = await tx.maybeOne(
    sql<Visitor>`select ${VISITOR} from webchat_people p where p.channel_id = ${channel.id} and p.external_id = ${userId}`,
  );
  if (own !== null) return given(tx, channel, await fill(tx, own, identity), now);
  if (before !== null && before.externalId === null) {
    await tx.run(sql`update webchat_people set external_id = ${userId} where id = ${before.id}`);
    return given(tx, channel, await fill(tx, { ...before, externalId: userId }, identity), now);
  }
  return given(tx, channel, await create(tx, channel, { ...opening, ...identity }, now, userId), now);
}

async function findByToken(tx: Tx, channel: Channel, token: string, kind: string, now: Date): Promise<Visitor | null> {
  return tx.maybeOne(sql<Visitor>`
    select ${VISITOR} from webchat_tokens t join webchat_people p on p.workspace_id = t.workspace_id and p.id = t.person_id
    where t.hash = ${hashToken("webchat", token)} and t.kind = ${kind} and t.expires_at > ${now} and p.channel_id = ${channel.id}`);
}

async function takeResume(tx: Tx, channel: Channel, token: string, now: Date): Promise<Visitor | null> {
  const visitor = await findByToken(tx, channel, token, "resume", now);
  if (visitor === null) return null;
  const taken = await tx.many(sql<{ hash: string }>`delete from webchat_tokens where hash = ${hashToken("webchat", token)} returning hash`);
  return taken.length === 0 ? null : visitor;
}

async function create(
  tx: Tx,
  channel: Channel,
  opening: Omit<Opening, "token">,
  now: Date,
  externalId: string | null = null,
): Promise<Visitor> {
  const id = newId();
  const { name = null, email = null, language = null } = opening;
  // Two tabs may name the same customer at once: both get the one chat.
  const row = await tx.one(sql<{ id: string }>`
    insert into webchat_people (workspace_id, id, channel_id, external_id, name, email, language, created_at, here_at)
    values (${channel.workspaceId}, ${id}, ${channel.id}, ${externalId}, ${name}, ${email}, ${language}, ${now}, ${now})
    on conflict (workspace_id, channel_id, external_id) do update set here_at = excluded.here_at returning id`);
  return { id: row.id, name, email, externalId };
}

async function fill(
  tx: Tx,
  visitor: Visitor,
  { name, email }: { name?: string | undefined; email?: string | undefined },
): Promise<Visitor> {
  const filled = { ...visitor, name: name ?? visitor.name, email: email ?? visitor.email };
  if (filled.name !== visitor.name || filled.email !== visitor.email)
    await tx.run(sql`update webchat_people set name = ${filled.name}, email = ${filled.email} where id = ${visitor.id}`);
  return filled;
}

async function given(tx: Tx, channel: Channel, visitor: Visitor, now: Date) {
  return { visitor, token: await keepToken(tx, channel, visitor.id, "visit", new Date(now.getTime() + VISIT_DAYS * DAY_MS)) };
}

/** A new token of this person; only its hash is kept. */
export async function keepToken(
  tx: Tx,
  { workspaceId }: Pick<Channel, "workspaceId">,
  personId: string,
  kind: "visit" | "resume",
  expiresAt: Date,
): Promise<string> {
  const { token, hash } = makeToken("webchat", kind);
  await tx.run(sql`
    insert into webchat_tokens (workspace_id, hash, person_id, kind, expires_at)
    values (${workspaceId}, ${hash}, ${personId}, ${kind}, ${expiresAt})`);
  return token;
}

/** Two secrets count while a page changes from one to the other. */
function refuseForged({ credentials }: Channel, { userId, expires, signature }: Identity, now: Date): void {
  const signed = expires === undefined ? userId : `${userId}.${expires}`;
  const isLate = expires !== undefined && expires * 1000 < now.getTime();
  const secrets = [credentials["identitySecret"], credentials["previousIdentitySecret"]].filter((secret) => secret !== undefined);
  const isOurs = secrets.some((secret) => sameSecret(createHmac("sha256", secret).update(signed).digest("hex"), signature.toLowerCase()));
  if (isLate || !isOurs) throw identityRefused();
}
