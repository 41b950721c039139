import { Chip } from "../ui/chip.tsx";
import type { Campaign } from "./queries.ts";
import { sayReason } from "./texts.ts";
import { useWords } from "./words/words.ts";

const TONES = { draft: undefined, scheduled: "accent", running: "ok", paused: "warn", finished: undefined, cancelled: undefined } as const;

/** Where a campaign stands, and why it waits. */
export function CampaignState({ state, reason }: Pick<Campaign, "state" | "reason">) {
  const t = useWords();
  return (
    <span>
      <Chip tone={TONES[state]}>{t(`state.${state}`)}</Chip>
      {reason !== null && <> {sayReason(reason, t)}</>}
    </span>
  );
}
