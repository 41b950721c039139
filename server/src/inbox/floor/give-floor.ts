import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { floorTaken } from "../errors.ts";
import { floorChanged } from "../events.ts";
import { type Floor, type Holder, isBot } from "./floor.ts";
import { SILENCE_HOURS } from "./settings.ts";

/** The floor of a conversation as it is; without an open session nobody has it. */
export interface HeldFloor extends Floor {
  sessionId: string | null;
  version: number;
  /** Bots went round in circles, and no person has acted since. */
  isLoopStopped: boolean;
}

/** Where and when the floor changes; the caller has locked the conversation. */
export interface FloorPlace {
  workspaceId: string;
  conversationId: string;
  now: Date;
}

/** Who has the floor. The caller has locked the conversation: that lock guards its session too. */
export async function readFloor(tx: Tx, conversationId: string): Promise<HeldFloor> {
  const [row] = await tx.named<HeldFloor>(
    "inbox.read_floor",
    `select s.id as "sessionId", coalesce(s.holder, 'nobody') as holder, s.holder_id as id, c.floor_version as version, s.loop_stopped_at is not null as "isLoopStopped"
     from conversations c left join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null
     where c.id = $1`,
    [conversationId],
  );
  return row as HeldFloor; // the caller has locked it: it is there
}

/**
 * Gives the floor of the open session to somebody, and forgets a turn that was due: whoever gets it begins anew.
 * @param reason a word for people and listeners, such as `wrote`, `assigned`, `entry_rule`
 * @param entryRule the one that says so, where one does: what each caught is counted by it
 * @returns false when no session is open, or it was theirs already
 */
export async function giveFloor(tx: Tx, place: FloorPlace, to: Floor, reason: string, entryRule?: string): Promise<boolean> {
  const { workspaceId, conversationId, now } = place;
  const from = await readFloor(tx, conversationId);
  if (from.sessionId === null || (from.holder === to.holder && from.id === to.id)) return false;
  await tx.run(sql`
    update sessions set holder = ${to.holder}, holder_id = ${to.id}, held_since = ${now}, turn_due_at = null, turn_first_at = null,
      ends_at = ${mayEndBySilence(to.holder) ? endOfSilence(now) : null},
      loop_stopped_at = ${to.holder === "nobody" ? sql`loop_stopped_at` : null},
      automatic_replies = ${to.holder === "person" ? 0 : sql`automatic_replies`}
    where id = ${from.sessionId}`);
  await countChange(tx, conversationId, to.holder === "person");
  const detail = {
    from: { holder: from.holder, id: from.id },
    to: { holder: to.holder, id: to.id },
    reason,
    ...(entryRule === undefined ? {} : { entryRule }),
  };
  emit(tx, [floorChanged({ workspaceId, conversationId, subjectId: from.sessionId, detail })], now);
  return true;
}

/** Writing, assigning and taking by a person: nobody is asked. */
const takeFloor = (tx: Tx, ctx: Ctx, conversationId: string, memberId: string | null, reason: string): Promise<boolean> =>
  giveFloor(tx, { workspaceId: ctx.workspaceId, conversationId, now: ctx.now() }, { holder: "person", id: memberId }, reason);

/** Assigning gives the floor; taking a conversation from everybody leaves it with people, and a bot with its own. */
export async function takeFloorByAssigning(tx: Tx, ctx: Ctx, conversationId: string, assigneeId: string | null): Promise<void> {
  if (assigneeId !== null) await takeFloor(tx, ctx, conversationId, assigneeId, "assigned");
  else if ((await readFloor(tx, conversationId)).holder === "person") await takeFloor(tx, ctx, conversationId, null, "unassigned");
}

/** Whoever writes has the floor from now on; where a person has it, it stays that person's. */
export async function takeFloorByWriting(tx: Tx, ctx: Ctx, conversationId: string): Promise<void> {
  const { holder } = await readFloor(tx, conversationId);
  if (holder !== "person") await takeFloor(tx, ctx, conversationId, memberOf(ctx), "wrote");
}

/** The acting member; null for a key, which is nobody in particular. */
export const memberOf = ({ actor }: Ctx): string | null => (actor.kind === "member" ? actor.id : null);

/** The floor that a request names: a person without an id is whoever asks. */
export const namedFloor = (ctx: Ctx, { holder, id }: { holder: Holder; id?: string | undefined }): Floor => ({
  holder,
  id: holder === "nobody" ? null : (id ?? (holder === "person" ? memberOf(ctx) : null)),
});

/**
 * Whether the actor may speak here now. People always may, and the program's own words too.
 * @param turn of the responder that speaks: it is over when the floor has changed since, even if it came back
 * @returns the version to store with the message; null for what always leaves
 * @throws {AppError} inbox.floor_taken
 */
export async function ensureMaySpeak(
  tx: Tx,
  { actor }: Ctx,
  conversationId: string,
  turn: { sessionId: string; floorVersion: number } | undefined,
): Promise<number | null> {
  if (actor.kind === "contact") throw new Error("a contact taps, and never sends");
  if (!isBot(actor)) return null;
  const floor = await readFloor(tx, conversationId);
  const isOver = turn !== undefined && (floor.sessionId !== turn.sessionId || floor.version !== turn.floorVersion);
  const isOwn = floor.holder === actor.kind && floor.id === actor.id;
  const isFree = floor.holder === "nobody" && (!floor.isLoopStopped || actor.kind === "campaign");
  if (isOver || !(isOwn || isFree)) throw floorTaken({ holder: floor.holder });
  return floor.version;
}

/** The next version; when it is a person's, what bots wrote before it no longer leaves. */
export async function countChange(tx: Tx, conversationId: string, byPerson: boolean): Promise<void> {
  await tx.run(sql`
    update conversations set floor_version = floor_version + 1, person_floor_version = ${byPerson ? sql`floor_version + 1` : sql`person_floor_version`}
    where id = ${conversationId}`);
}

/** Sessions of people and queues end when they say so. */
const mayEndBySilence = (holder: Holder): boolean => holder !== "person" && holder !== "queue";

/** When silence that begins at `from` ends a session of this transaction's workspace. */
const endOfSilence = (from: Date) => sql`${from}::timestamptz + make_interval(hours => ${sql.raw(SILENCE_HOURS)})`;
