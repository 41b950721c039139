import { type ReactNode, useEffect } from "react";
import { DraftsProvider } from "./drafts/drafts.tsx";
import { OutboxProvider } from "./outbox.tsx";
import { useUnread } from "./rail-lines.tsx";

/** What was written leaves, what was begun is kept, and the browser's tab counts what is unread, whichever page is open. */
export function InboxAround({ children }: { children: ReactNode }) {
  const unread = useUnread() ?? 0;
  useEffect(() => {
    document.title = document.title.replace(/^(\(\d+\) )?/, unread > 0 ? `(${unread}) ` : "");
  }, [unread]);
  return (
    <OutboxProvider>
      <DraftsProvider>{children}</DraftsProvider>
    </OutboxProvider>
  );
}
