import { canonicalAddress, canonicalPhone } from "../../channels/index.ts";
import { findContactBy, importPiece, readContactFields, type SheetLine } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { askList } from "../chatwoot/ask.ts";
import { ContactShape, readAll, type TheirContact } from "../chatwoot/shapes.ts";
import type { MovingGround } from "../ground.ts";
import type { OpenMove } from "../move.ts";
import type { MoveProblem } from "../moves.ts";
import { notUnderstood, type Step } from "./step.ts";

/** A page of people. */
export const moveContacts: Step = async ({ http, clock, parts }, move) => {
  const list = await askList(http, move.account, `/contacts?page=${move.page}&sort=created_at&include_contact_inboxes=true`);
  const { read, strange } = readAll(ContactShape, list);
  return async (tx) => {
    const { made, known, problems } = await takeContacts(tx, parts, move, read, clock.now());
    return {
      counts: { "contacts.made": made, "contacts.known": known, "contacts.failed": strange.length + read.length - made - known },
      problems: [...notUnderstood("contact", strange), ...problems],
      isEnd: list.length === 0,
    };
  };
};

/** Columns of the sheet as which the inbox takes people in; fields of the workspace's own follow. */
const TARGETS = ["external_id", "name", "phone", "email"];
const NAME = 1;
const EMAIL = 3;

/** By what somebody is known to be erased. */
export type Known = Pick<MovingGround["parts"], "tombstones">;

interface Taken {
  made: number;
  known: number;
  problems: MoveProblem[];
}

/**
 * Makes people, or finds who they are here: by phone or address, since one of each is one person. What is known of somebody here is not
 * written over. Who was moved before is passed over, as known; who was erased here stays away.
 */
export async function takeContacts(
  tx: Tx,
  { tombstones }: Known,
  move: OpenMove,
  their: readonly TheirContact[],
  now: Date,
): Promise<Taken> {
  const moved = await movedOf(tx, move, their);
  const fresh = [...new Map(their.filter(({ id }) => !moved.has(id)).map((one) => [one.id, one])).values()];
  const keys = (await readContactFields(tx)).filter(({ isArchived }) => !isArchived).map(({ key }) => key);
  const lines: SheetLine[] = [];
  for (const one of fresh) lines.push({ number: one.id, cells: await cellsOf(tx, move, one, keys) });
  const taking = {
    workspaceId: move.workspaceId,
    importId: move.id,
    mapping: [...TARGETS, ...keys.map((key) => `field:${key}`)],
    onKnown: "update" as const,
    by: move.createdBy,
    now,
  };
  const taken: Taken = { made: 0, known: their.length - fresh.length, problems: [] };
  const places = new Map<number, string>();
  // What a first reading refuses is left out, and the rest of the person tried once more.
  for (let wanted = lines, tries = 0; wanted.length > 0 && tries < 2; tries += 1) {
    const again: SheetLine[] = [];
    for (const outcome of await importPiece(tx, tombstones, taking, wanted, move.isCheck)) {
      const line = wanted.find(({ number }) => number === outcome.number) as SheetLine; // one outcome a line
      if (outcome.outcome === "failed") {
        for (const { problem } of outcome.problems) taken.problems.push({ kind: "contact", theirId: String(line.number), problem });
        again.push({ ...line, cells: without(line.cells, outcome.problems) });
      } else if (outcome.outcome !== "skipped") {
        places.set(line.number, outcome.contactId);
        if (outcome.outcome === "made") taken.made += 1;
        else taken.known += 1;
      }
    }
    wanted = again;
  }
  if (!move.isCheck) await keepPlaces(tx, move, places);
  return taken;
}

/** Cells that are wrong go; where phone and address lead to two people, the phone decides. */
const without = (cells: readonly string[], problems: readonly { column: number | null; problem: string }[]): string[] =>
  cells.map((cell, column) =>
    problems.some((one) => one.column === column || (one.problem === "two_people" && column === EMAIL)) ? "" : cell,
  );

async function cellsOf(tx: Tx, { origin }: OpenMove, their: TheirContact, keys: readonly string[]): Promise<string[]> {
  const phone = their.phone_number || phoneOfWhatsapp(their);
  const email = their.email ?? "";
  const cells = [`${origin}/contacts/${their.id}`, (their.name ?? "").trim().slice(0, 200), phone, email];
  if (await isHere(tx, phone, email)) return cells.with(NAME, "");
  const values = keys.map((key) => their.custom_attributes?.[key]);
  return [...cells, ...values.map((value) => (value === undefined || value === null || typeof value === "object" ? "" : String(value)))];
}

/** People of WhatsApp may have no phone in their card; their address on the channel is one. */
function phoneOfWhatsapp({ contact_inboxes: inboxes }: TheirContact): string {
  const sources = (inboxes ?? []).flatMap(({ source_id: source, inbox }) =>
    inbox?.channel_type === "Channel::Whatsapp" ? (source ?? []) : [],
  );
  return sources.map((source) => /^\d{8,15}$/.exec(source)?.[0]).flatMap((digits) => (digits === undefined ? [] : [`+${digits}`]))[0] ?? "";
}

async function isHere(tx: Tx, phone: string, email: string): Promise<boolean> {
  const [number, address] = [canonicalPhone(phone), canonicalAddress(email)];
  if (number !== null && (await findContactBy(tx, "phone", number)) !== null) return true;
  return address !== null && (await findContactBy(tx, "email", address)) !== null;
}

async function movedOf(tx: Tx, { origin }: OpenMove, their: readonly TheirContact[]): Promise<Set<number>> {
  const rows = await tx.many(sql<{ id: number }>`
    select their_id::float8 as id from moved_records where origin = ${origin} and kind = 'contact' and their_id = any(${their.map(({ id }) => id)}::bigint[])`);
  return new Set(rows.map(({ id }) => id));
}

async function keepPlaces(tx: Tx, { workspaceId, origin }: OpenMove, places: ReadonlyMap<number, string>): Promise<void> {
  await tx.run(sql`
    insert into moved_records (workspace_id, origin, kind, their_id, our_id)
    select ${workspaceId}, ${origin}, 'contact', their_id, our_id from unnest(${[...places.keys()]}::bigint[], ${[...places.values()]}::uuid[]) p(their_id, our_id)
    on conflict do nothing`);
}

/** Who somebody of theirs is here. @returns null where they could not be taken in */
export async function findMoved(tx: Tx, { origin }: OpenMove, theirId: number): Promise<string | null> {
  const row = await tx.maybeOne(
    sql<{ id: string }>`select our_id as id from moved_records where origin = ${origin} and kind = 'contact' and their_id = ${theirId}`,
  );
  return row?.id ?? null;
}
