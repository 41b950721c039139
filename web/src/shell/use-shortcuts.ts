import { useEffect, useRef } from "react";

export type Shortcuts = Record<string, (event: KeyboardEvent) => void>;

/** Whoever typed for a field that was not there goes on typing: all of it is meant for the field, and none is a shortcut. */
const REST_MS = 1_500;
let restingUntil = 0;

/** For when a field was asked for and none took the focus: keys are nothing for a moment, and as long as they follow each other. */
export function restShortcuts() {
  restingUntil = Date.now() + REST_MS;
}

/** Every list of keys that is listened to now. */
const listening = new Set<{ readonly current: Shortcuts }>();

/** Whether a page that is shown listens to these keys. */
export const isListening = (keys: string): boolean => [...listening].some(({ current }) => Object.hasOwn(current, keys));

/** Does what these keys do on the page that is shown. */
export function runShortcut(keys: string) {
  const list = [...listening].findLast(({ current }) => Object.hasOwn(current, keys));
  list?.current[keys]?.(new KeyboardEvent("keydown", { key: keys }));
}

/** What is open above the page has the keys, wherever the focus is: layers, menus, and what a room marks. */
const HOLDS_KEYS = "[role=dialog], [role=menu], [data-holds-keys]";

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
      if (!mod && event.key !== "Escape" && isResting()) return;
      if (!mod && document.querySelector(HOLDS_KEYS) !== null) return;
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
    listening.add(latest);
    return () => {
      listening.delete(latest);
      window.removeEventListener("keydown", onKey);
    };
  }, []);
}

function isResting(): boolean {
  if (Date.now() >= restingUntil) return false;
  restShortcuts();
  return true;
}
