import { useEffect, useState } from "react";

/** After this pause in typing the server is asked. */
const PAUSE_MS = 150;

/** What is typed, as it stood when the last pause began. */
export function usePaused(typed: string): string {
  const [paused, setPaused] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return paused;
}
