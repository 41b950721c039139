import ipaddr from "ipaddr.js";
import { type Clock, type Database, hashToken, sql, tooManyRequests } from "../platform/index.ts";

/** What is counted, and how often it may happen in how long. */
const LIMITS = {
  /** Wrong passwords and codes of one person, from wherever they come. */
  login_failed: { max: 20, minutes: 15 },
  /** Tries from one address or block, whoever they are for. */
  login_address: { max: 60, minutes: 10 },
  /** Mails to one person with a link to a new password. */
  reset_mail: { max: 3, minutes: 60 },
  /** Workspaces that one person makes. */
  new_workspace: { max: 10, minutes: 60 },
} as const;

/** Counts tries, of all processes together. The names of people and addresses are kept as hashes. */
export function createAttempts({ db, clock }: { db: Database; clock: Clock }) {
  const nameOf = (what: keyof typeof LIMITS, whose: string) => `${what} ${hashToken("attempt", whose)}`;

  return {
    /** Counts one more. @returns false when that is one too many */
    async count(what: keyof typeof LIMITS, whose: string): Promise<boolean> {
      const { max, minutes } = LIMITS[what];
      const now = clock.now();
      const { count } = await db.asSystem((tx) =>
        tx.one(sql<{ count: number }>`
          insert into attempts as a (what, count, ends_at) values (${nameOf(what, whose)}, 1, ${new Date(now.getTime() + minutes * 60_000)})
          on conflict (what) do update set count = case when a.ends_at <= ${now} then 1 else a.count + 1 end,
            ends_at = case when a.ends_at <= ${now} then excluded.ends_at else a.ends_at end
          returning count`),
      );
      return count <= max;
    },
    /** @throws {AppError} platform.too_many_requests when there were too many already; counts nothing */
    async ensureFewer(what: keyof typeof LIMITS, whose: string): Promise<void> {
      const now = clock.now();
      const found = await db.asSystem((tx) =>
        tx.maybeOne(sql<{ count: number; endsAt: Date }>`
          select count, ends_at as "endsAt" from attempts where what = ${nameOf(what, whose)} and ends_at > ${now}`),
      );
      if (found !== null && found.count >= LIMITS[what].max)
        throw tooManyRequests({ retryAfterSeconds: Math.max(1, Math.ceil((found.endsAt.getTime() - now.getTime()) / 1000)) });
    },
    /** Nightly: what ended is forgotten. */
    async forget(): Promise<void> {
      await db.asSystem((tx) => tx.run(sql`delete from attempts where ends_at <= ${clock.now()}`));
    },
  };
}

export type Attempts = ReturnType<typeof createAttempts>;

/** IPv6 callers own at least a /64, however it is written: they are counted as one. */
export function addressBlock(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return `${parsed.toByteArray().slice(0, 8).join(".")}/64`;
}
