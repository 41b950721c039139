import { api, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { RotateCcw } from "../ui/icons.generated.ts";
import { useAct } from "../ui/use-act.ts";
import { useWords } from "./words/words.ts";

/** Has a stored body processed again; what was right does not change. */
export function ReplayButton({ rawEventId }: { rawEventId: string }) {
  const t = useWords();
  const mayReplay = useMay("dead_letters.replay");
  const replay = useAct(t, () => unwrap(api.POST("/api/v1/raw-events/{rawEventId}/replay", { params: { path: { rawEventId } } })), {
    refresh: [],
    done: () => ({ text: t("channels.deadReplayed", { count: 1 }) }),
  });
  if (!mayReplay) return null;
  return (
    <Button size="small" busy={replay.busy} onClick={() => void replay.run()}>
      <RotateCcw size={16} /> {t("channels.deadReplay", { count: 0 })}
    </Button>
  );
}
