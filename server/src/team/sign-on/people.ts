import { type Clock, type Database, sql, type Tx } from "../../platform/index.ts";
import { badInvitation, openInvitation, redeemInvitation } from "../accept-invitation.ts";
import { recordSystemAudit } from "../audit.ts";
import type { Login } from "../login.ts";
import { signOnKnownPerson, signOnTaken, signOnUnknown } from "./errors.ts";
import type { Identity } from "./exchange.ts";

interface Parts {
  db: Database;
  clock: Clock;
  login: Login;
}

interface Person {
  userId: string;
  memberId: string;
}

/** Who was linked with it and is still there. Never by an address: it may be written by anybody. @throws {AppError} team.sign_on_unknown */
export async function findLinked({ db }: Parts, workspaceId: string, identity: Identity): Promise<Person> {
  const found = await readLinked(db, workspaceId, identity);
  if (found === null) throw signOnUnknown();
  return found;
}

const readLinked = (db: Database, workspaceId: string, { issuer, subject }: Identity): Promise<Person | null> =>
  db.inWorkspace(workspaceId, (tx) =>
    tx.maybeOne(sql<Person>`
      select m.user_id as "userId", m.id as "memberId" from sign_on_identities i
      join members m on m.workspace_id = i.workspace_id and m.id = i.member_id and m.removed_at is null
      where i.issuer = ${issuer} and i.subject = ${subject}`),
  );

/**
 * Somebody who has no login yet becomes a member. Whoever has one shows first that it is theirs: others than the invited may know the link.
 * @throws {AppError} team.bad_invitation, team.sign_on_known_person, team.sign_on_taken
 */
export async function acceptInvitation(
  { db, clock, login }: Parts,
  workspaceId: string,
  identity: Identity,
  token: string,
): Promise<Person> {
  const now = clock.now();
  const invitation = await openInvitation(db, token, now);
  if (invitation.workspaceId !== workspaceId) throw badInvitation();
  // Before a login is made, which would be left over.
  if ((await readLinked(db, workspaceId, identity)) !== null) throw signOnTaken();
  const name = identity.name ?? (invitation.email.split("@")[0] as string);
  const userId = await login.createPersonWithoutPassword({ name, email: invitation.email });
  if (userId === null) throw signOnKnownPerson();
  return db.asSystem(async (tx) => {
    const { memberId } = await redeemInvitation(tx, { token, userId, name, now });
    await link(tx, { workspaceId, memberId, identity, now });
    return { userId, memberId };
  });
}

/** A member who is signed in and asked for it. @throws {AppError} team.sign_on_taken, team.sign_on_unknown when they are gone */
export async function linkMember({ db, clock }: Parts, workspaceId: string, identity: Identity, memberId: string): Promise<void> {
  await db.inWorkspace(workspaceId, async (tx) => {
    const member = await tx.maybeOne(sql<{ id: string }>`select id from members where id = ${memberId} and removed_at is null for update`);
    if (member === null) throw signOnUnknown();
    await link(tx, { workspaceId, memberId, identity, now: clock.now() });
  });
}

async function link(
  tx: Tx,
  { workspaceId, memberId, identity, now }: { workspaceId: string; memberId: string; identity: Identity; now: Date },
): Promise<void> {
  const { issuer, subject } = identity;
  // One person has one link; that of somebody who is gone is free again.
  await tx.run(sql`
    delete from sign_on_identities i where i.workspace_id = ${workspaceId} and (i.member_id = ${memberId} or (i.issuer = ${issuer}
      and i.subject = ${subject} and exists (
        select from members m where m.workspace_id = i.workspace_id and m.id = i.member_id and m.removed_at is not null)))`);
  const linked = await tx.run(sql`
    insert into sign_on_identities (workspace_id, issuer, subject, member_id, linked_at)
    values (${workspaceId}, ${issuer}, ${subject}, ${memberId}, ${now}) on conflict do nothing`);
  if (linked === 0) throw signOnTaken();
  await recordSystemAudit(
    tx,
    { workspaceId, now },
    { action: "sign_on.linked", subjectKind: "member", subjectId: memberId, detail: { issuer, subject } },
  );
}
