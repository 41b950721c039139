import { useEffect, useRef } from "react";

interface CanvasKeys {
  /** Enter on the block that is chosen, or while nothing has the focus. */
  onEnter: () => void;
  /** Ctrl A, outside of fields. */
  onAll: () => void;
}

/** Keys that belong to buttons and fields wherever one of them has the focus: only the canvas may take them. */
export function useCanvasKeys(keys: CanvasKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || !isOfCanvas(event.target)) return;
      if (event.key === "a" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        latest.current.onAll();
      }
      // On a block that is not chosen yet, Enter chooses it.
      const isUnchosen = event.target instanceof Element && event.target.matches(".react-flow__node:not(.selected)");
      if (event.key === "Enter" && !isUnchosen) {
        event.preventDefault();
        latest.current.onEnter();
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

const isOfCanvas = (target: EventTarget | null): boolean =>
  target instanceof Element &&
  document.querySelector("[role=dialog], [role=menu]") === null &&
  (target === document.body || target.matches(".react-flow__node, main"));
