import { duration } from "../text/times.ts";
import { Chip } from "../ui/chip.tsx";
import { Clock } from "../ui/icons.generated.ts";
import { useNow } from "../ui/use-now.ts";
import { useWords } from "./words/words.ts";

const HOUR_MS = 3_600_000;
const SOON_MS = 4 * HOUR_MS;

/** How long there is until the deadline; late, when it has passed. */
export function DueChip({ dueAt }: { dueAt: string }) {
  const t = useWords();
  const left = Date.parse(dueAt) - useNow();
  return (
    <Chip tone={left <= 0 ? "danger" : left <= SOON_MS ? "warn" : undefined}>
      <Clock size={12} aria-hidden />{" "}
      {left <= 0 ? t("registrations.lateShort") : duration(left < HOUR_MS ? left : Math.round(left / HOUR_MS) * HOUR_MS, t)}
    </Chip>
  );
}
