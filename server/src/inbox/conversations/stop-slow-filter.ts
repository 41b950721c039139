import { type AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { filterTooSlow } from "../errors.ts";
import type { Fragment } from "./sight.ts";

/** Long enough for a large workspace on a busy machine; a person has given up before. */
const PATIENCE_MS = 5_000;
const QUERY_CANCELED = "57014";

/**
 * Reads in a transaction of its own. With a filter each statement is stopped in time: a text that is rare, say, has no index and would
 * keep the database busy for everybody.
 * @throws {AppError} inbox.filter_too_slow
 */
export async function readFiltered<T>(
  ctx: Ctx,
  filter: Fragment | undefined,
  read: (tx: Tx) => Promise<T>,
  patienceMs = PATIENCE_MS,
): Promise<T> {
  return filter === undefined ? ctx.transaction(read) : readInTime(ctx, read, filterTooSlow, patienceMs);
}

/** Reads in a transaction of its own, each statement of which is stopped in time. @throws what `tooSlow` makes */
export async function readInTime<T>(ctx: Ctx, read: (tx: Tx) => Promise<T>, tooSlow: () => AppError, patienceMs = PATIENCE_MS): Promise<T> {
  try {
    return await ctx.transaction(async (tx) => {
      await tx.run(sql`select set_config('statement_timeout', ${String(patienceMs)}, true)`);
      return read(tx);
    });
  } catch (error) {
    if (typeof error === "object" && error !== null && "code" in error && error.code === QUERY_CANCELED) throw tooSlow();
    throw error;
  }
}
