import { type KeyboardEvent, lazy, type ReactNode, Suspense, useRef, useState } from "react";
import type { Conversation } from "../../api/client.ts";
import { findSlash, type ListKeys, type Slash } from "./find-slash.ts";

const CannedList = lazy(() => import("./canned-list.tsx"));

interface Canned {
  /** Reads what stands before the caret. */
  look(text: string, caret: number): void;
  /** @returns whether the key was for the list */
  onKey(event: KeyboardEvent): boolean;
  close(): void;
  /** The list above the field, while a name is typed; null otherwise. */
  list: ReactNode;
}

/**
 * Canned replies in a field: a slash opens the list, what is typed after it narrows it, Enter puts the reply in its place.
 * @param onInsert gets the text and where it goes: from `at` up to `end` of what stands in the field
 */
export function useCanned(conversation: Conversation, onInsert: (text: string, at: number, end: number) => void): Canned {
  const [slash, setSlash] = useState<Slash | null>(null);
  const keys = useRef<ListKeys | null>(null);
  return {
    look: (text, caret) => setSlash(findSlash(text, caret)),
    onKey(event) {
      if (slash === null || event.nativeEvent.isComposing) return false;
      if (event.key === "Escape") setSlash(null);
      // Until the list is there Enter waits: what was typed may be a name, and is not sent as it is.
      else if (keys.current === null ? event.key !== "Enter" : !keys.current(event.key)) return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    close: () => setSlash(null),
    list: slash !== null && (
      <Suspense>
        <CannedList
          conversation={conversation}
          name={slash.name}
          keys={keys}
          onInsert={(text) => {
            setSlash(null);
            onInsert(text, slash.at, slash.at + slash.name.length + 1);
          }}
        />
      </Suspense>
    ),
  };
}
