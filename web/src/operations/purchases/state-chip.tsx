import { Chip } from "../../ui/chip.tsx";
import type { Purchase } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";

const TONES = {
  requested: undefined,
  quoting: "ai",
  awaiting_approval: "warn",
  approved: "ok",
  ordered: "accent",
  partly_received: "accent",
  received: "ok",
  rejected: "danger",
  cancelled: undefined,
} as const;

/** Where a purchase stands. */
export function StateChip({ state }: Pick<Purchase, "state">) {
  const t = useWords();
  return <Chip tone={TONES[state]}>{t(`purchases.state.${state}`)}</Chip>;
}
