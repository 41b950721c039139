import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { useAct } from "../../ui/use-act.ts";
import { toTests } from "../paths.ts";
import { useWords } from "./words/words.ts";

/** Makes a test of what somebody wrote, and opens it, so that it is said what is expected. @param runId the one turn to take; absent: the last session */
export function TakeTest({ conversationId, runId }: { conversationId: string; runId?: string }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const navigate = useNavigate();
  const take = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/conversations/{conversationId}/evaluations", {
          params: { path: { conversationId } },
          body: runId === undefined ? {} : { runId },
        }),
      ),
    {
      refresh: [["ai", "evaluations"]],
      done: ({ id, agentId }) => {
        void navigate(toTests(agentId, id));
        return { text: t("test.taken") };
      },
    },
  );
  if (!mayWrite) return null;
  return (
    <Button size="small" busy={take.busy} onClick={() => void take.run()}>
      {t("test.take")}
    </Button>
  );
}
