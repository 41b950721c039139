import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useAct } from "../ui/use-act.ts";
import {
  type Board,
  boardQuery,
  type Deal,
  type DealChange,
  type DryRun,
  type Goals,
  type NewDeal,
  type QualificationSettings,
  type Stage,
} from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["deals"], ["leads"]];

interface WantedMove {
  deal: Pick<Deal, "id" | "revision" | "title">;
  stage: Stage;
  lostReason?: string;
}

/** Moves a deal; the board shows it at once. @param problem where a failure is shown: a dialog shows it itself */
export function useMoveDeal(problem: "toast" | "inline" = "toast") {
  const t = useWords();
  return useAct(
    t,
    ({ deal, stage, lostReason }: WantedMove) =>
      unwrap(
        api.POST("/api/v1/deals/{dealId}/move", {
          params: { path: { dealId: deal.id } },
          body: { stageId: stage.id, revision: deal.revision, ...(lostReason === undefined ? {} : { lostReason }) },
        }),
      ),
    {
      refresh,
      problem,
      done: ({ title, stage }) => ({ text: t("deals.moved", { title, stage: stage.name }) }),
      optimistic: (client, { deal, stage }) => {
        const boards = client.getQueriesData<Board>({ queryKey: boardQuery({}).queryKey.slice(0, 2) });
        for (const [key, board] of boards) if (board !== undefined) client.setQueryData(key, moved(board, deal.id, stage));
        return () => {
          for (const [key, board] of boards) client.setQueryData(key, board);
        };
      },
    },
  );
}

/** The board with the deal on top of another column; sums follow when the server has answered. */
function moved(board: Board, dealId: string, stage: Stage): Board {
  const deal = board.columns.flatMap(({ items }) => items).find(({ id }) => id === dealId);
  if (deal === undefined) return board;
  const columns = board.columns.map((column) => {
    const items = column.items.filter(({ id }) => id !== dealId);
    const left = column.count - (column.items.length - items.length);
    if (column.stage.id !== stage.id) return { ...column, items, count: left };
    return { ...column, items: [{ ...deal, stage, state: stage.kind, isStale: false }, ...items], count: left + 1 };
  });
  return { ...board, columns };
}

export function useMakeDeal() {
  return useAct(useWords(), (body: NewDeal) => unwrap(api.POST("/api/v1/deals", { body })), { refresh, problem: "inline" });
}

export function useChangeDeal() {
  return useAct(
    useWords(),
    ({ dealId, ...body }: DealChange & { dealId: string }) =>
      unwrap(api.PATCH("/api/v1/deals/{dealId}", { params: { path: { dealId } }, body })),
    { refresh, problem: "inline" },
  );
}

export function useNoteDeal(dealId: string) {
  return useAct(
    useWords(),
    (text: string) => unwrap(api.POST("/api/v1/deals/{dealId}/notes", { params: { path: { dealId } }, body: { text } })),
    { refresh },
  );
}

/** One person's score is computed again. */
export function useRescore(contactId: string) {
  return useAct(useWords(), () => unwrap(api.POST("/api/v1/contacts/{contactId}/lead/rescore", { params: { path: { contactId } } })), {
    refresh,
  });
}

/** All goals of a member. */
export function useSetGoals(memberId: string) {
  return useAct(
    useWords(),
    (goals: Pick<Goals[number]["goals"][number], "what" | "period" | "target">[]) =>
      unwrap(api.PUT("/api/v1/goals/{memberId}", { params: { path: { memberId } }, body: { goals } })),
    { refresh: [["leads", "goals"]], problem: "inline" },
  );
}

export function useChangeQualification() {
  const t = useWords();
  return useAct(t, (body: QualificationSettings) => unwrap(api.PATCH("/api/v1/lead-qualification", { body })), {
    refresh: [["leads", "qualification"]],
    problem: "inline",
    done: () => ({ text: t("qualification.kept") }),
  });
}

/** What other weights would have made of past qualifications; `result` is the last one. */
export function useDryRun() {
  const [result, setResult] = useState<DryRun | null>(null);
  const act = useAct(
    useWords(),
    async (body: Pick<QualificationSettings, "weights" | "thresholds">) =>
      setResult(await unwrap(api.POST("/api/v1/lead-qualification/dry-run", { body }))),
    { problem: "inline" },
  );
  return { ...act, result };
}
