import type { Faults } from "./faults.ts";
import { setFaults } from "./faulty-answer.ts";
import type { World } from "./state.ts";

/** A trouble that the playground switches; it has words for each key. */
interface Switch {
  key: string;
  change: (on: boolean) => Partial<Faults>;
  isOn: (faults: Faults, world: World) => boolean;
}

const SLOW_MS = 4_000;
/** In the order in which they are shown. Those that say how the next send ends switch each other off. */
const SWITCHES: readonly Switch[] = [
  nextSend("failNext", "refused"),
  nextSend("tooMany", "too_many"),
  nextSend("serverError", { http: 503 }),
  nextSend("loseAnswer", "accepted_then_reset"),
  { key: "slow", change: (on) => ({ delayMs: on ? SLOW_MS : 0 }), isOn: ({ delayMs }) => delayMs > 0 },
  { key: "down", change: (on) => ({ down: on }), isOn: ({ down }) => down },
  { key: "duplicates", change: (on) => ({ duplicates: on ? 2 : 0 }), isOn: ({ duplicates }) => duplicates > 0 },
  { key: "reorder", change: (on) => ({ reorder: on ? 3 : 0 }), isOn: ({ reorder }) => reorder > 1 },
  { key: "dropMedia", change: (on) => ({ dropMedia: on }), isOn: ({ dropMedia }) => dropMedia },
  { key: "loseStatuses", change: (on) => ({ loseStatuses: on }), isOn: ({ loseStatuses }) => loseStatuses },
];

/** Each with how it stands now. */
export function listSwitches(world: World): { key: string; on: boolean }[] {
  return SWITCHES.map(({ key, isOn }) => ({ key, on: isOn(world.faults, world) }));
}

/** @returns false when there is no such switch. */
export function turnSwitch(world: World, key: string, on: boolean): boolean {
  const found = SWITCHES.find((one) => one.key === key);
  if (found !== undefined) setFaults(world, { ...world.faults, ...found.change(on) }, "nextSends" in found.change(on));
  return found !== undefined;
}

/** It is over as soon as one send has ended so. */
function nextSend(key: string, outcome: NonNullable<Faults["nextSends"]>["outcome"]): Switch {
  const isSame = (given: unknown) => JSON.stringify(given) === JSON.stringify(outcome);
  return {
    key,
    change: (on) => ({ nextSends: on ? { outcome, count: 1 } : null }),
    isOn: ({ nextSends }, { faultsTaken }) =>
      nextSends !== null && isSame(nextSends.outcome) && (faultsTaken.get("all") ?? 0) < nextSends.count,
  };
}
