import { queryOptions, useQuery } from "@tanstack/react-query";
import { isMet, targetOn } from "../../../../rules/figure-target.ts";
import { sayValue } from "../../../../rules/say-value.ts";
import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import type { Figure } from "../queries.ts";
import { useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";

const KEY = ["figure-targets"];

/** What figures should come to, and which of them take a target. */
export const targetsQuery = queryOptions({ queryKey: KEY, queryFn: () => unwrap(api.GET("/api/v1/figure-targets")) });

/** What a figure should have come to on a day, in its unit; null while it is not known, and where nobody said it. */
export function useTargets(): (figureId: string, day: string) => number | null {
  const { data } = useQuery(targetsQuery);
  return (figureId, day) => targetOn(data?.items.filter((one) => one.figureId === figureId) ?? [], day);
}

/** A target beside a value in words; nothing where there is no target. */
export function useSayTarget(): (figure: Figure, value: number | null, target: number | null) => string {
  const t = useWords();
  const say = useSayAs();
  return ({ unit, better }, value, target) => {
    if (target === null || better === null) return "";
    const says = sayValue(unit, target, say);
    if (value === null) return t("targets.only", { target: says });
    return t(isMet(better, value, target) ? "targets.met" : "targets.missed", { target: says });
  };
}

interface TargetDraft {
  figureId: string;
  from: string;
  value: number | null;
}

export const useSetTarget = () =>
  useAct(
    useWords(),
    async (body: TargetDraft) => {
      await unwrap(api.POST("/api/v1/figure-targets", { body }));
      return true;
    },
    { refresh: [KEY], problem: "inline" },
  );
