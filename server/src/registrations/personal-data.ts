import { eraseKeptFiles, forgetKeys, type Person, personalData } from "../inbox/index.ts";
import { sql, type Tx } from "../platform/index.ts";

const theirs = ({ contactIds, conversationIds }: Person) => sql`
  (r.contact_id = any(${contactIds}) or r.conversation_id = any(${conversationIds}))`;

/** What people filled in, with the files that they handed in. */
export const registrationPersonalData = personalData({
  name: "registrations",
  tell: (tx, person) =>
    tx.many(sql<object>`
      select f.name as form, r.number, r.status, r.person, r.field_values as values, r.tax_id as "taxId", r.source, r.reason, r.submitted_at as "submittedAt",
        r.decided_at as "decidedAt"
      from registrations r join registration_forms f on f.workspace_id = r.workspace_id and f.id = r.form_id where ${theirs(person)} order by r.submitted_at`),
  async erase(tx, person) {
    await eraseFiles(tx, person);
    const gone = await tx.many(sql<{ id: string }>`delete from registrations r where ${theirs(person)} returning r.id`);
    return gone.map(({ id }) => id);
  },
});

interface File {
  key: string | null;
  thumbnailKey: string | null;
  attachmentId: string | null;
}

/** Copies are kept under keys of this room: they go unless another registration has the same bytes. */
async function eraseFiles(tx: Tx, person: Person): Promise<void> {
  const files = await tx.many(sql<File>`
    select f.storage_key as key, f.thumbnail_key as "thumbnailKey", f.attachment_id as "attachmentId"
    from registrations r join registration_files f on f.workspace_id = r.workspace_id and f.registration_id = r.id where ${theirs(person)}`);
  const others = await tx.many(sql<{ key: string }>`
    select distinct f.storage_key as key from registration_files f join registrations r on r.workspace_id = f.workspace_id and r.id = f.registration_id
    where f.storage_key = any(${files.flatMap(({ key }) => key ?? [])}) and not ${theirs(person)}`);
  const isUsed = new Set(others.map(({ key }) => key));
  await forgetKeys(
    tx,
    person.workspaceId,
    files.filter(({ key }) => key !== null && !isUsed.has(key)),
  );
  await eraseKeptFiles(
    tx,
    person,
    files.flatMap(({ attachmentId }) => attachmentId ?? []),
  );
}
