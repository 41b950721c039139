import type { QueryKey } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { useWords as useInboxWords } from "../words/words.ts";
import type { Macro } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface Run {
  macro: Pick<Macro, "id" | "name">;
  subjectIds: string[];
}

const SHOWN: QueryKey[] = [["conversations"], ["conversation"], ["counts"], ["messages"], ["macros"]];

const send = ({ macro, subjectIds }: Run) =>
  unwrap(api.POST("/api/v1/macros/{macroId}/runs", { params: { path: { macroId: macro.id } }, body: { subjectIds } }));
type Results = Awaited<ReturnType<typeof send>>["items"];

/** Does a macro, says for how many it worked and why not for others, and takes back what can be. */
export function useMacro() {
  const t = useWords();
  const inbox = useInboxWords();
  const undo = useAct(inbox, takeBack, { refresh: SHOWN });
  return useAct(t, send, {
    refresh: SHOWN,
    done({ items }, { macro: { name } }) {
      const refused = items.filter(({ done }) => !done);
      const why = [
        ...new Set(
          refused.map(({ code, detail = "" }) => t.find(`problem.${code}`) ?? inbox.find(`problem.${code}`, { detail }) ?? detail),
        ),
      ].join(" ");
      const done = items.length - refused.length;
      return {
        text: refused.length === 0 ? t("macros.done", { name, count: done }) : t("macros.partly", { name, done, not: refused.length, why }),
        ...(items.some((one) => (one.undo?.length ?? 0) > 0) ? { undo: () => void undo.run(items) } : {}),
      };
    },
  });
}

/** Each conversation's acts in their order: a later one stands on those before it. */
async function takeBack(items: Results): Promise<void> {
  for (const { subjectId, undo = [] } of items)
    for (const { action, input } of undo)
      await unwrap(
        api.POST("/api/v1/actions/{actionId}", { params: { path: { actionId: action } }, body: { subjectIds: [subjectId], input } }),
      );
}
