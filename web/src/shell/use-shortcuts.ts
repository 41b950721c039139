import { useEffect, useRef } from "react";

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

/**
 * Single keys, by `event.key`, that work while no field has the focus; `Mod+` marks those that work everywhere.
 * A first `g` waits for the second key: `g i`.
 */
export function useShortcuts(shortcuts: Shortcuts) {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  useEffect(() => {
    let leader = "";
    let leaderTimer: ReturnType<typeof setTimeout>;
    const onKey = (event: KeyboardEvent) => {
      const mod = event.metaKey || event.ctrlKey;
      const name = `${mod ? "Mod+" : ""}${event.shiftKey && event.key.length > 1 ? "Shift+" : ""}${event.key}`;
      const inField =
        event.target instanceof Element &&
        event.target.closest("input, textarea, select, [contenteditable], [role=menu], [role=dialog]") !== null;
      if (!mod && inField) return;
      if (event.altKey || event.defaultPrevented) return;
      const run = latest.current[leader + name];
      clearTimeout(leaderTimer);
      leader = "";
      if (run !== undefined) {
        event.preventDefault();
        run(event);
      } else if (name === "g") {
        leader = "g ";
        leaderTimer = setTimeout(() => {
          leader = "";
        }, 1_000);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
