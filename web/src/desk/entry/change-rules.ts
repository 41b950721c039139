import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import { type EntryRules, entryRulesQuery, type WrittenEntryRules } from "../queries.ts";
import { useWords } from "./words/words.ts";

export type Rule = EntryRules["rules"][number];
/** The list without its version: what a person changes. */
type List = Omit<WrittenEntryRules, "version">;

export interface RuleChange {
  /** Made of the list as it is when its turn comes. */
  edit: (list: List) => List;
  says?: string;
  /** The way back is offered. */
  isUndone?: boolean;
}

/** Changes the list as a whole, on what the server said last; one change after the other, so that quick keys do not overtake each other. */
export function useChangeRules({ problem = "toast" }: { problem?: "toast" | "inline" } = {}) {
  const t = useWords();
  const client = useQueryClient();
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const before = useRef<List | null>(null);
  const act = useAct(
    t,
    async ({ edit }: RuleChange) => {
      const { version, ...list } = await latest(client);
      before.current = list;
      const answer = await unwrap(api.PUT("/api/v1/entry-rules", { body: { version, ...edit(list) } }));
      client.setQueryData(entryRulesQuery.queryKey, answer);
      return answer;
    },
    {
      problem,
      refresh: [entryRulesQuery.queryKey],
      done: (_answer, { says, isUndone = false }) => {
        if (says === undefined) return undefined;
        const former = before.current;
        return { text: says, ...(isUndone && former !== null ? { undo: () => void change({ edit: () => former }) } : {}) };
      },
    },
  );
  function change(one: RuleChange): Promise<EntryRules | undefined> {
    const next = last.current.then(() => act.run(one));
    last.current = next;
    return next;
  }
  return { change, busy: act.busy, problem: act.problem, setProblem: act.setProblem };
}

/** What was read, as it is written: without what the server tells of each rule. */
async function latest(client: QueryClient): Promise<WrittenEntryRules> {
  const { version, rules, otherwise } = await client.ensureQueryData(entryRulesQuery);
  return {
    version,
    rules: rules.map(({ ruleId, name, isOn, condition, holder, id }) => ({ ruleId, name, isOn, condition, holder, id })),
    otherwise: otherwise === null ? null : { holder: otherwise.holder, id: otherwise.id },
  };
}

/** The rule stands at `place` afterwards, counted from 0. */
export function moved(list: List, ruleId: string, place: number): List {
  const rule = list.rules.find((one) => one.ruleId === ruleId);
  if (rule === undefined) return list;
  return { ...list, rules: list.rules.filter((one) => one !== rule).toSpliced(place, 0, rule) };
}
