import { type ReactNode, useEffect } from "react";
import { OutboxProvider } from "./outbox.tsx";
import { useUnread } from "./rail-lines.ts";

/** What was written leaves, and the browser's tab counts what is unread, whichever page is open. */
export function InboxAround({ children }: { children: ReactNode }) {
  const unread = useUnread() ?? 0;
  useEffect(() => {
    document.title = document.title.replace(/^(\(\d+\) )?/, unread > 0 ? `(${unread}) ` : "");
  }, [unread]);
  return <OutboxProvider>{children}</OutboxProvider>;
}
