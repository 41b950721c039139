import { api, unwrap } from "../api/client.ts";
import { useAct } from "../ui/use-act.ts";
import type { MoveChange, NewMove } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["moves"]];
const about = (moveId: string) => ({ params: { path: { moveId } } });

export const useConnect = () =>
  useAct(useWords(), (body: NewMove) => unwrap(api.POST("/api/v1/moves", { body })), { refresh, problem: "inline" });

export const useChangeMove = (moveId: string) =>
  useAct(useWords(), (body: MoveChange) => unwrap(api.PATCH("/api/v1/moves/{moveId}", { ...about(moveId), body })), { refresh });

export const useCheck = (moveId: string) =>
  useAct(useWords(), () => unwrap(api.POST("/api/v1/moves/{moveId}/check", about(moveId))), { refresh });

export const useRun = (moveId: string) =>
  useAct(useWords(), () => unwrap(api.POST("/api/v1/moves/{moveId}/run", about(moveId))), { refresh });

export const useStop = (moveId: string) =>
  useAct(useWords(), () => unwrap(api.POST("/api/v1/moves/{moveId}/stop", about(moveId))), { refresh });

export const useForget = (moveId: string) =>
  useAct(
    useWords(),
    async () => {
      await unwrap(api.DELETE("/api/v1/moves/{moveId}", about(moveId)));
      return true;
    },
    { refresh, problem: "inline" },
  );
