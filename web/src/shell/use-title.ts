import { useEffect } from "react";

/** Names the page in the browser's tab; the number of what is unread stays before it. */
export function useTitle(name: string | undefined) {
  useEffect(() => {
    const unread = /^\(\d+\) /.exec(document.title)?.[0] ?? "";
    document.title = `${unread}${name === undefined ? "" : `${name}, `}Prosa`;
  }, [name]);
}
