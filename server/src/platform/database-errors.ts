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
