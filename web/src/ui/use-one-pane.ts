import { useSyncExternalStore } from "react";

const query = window.matchMedia("(max-width: 767px)"); // the style sheet's width for phones

/** True on a screen that shows one pane at a time. */
export function useOnePane(): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => query.matches,
  );
}
