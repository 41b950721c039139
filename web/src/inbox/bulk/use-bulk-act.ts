import type { QueryKey } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords as useInboxWords } from "../words/words.ts";
import type { ListSelection } from "./use-selection.ts";
import { useWords } from "./words/words.ts";

interface Act {
  action: string;
  subjectIds: string[];
  input: Record<string, unknown>;
}

const send = ({ action, subjectIds, input }: Act) =>
  unwrap(api.POST("/api/v1/actions/{actionId}", { params: { path: { actionId: action } }, body: { subjectIds, input } }));
type Results = Awaited<ReturnType<typeof send>>["items"];

const SHOWN: QueryKey[] = [["conversations"], ["conversation"], ["counts"], ["messages"]];

/** Does one act to everything that is selected, says for how many it worked and why not for others, and can take it back. */
export function useBulkAct(selection: ListSelection) {
  const t = useWords();
  const inbox = useInboxWords();
  const undo = useAct(inbox, (acts: Act[]) => Promise.all(acts.map(send)), { refresh: SHOWN });
  return useAct(inbox, send, {
    refresh: SHOWN,
    done({ items }) {
      const refused = items.filter(({ done }) => !done);
      // What it did not work for stays selected, to be looked at.
      selection.keep(refused.map(({ subjectId }) => subjectId));
      const count = { done: items.length - refused.length, not: refused.length };
      const why = [...new Set(refused.map(({ code, detail = "" }) => inbox.find(`problem.${code}`, { detail }) ?? detail))].join(" ");
      const acts = undoOf(items);
      return {
        text: refused.length === 0 ? t("bulk.done", count) : t("bulk.partly", { ...count, why }),
        ...(acts.length === 0 ? {} : { undo: () => void undo.run(acts) }),
      };
    },
  });
}

/** What takes it back: one act for all that were the same before. */
function undoOf(items: Results): Act[] {
  const acts = new Map<string, Act>();
  for (const { subjectId, undo } of items) {
    if (undo === undefined || undo === null) continue;
    const key = JSON.stringify(undo);
    const known = acts.get(key) ?? { ...undo, subjectIds: [] };
    acts.set(key, { ...known, subjectIds: [...known.subjectIds, subjectId] });
  }
  return [...acts.values()];
}
