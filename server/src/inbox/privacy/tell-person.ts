import { buffer } from "node:stream/consumers";
import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { type Ctx, type Storage, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { wholePerson } from "./erasures.ts";
import type { Person, PersonalData } from "./personal-data.ts";

/** Messages that are read at once. */
const PAGE = 500;

interface Parts {
  personalData: readonly PersonalData[];
  storage: Pick<Storage, "read">;
}

/**
 * All that is kept of a person, as a ZIP, a piece at a time: `person.json` with a list for everything that rooms keep, `messages.json` in
 * the order they came, and the files under `files/`. It is in the audit log before the first byte leaves. Notes of the team are part of it.
 * @throws {AppError} platform.not_found, inbox.sees_not_all
 */
export async function tellPerson(ctx: Ctx, contactId: string, parts: Parts): Promise<AsyncIterable<Uint8Array>> {
  const { person, told } = await ctx.transaction(async (tx) => {
    const contactIds = await wholePerson(tx, ctx, contactId);
    const conversations = await tx.many(
      sql<{ id: string }>`select id from conversations where contact_id = any(${contactIds}) order by id`,
    );
    const whose: Person = { workspaceId: ctx.workspaceId, contactIds, conversationIds: conversations.map(({ id }) => id), now: ctx.now() };
    const lists: Record<string, object[]> = {};
    for (const { name, tell } of parts.personalData) lists[name] = await tell(tx, whose);
    await recordAudit(tx, ctx, { action: "contact.told", subjectKind: "contact", subjectId: contactId });
    return { person: whose, told: lists };
  });
  return zipOf(ctx, person, told, parts.storage);
}

async function* zipOf(
  ctx: Ctx,
  person: Person,
  told: Record<string, object[]>,
  storage: Pick<Storage, "read">,
): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, data) => {
    if (error !== null) throw error;
    ready.push(data);
  });
  const add = <File extends ZipDeflate | ZipPassThrough>(file: File): File => {
    zip.add(file);
    return file;
  };
  add(new ZipDeflate("person.json")).push(Buffer.from(JSON.stringify(told, null, 2)), true);
  const messages = add(new ZipDeflate("messages.json"));
  let before = "[\n";
  for await (const page of messagesOf(ctx, person)) {
    messages.push(Buffer.from(before + page.map((message) => JSON.stringify(message)).join(",\n")));
    before = ",\n";
    yield* ready.splice(0);
  }
  messages.push(Buffer.from(before === "[\n" ? "[]\n" : "\n]\n"), true);
  for await (const { id, key, name } of filesOf(ctx, person)) {
    const bytes = await bytesOf(storage, key);
    // Most files are compressed already.
    if (bytes !== null) add(new ZipPassThrough(`files/${id}${extensionOf(name)}`)).push(bytes, true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready;
}

/** What a browser may open by it; anything else that a name says is left out of the archive's paths. */
const extensionOf = (name: string | null): string => /\.[a-z0-9]{1,8}$/i.exec(name ?? "")?.[0].toLowerCase() ?? "";

/** One that cannot be read now is left out; `messages.json` names it. */
const bytesOf = async (storage: Pick<Storage, "read">, key: string): Promise<Buffer | null> => {
  try {
    return await buffer((await storage.read(key)).stream);
  } catch {
    return null;
  }
};

interface Told {
  arrival: number;
}

async function* messagesOf(ctx: Ctx, { conversationIds }: Person): AsyncGenerator<object[]> {
  for (let after = 0; ; ) {
    const rows = await ctx.transaction((tx) =>
      tx.many(sql<Told>`
        select m.arrival, m.conversation_id as "conversationId", m.occurred_at as "occurredAt", m.direction, m.is_note as "isNote", m.author_kind as author, m.kind, m.text,
          m.content, m.status, m.deleted_at as "deletedAt",
          array(select r.text from message_revisions r where r.workspace_id = m.workspace_id and r.message_id = m.id order by r.revised_at) as "earlierTexts",
          (select coalesce(json_agg(json_build_object('file', a.id, 'name', a.file_name, 'kind', a.kind, 'size', a.size, 'transcript', a.transcript_text)), '[]')
            from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id) as files
        from messages m where m.workspace_id = current_workspace() and m.conversation_id = any(${conversationIds}) and m.arrival > ${after}
        order by m.arrival limit ${PAGE}`),
    );
    if (rows.length > 0) yield rows.map(({ arrival: _arrival, ...message }) => message);
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined) return;
    after = last.arrival;
  }
}

interface StoredFile {
  id: string;
  key: string;
  name: string | null;
}

async function* filesOf(ctx: Ctx, { conversationIds }: Person): AsyncGenerator<StoredFile> {
  for (let after = "00000000-0000-0000-0000-000000000000"; ; ) {
    const rows = await ctx.transaction((tx) =>
      tx.many(sql<StoredFile>`
        select a.id, a.storage_key as key, a.file_name as name from attachments a
        where a.workspace_id = current_workspace() and a.id > ${after} and a.state = 'stored' and a.storage_key is not null
          and a.message_id in (select m.id from messages m where m.workspace_id = a.workspace_id and m.conversation_id = any(${conversationIds}) and m.deleted_at is null)
        order by a.id limit ${PAGE}`),
    );
    yield* rows;
    const last = rows.at(-1);
    if (rows.length < PAGE || last === undefined) return;
    after = last.id;
  }
}
