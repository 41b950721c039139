import type { FastifyReply } from "fastify";
import type { Faults, SendFault } from "./faults.ts";
import type { World } from "./state.ts";

/** @param kind undefined where a request tells no account: only a whole outage is one then. */
export const isDown = ({ faults }: World, kind: string | undefined): boolean =>
  faults.down || (kind !== undefined && faults.downKinds.includes(kind));

interface FaultyAnswer {
  /** The answer that comes instead of taking the message. */
  before?: unknown;
  /** The message is taken, and this is what the business hears of it. */
  after?: () => unknown;
}

/** How the next send ends, when a fault is on. `fail` writes the provider's own error. */
export function faultyAnswer(world: World, kind: string, reply: FastifyReply, fail: (code: number) => unknown): FaultyAnswer {
  const fault = takeFault(world, kind);
  const reset = () => {
    reply.raw.socket?.resetAndDestroy();
    return reply.hijack();
  };
  if (fault === undefined) return {};
  if (fault === "hang") return { before: new Promise<never>(() => undefined) };
  if (fault === "reset") return { before: reset() };
  if (fault === "malformed") return { before: reply.code(200).type("application/json").send("<html>not json") };
  if (fault === "accepted_then_reset") return { after: reset };
  if (fault === "accepted_then_hang") return { after: () => new Promise<never>(() => undefined) };
  if ("http" in fault) return { before: reply.code(fault.http).type("text/html").send("<html><body>Bad Gateway</body></html>") };
  return { before: fail(fault.code) };
}

/** The fault that the next send ends by, if one is on; it counts as taken. */
export function takeFault(world: World, kind: string): Exclude<SendFault, "refused" | "too_many"> | undefined {
  const next = world.faults.nextSends;
  if (next === null) return undefined;
  const place = next.each === true ? kind : "all";
  const taken = world.faultsTaken.get(place) ?? 0;
  if (taken >= next.count) return undefined;
  world.faultsTaken.set(place, taken + 1);
  if (next.outcome === "refused") return { code: world.codesOf(kind).refused };
  if (next.outcome === "too_many") return { code: world.codesOf(kind).tooMany };
  return next.outcome;
}

/** @param isNew false where what was taken of the sends' fault still counts. */
export function setFaults(world: World, faults: Faults, isNew = true) {
  world.faults = faults;
  if (isNew) world.faultsTaken.clear();
}
