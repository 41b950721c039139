import { type QueryClient, type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { CommonText } from "../text/define-words.ts";
import { problemText } from "../text/problems.ts";
import { type Notice, useToast } from "./toast.tsx";

interface ActOptions<Input, Result> {
  /** Where a failure is shown: in a toast, or in `problem`, beside what was done. */
  problem?: "toast" | "inline";
  /** Keys of queries that are asked for again afterwards, whether it worked or not. */
  refresh?: QueryKey[] | ((input: Input) => QueryKey[]);
  /** What to say when it worked, with the way back where there is one. */
  done?: (result: Result, input: Input) => Notice | undefined;
  /** Shows the outcome before the server has it; gives the way back for when it fails. */
  optimistic?: (client: QueryClient, input: Input) => () => void;
}

export interface Act<Input, Result> {
  /** Does it. Undefined when it failed: that was shown. */
  run: (input: Input) => Promise<Result | undefined>;
  /** It is under way. */
  busy: boolean;
  /** Why the last one failed, in the reader's words; null before, and with `problem: "toast"`. */
  problem: string | null;
  setProblem: (problem: string | null) => void;
}

/**
 * Something that a person does and the server carries out: busy, failed, done, undone, and what has to be fetched again.
 * @param t the words of the room that asks: it knows more of its problems than the common ones.
 */
export function useAct<Input = void, Result = unknown>(
  t: CommonText,
  work: (input: Input) => Promise<Result>,
  options: ActOptions<Input, Result> = {},
): Act<Input, Result> {
  const client = useQueryClient();
  const toast = useToast();
  const [underWay, setUnderWay] = useState(0);
  const [problem, setProblem] = useState<string | null>(null);
  const latest = useRef({ t, work, options });
  latest.current = { t, work, options };

  const run = useCallback(
    async (input: Input): Promise<Result | undefined> => {
      const { t, work, options } = latest.current;
      setUnderWay((count) => count + 1);
      setProblem(null);
      const { refresh = [] } = options;
      const keys = typeof refresh === "function" ? refresh(input) : refresh;
      const fetchAgain = () => Promise.all(keys.map((queryKey) => client.invalidateQueries({ queryKey })));
      const takeBack = options.optimistic?.(client, input);
      try {
        const result = await work(input);
        const notice = options.done?.(result, input);
        if (notice !== undefined) toast.show(notice);
        await fetchAgain();
        return result;
      } catch (error) {
        takeBack?.();
        if (options.problem === "inline") setProblem(problemText(error, t));
        else toast.show({ text: problemText(error, t) });
        // Who reads why it failed may mend it and try again at once: that does not wait for what is fetched meanwhile.
        void fetchAgain();
        return undefined;
      } finally {
        setUnderWay((count) => count - 1);
      }
    },
    [client, toast],
  );
  return { run, busy: underWay > 0, problem, setProblem };
}
