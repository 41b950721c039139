import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, api, unwrap } from "../../../api/client.ts";
import type { Drawing } from "../../drawing/drawing.ts";
import { flowQuery, toWire } from "../../queries.ts";

/** What was drawn is kept so often. */
const EVERY_MS = 2_000;

/** Somebody else saved since we read: both drawings are kept until a person has chosen. */
export interface Conflict {
  revision: number;
  savedBy: string;
  savedAt: string;
}

export interface Saving {
  state: "saved" | "waiting" | "saving" | "failed" | "conflict";
  /** Milliseconds; null before the first. */
  savedAt: number | null;
  conflict: Conflict | null;
  /** Writes what is not written yet. @returns false when it could not be kept */
  saveNow: () => Promise<boolean>;
  /** Goes on from this revision, whose drawing is `drawing`. */
  settle: (revision: number, drawing: Drawing | null) => void;
  /** The revision that our drawing stands on. */
  revision: () => number;
}

/** Keeps the drawing while it is drawn. A failure is tried again; a conflict waits for a decision. */
export function useSaving(flowId: string, drawing: Drawing, firstRevision: number, isReadOnly: boolean): Saving {
  const client = useQueryClient();
  const kept = useRef(drawing);
  const revision = useRef(firstRevision);
  const latest = useRef(drawing);
  latest.current = drawing;
  const running = useRef<Promise<boolean> | null>(null);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [outcome, setOutcome] = useState<{ state: "saved" | "saving" | "failed"; at: number | null }>({ state: "saved", at: null });

  const write = useCallback(async (): Promise<boolean> => {
    const wanted = latest.current;
    if (wanted === kept.current) return true;
    setOutcome((before) => ({ ...before, state: "saving" }));
    try {
      const body = { ...toWire(wanted), revision: revision.current };
      const answer = await unwrap(api.PUT("/api/v1/flows/{flowId}/draft", { params: { path: { flowId } }, body }));
      revision.current = answer.revision;
      kept.current = wanted;
      // Whoever opens the flow again finds what is drawn now.
      client.setQueryData(flowQuery(flowId).queryKey, (flow) => flow && { ...flow, ...wanted, revision: answer.revision, isChanged: true });
      setOutcome({ state: "saved", at: Date.now() });
      return true;
    } catch (error) {
      setOutcome((before) => ({ ...before, state: "failed" }));
      if (error instanceof ApiError && error.code === "flows.draft_changed") setConflict(readConflict(error));
      return false;
    }
  }, [client, flowId]);

  /** One after the other: two at once would each name the same revision. */
  const saveNow = useCallback(async (): Promise<boolean> => {
    if (running.current !== null) await running.current;
    const saving = write();
    running.current = saving;
    const isKept = await saving;
    if (running.current === saving) running.current = null;
    return isKept;
  }, [write]);

  const isStopped = isReadOnly || conflict !== null;
  useEffect(() => {
    if (isStopped) return;
    const timer = setInterval(() => {
      if (latest.current !== kept.current && running.current === null) void saveNow();
    }, EVERY_MS);
    const leave = (event: BeforeUnloadEvent) => {
      if (latest.current === kept.current) return;
      void saveNow();
      event.preventDefault();
    };
    window.addEventListener("beforeunload", leave);
    return () => {
      clearInterval(timer);
      window.removeEventListener("beforeunload", leave);
      // To another page of the product: nothing is lost.
      if (latest.current !== kept.current) void saveNow();
    };
  }, [isStopped, saveNow]);

  const settle = useCallback((next: number, as: Drawing | null) => {
    revision.current = next;
    if (as !== null) kept.current = as;
    setConflict(null);
    setOutcome({ state: "saved", at: Date.now() });
  }, []);
  const readRevision = useCallback(() => revision.current, []);
  return {
    state: conflict !== null ? "conflict" : outcome.state !== "saved" ? outcome.state : drawing === kept.current ? "saved" : "waiting",
    savedAt: outcome.at,
    conflict,
    saveNow,
    revision: readRevision,
    settle,
  };
}

const readConflict = ({ facts }: ApiError): Conflict => ({
  revision: Number(facts["revision"]),
  savedBy: String(facts["savedBy"] ?? ""),
  savedAt: String(facts["savedAt"] ?? ""),
});
