import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";
import type { AlertDraft, ReportDraft } from "./queries.ts";

const reports = { refresh: [["reports"], ["report-runs"]] };
const alerts = { refresh: [["figure-alerts"]] };

/** Keeps a report, a new one or one that is there. */
export function useKeepReport() {
  return useAct(
    useWords(),
    ({ id, ...body }: ReportDraft) =>
      id === undefined
        ? unwrap(api.POST("/api/v1/reports", { body }))
        : unwrap(api.PUT("/api/v1/reports/{reportId}", { params: { path: { reportId: id } }, body })),
    { ...reports, problem: "inline" },
  );
}

export function useSendReport() {
  const t = useWords();
  return useAct(
    t,
    (reportId: string) => unwrap(api.POST("/api/v1/reports/{reportId}/runs", { params: { path: { reportId } }, body: {} })),
    { ...reports, done: () => ({ text: t("reports.sending") }) },
  );
}

/** Takes a report away; it comes back as it was, without its log. */
export function useRemoveReport() {
  const t = useWords();
  const restore = useAct(t, (body: ReportDraft) => unwrap(api.POST("/api/v1/reports", { body })), reports);
  return useAct(
    t,
    async ({ id }: ReportDraft & { id: string }) => {
      await unwrap(api.DELETE("/api/v1/reports/{reportId}", { params: { path: { reportId: id } } }));
      return true;
    },
    {
      ...reports,
      done: (_, { id: _id, ...draft }) => ({ text: t("reports.removed", { name: draft.name }), undo: () => void restore.run(draft) }),
    },
  );
}

/** Watches a figure, anew or in another way. */
export function useKeepAlert() {
  return useAct(
    useWords(),
    ({ id, ...body }: AlertDraft) =>
      id === undefined
        ? unwrap(api.POST("/api/v1/figure-alerts", { body }))
        : unwrap(api.PUT("/api/v1/figure-alerts/{alertId}", { params: { path: { alertId: id } }, body })),
    { ...alerts, problem: "inline" },
  );
}

/** Takes an alert away; it comes back as it was, and looks at its figure anew. */
export function useRemoveAlert() {
  const t = useWords();
  const restore = useAct(t, (body: AlertDraft) => unwrap(api.POST("/api/v1/figure-alerts", { body })), alerts);
  return useAct(
    t,
    async ({ id }: AlertDraft & { id: string }) => {
      await unwrap(api.DELETE("/api/v1/figure-alerts/{alertId}", { params: { path: { alertId: id } } }));
      return true;
    },
    {
      ...alerts,
      done: (_, { id: _id, ...draft }) => ({ text: t("reports.removed", { name: draft.name }), undo: () => void restore.run(draft) }),
    },
  );
}
