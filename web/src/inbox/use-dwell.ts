import { useEffect, useRef } from "react";

/** Whoever passes by has read nothing: the contact would see blue checks of somebody who was not there. */
const DWELL_MS = 3_000;

/**
 * Calls `onRead` when somebody has had the conversation before them for some seconds, in a window that is visible and has the focus.
 * What was marked as unread by hand stays so until something new comes or the conversation is opened again.
 */
export function useDwell(
  { id, unread, lastMessageId }: { id: string; unread: number; lastMessageId: string | undefined },
  onRead: () => void,
) {
  const read = useRef("");
  const latest = useRef(onRead);
  latest.current = onRead;
  const what = `${id} ${lastMessageId}`;
  useEffect(() => {
    if (unread === 0) {
      read.current = what;
      return;
    }
    if (read.current === what) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const finish = () => {
      read.current = what; // also when the answer to it comes after somebody marks it as unread
      latest.current();
    };
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible" && document.hasFocus()) timer = setTimeout(finish, DWELL_MS);
    };
    look();
    window.addEventListener("focus", look);
    window.addEventListener("blur", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("focus", look);
      window.removeEventListener("blur", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [what, unread]);
}
