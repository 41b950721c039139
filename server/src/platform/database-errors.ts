import type pg from "pg";

/** Errors that came out of a connection to the database. Another program that refuses a call fails with the same codes. */
const known = new WeakSet<object>();

/** The same promise; how it fails is known to come from the database. */
export function ofDatabase<Answer extends Promise<unknown>>(answer: Answer): Answer {
  answer.catch(remember);
  return answer;
}

/** Whoever uses the pool, a library too: what fails there is known. */
export function markPool(pool: pg.Pool): void {
  markPromises(pool, "connect");
  markPromises(pool, "query");
  pool.on("connect", markClient);
}

/** A connection: its statements, and its end in between. */
export function markClient(client: pg.Client | pg.PoolClient): void {
  markPromises(client, "query");
  client.on("error", remember);
}

/** True for the failures that mean "the database is away", as opposed to a statement that is wrong, or to another program that is away. */
export function isDatabaseAway(error: unknown): boolean {
  if (typeof error !== "object" || error === null || !known.has(error)) return false;
  const { code, message, syscall } = error as { code?: unknown; message?: unknown; syscall?: unknown };
  if (code === "ENOENT" && syscall === "connect") return true; // its socket is not there
  if (
    typeof code === "string" &&
    (/^(08|57P|53)/.test(code) || ["ECONNREFUSED", "ECONNRESET", "EPIPE", "ETIMEDOUT", "ENOTFOUND", "EAI_AGAIN"].includes(code))
  )
    return true;
  return (
    typeof message === "string" &&
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(message)
  );
}

/** Not a text, out of range, no such time, a character that has no place. Others of the class are mistakes of ours. */
const UNSTORABLE = new Set<unknown>(["22P02", "22003", "22007", "22008", "22021", "22P05"]);

/** True where a value is none of its column's type: a text with U+0000, a number or a time out of range. @source PostgreSQL, class 22 */
export function isUnstorable(error: unknown): boolean {
  return typeof error === "object" && error !== null && known.has(error) && UNSTORABLE.has((error as { code?: unknown }).code);
}

function remember(error: unknown): void {
  if (typeof error === "object" && error !== null) known.add(error);
}

/** Its methods have many forms, with callbacks and without; those that answer with a promise are marked. */
function markPromises<Name extends string>(target: Partial<Record<Name, unknown>>, name: Name): void {
  const own = target[name] as (...given: unknown[]) => unknown; // a method of pg's
  target[name] = function marked(this: unknown, ...given: unknown[]) {
    const answer = own.apply(this, given);
    return answer instanceof Promise ? ofDatabase(answer) : answer;
  };
}
