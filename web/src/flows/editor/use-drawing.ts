import { useCallback, useMemo, useReducer } from "react";
import type { Drawing } from "../drawing/drawing.ts";
import { beginHistory, changed, type History, redone, undone } from "../drawing/history.ts";

type Act =
  | { do: "change"; edit: (drawing: Drawing) => Drawing; mark: string | null }
  | { do: "undo" | "redo" }
  | { do: "take"; drawing: Drawing };

function next(history: History, act: Act): History {
  switch (act.do) {
    case "change":
      return changed(history, act.edit(history.now), act.mark);
    case "undo":
      return undone(history);
    case "redo":
      return redone(history);
    case "take":
      return beginHistory(act.drawing);
  }
}

/** The drawing that is edited, with its steps back and forth. `take` replaces it by another one, which nothing undoes. */
export function useDrawing(first: Drawing) {
  const [history, act] = useReducer(next, first, beginHistory);
  const change = useCallback((edit: (drawing: Drawing) => Drawing, mark: string | null = null) => act({ do: "change", edit, mark }), []);
  const acts = useMemo(
    () => ({
      change,
      undo: () => act({ do: "undo" }),
      redo: () => act({ do: "redo" }),
      take: (drawing: Drawing) => act({ do: "take", drawing }),
    }),
    [change],
  );
  return { drawing: history.now, canUndo: history.past.length > 0, canRedo: history.future.length > 0, ...acts };
}
