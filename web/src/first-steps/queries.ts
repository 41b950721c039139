import { queryOptions, useQuery } from "@tanstack/react-query";
import { api, unwrap } from "../api/client.ts";
import { useMay } from "../shell/session.tsx";

/** First steps of the workspace, and which are done. */
export const firstStepsQuery = queryOptions({
  queryKey: ["first-steps"],
  queryFn: () => unwrap(api.GET("/api/v1/first-steps")),
  staleTime: 60_000,
});

const useSteps = () => useQuery({ ...firstStepsQuery, enabled: useMay("workspace.manage") }).data;

/** How many are left. */
export const useStepsLeft = (): number | undefined => useSteps()?.steps.filter(({ isDone }) => !isDone).length;

/** Nothing is left, somebody put them away, or it is not known yet. */
export function useStepsOver(): boolean {
  const data = useSteps();
  return data === undefined || data.isAway || data.steps.every(({ isDone }) => isDone);
}
