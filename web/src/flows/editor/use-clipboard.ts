import { useEffect, useRef } from "react";
import { copy, paste } from "../drawing/clipboard.ts";
import { START } from "../drawing/drawing.ts";
import { remove } from "../drawing/edit-drawing.ts";
import { useEditor } from "./editor-context.ts";

export interface ClipboardActs {
  copy: () => Promise<void>;
  duplicate: () => void;
  remove: () => void;
}

/** What the browser copies and pastes outside of fields is blocks, as JSON: from flow to flow, from tab to tab. */
export function useClipboard(): ClipboardActs {
  const { drawing, selection, change, select, isReadOnly } = useEditor();
  const acts = {
    text: () => copy(drawing, selection),
    put: (text: string): boolean => {
      const pasted = isReadOnly ? null : paste(drawing, text);
      if (pasted === null) return false;
      change(() => pasted.drawing);
      select(pasted.ids);
      return true;
    },
    remove: () => {
      if (isReadOnly || selection.size === 0) return;
      const gone = new Set([...selection].filter((id) => id !== START));
      change((now) => remove(now, gone));
      select([]);
    },
  };
  const latest = useRef(acts);
  latest.current = acts;
  useEffect(() => {
    const take = (event: ClipboardEvent, isCut: boolean) => {
      const text = inField(event) ? null : latest.current.text();
      if (text === null) return;
      event.preventDefault();
      event.clipboardData?.setData("text/plain", text);
      if (isCut) latest.current.remove();
    };
    const onCopy = (event: ClipboardEvent) => take(event, false);
    const onCut = (event: ClipboardEvent) => take(event, true);
    const onPaste = (event: ClipboardEvent) => {
      if (!inField(event) && latest.current.put(event.clipboardData?.getData("text/plain") ?? "")) event.preventDefault();
    };
    window.document.addEventListener("copy", onCopy);
    window.document.addEventListener("cut", onCut);
    window.document.addEventListener("paste", onPaste);
    return () => {
      window.document.removeEventListener("copy", onCopy);
      window.document.removeEventListener("cut", onCut);
      window.document.removeEventListener("paste", onPaste);
    };
  }, []);
  return {
    copy: async () => {
      const text = acts.text();
      if (text !== null) await navigator.clipboard.writeText(text);
    },
    duplicate: () => {
      const text = acts.text();
      if (text !== null) acts.put(text);
    },
    remove: acts.remove,
  };
}

/** There the keys copy words; so they do where words are marked. */
const inField = ({ target }: Event): boolean =>
  (target instanceof Element && target.closest("input, textarea, select, [contenteditable], [role=dialog]") !== null) ||
  (window.getSelection()?.toString() ?? "") !== "";
