import type { Tx } from "../db.ts";
import type { ConsumerOffer, FeedEvent } from "./consumer.ts";

/** Where a listener is in one workspace, locked until the transaction ends. */
export interface Cursor {
  consumer: ConsumerOffer;
  workspaceId: string;
  /** Transactions from here on, */
  low: string;
  /** up to but without this one: the window that is being read. */
  high: string;
  /** Done up to here, inside the window. */
  seq: number;
  /** The day on which it moved last: older partitions need not be read. */
  movedOn: string;
}

export interface Batch {
  events: FeedEvent[];
  /** `more`: go on now. `held`: events are there that an open transaction hides. `none`: all is read. */
  after: "more" | "held" | "none";
}

const AT_ONCE = 200;

/** The cursor of a listener, made where there is none; null while another process has it. */
export async function lockCursor(tx: Tx, consumer: ConsumerOffer, workspaceId: string): Promise<Cursor | null> {
  const columns = `low::text, high::text, seq, moved_on::text as "movedOn"`;
  const key = [workspaceId, consumer.name];
  const [locked] = await tx.named<Omit<Cursor, "consumer" | "workspaceId">>(
    "feed.lock_cursor",
    `select ${columns} from feed_cursors where workspace_id = $1 and consumer = $2 for update skip locked`,
    key,
  );
  if (locked !== undefined) return { ...locked, consumer, workspaceId };
  const [made] = await tx.named<Omit<Cursor, "consumer" | "workspaceId">>(
    "feed.make_cursor",
    // Everything that the workspace has: it is younger than the listener, or knowConsumer() would have made the cursor.
    `insert into feed_cursors (workspace_id, consumer, low, high, seq, moved_on) values ($1, $2, '0', '0', 0, '2000-01-01') on conflict do nothing returning ${columns}`,
    key,
  );
  return made === undefined ? null : { ...made, consumer, workspaceId };
}

interface Window {
  high: string;
  first: number | null;
  isHeld: boolean;
}

/**
 * The next events that the listener wants, and the cursor moved behind them. Read are the events of transactions between the cursor and the
 * oldest one that is still open, in the order of `seq`, so that one that commits late is never passed over and those of one subject, which
 * wait for each other's lock, come in their order. @source PostgreSQL, "System Information Functions", pg_snapshot_xmin
 */
export async function readBatch(tx: Tx, cursor: Cursor, atOnce = AT_ONCE): Promise<Batch> {
  const { workspaceId, consumer } = cursor;
  let { low, high, seq } = cursor;
  // Behind a window that was opened earlier there may be more.
  let next: Batch["after"] = "more";
  if (low === high) {
    // The fence keeps the planner from looking for the least number among all events instead of among the window's.
    const [window] = await tx.named<Window>(
      "feed.open_window",
      `with horizon as (select pg_snapshot_xmin(pg_current_snapshot()) as xid)
       select horizon.xid::text as high,
         (select min(seq) from (select seq from events where workspace_id = $1 and stored_on >= $3::date - 1 and xid >= $2::xid8 and xid < horizon.xid offset 0) found) as first,
         exists (select 1 from events where workspace_id = $1 and stored_on >= $3::date - 1 and xid >= horizon.xid) as "isHeld" from horizon`,
      [workspaceId, low, cursor.movedOn],
    );
    const { first, isHeld, high: horizon } = window as Window;
    next = isHeld ? "held" : "none";
    if (first === null) return { events: [], after: next };
    high = horizon;
    seq = first - 1;
  }
  const events = await tx.named<FeedEvent>(
    "feed.read",
    `select seq, workspace_id as "workspaceId", kind, conversation_id as "conversationId", subject_id as "subjectId", detail,
       correlation_id as "correlationId", occurred_at as "occurredAt"
     from events where workspace_id = $1 and stored_on >= $2::date - 1 and seq > $3 and xid >= $4::xid8 and xid < $5::xid8 and kind = any($6) order by seq limit $7`,
    [workspaceId, cursor.movedOn, seq, low, high, consumer.hearings.map(({ kind }) => kind), atOnce],
  );
  const isFull = events.length === atOnce;
  if (isFull) seq = events.at(-1)?.seq ?? seq;
  else low = high;
  tx.later(
    "feed.move_cursor",
    "update feed_cursors set low = $3::xid8, high = $4::xid8, seq = $5, moved_on = (now() at time zone 'utc')::date where workspace_id = $1 and consumer = $2",
    [workspaceId, consumer.name, low, high, events.at(-1)?.seq ?? seq],
  );
  return { events, after: isFull ? "more" : next };
}
