import { useQuery } from "@tanstack/react-query";
import { useCallback, useDeferredValue, useMemo, useState } from "react";
import type { RoomBlock } from "../../../../flow/block-types.ts";
import type { Language } from "../../../../flow/document.ts";
import { type Drawing, idsOf, wiresOf } from "../drawing/drawing.ts";
import { type ActionFacts, type EventFacts, type Flow, figuresQuery } from "../queries.ts";
import type { Editor, Lit } from "./editor-context.ts";
import { languagesOf } from "./languages-of.ts";
import { useProblems } from "./problems.ts";
import { useDrawing } from "./use-drawing.ts";

interface Options {
  flow: Flow;
  first: Drawing;
  isReadOnly: boolean;
  /** Undefined until they came. */
  rooms: readonly RoomBlock[] | undefined;
  actions: readonly ActionFacts[] | undefined;
  events: readonly EventFacts[] | undefined;
  lit: Lit | null;
  /** Of the figures: null shows none. */
  figuresOf: { version: number | null; days: number } | null;
}

/** What the parts of an editor share, and `take`, which replaces the drawing. */
export function useEditorState({ flow, first, isReadOnly, rooms, actions, events, lit, figuresOf }: Options): {
  editor: Editor;
  take: (drawing: Drawing) => void;
} {
  const { drawing, change, undo, redo, take, canUndo, canRedo } = useDrawing(first);
  const [chosen, setSelection] = useState<ReadonlySet<string>>(() => new Set());
  // What was undone, or removed by somebody else, is no longer chosen.
  const selection = useMemo(() => present(chosen, drawing), [chosen, drawing]);
  const [language, setLanguage] = useState<Language>(first.document.language);
  const [added, setAdded] = useState<readonly Language[]>([]);
  const settled = useDeferredValue(drawing.document);
  const problems = useProblems(flow.id, settled, rooms, actions, events);
  const figures = useQuery({
    ...figuresQuery(flow.id, figuresOf?.version ?? null, figuresOf?.days ?? 30),
    enabled: figuresOf !== null && flow.publishedVersion !== null,
  }).data;
  const select = useCallback<Editor["select"]>(
    (ids) => setSelection((before) => new Set(typeof ids === "function" ? ids(before) : ids)),
    [],
  );
  const addLanguage = useCallback((one: Language) => setAdded((before) => [...before, one]), []);
  const languages = useMemo(() => languagesOf(settled, added), [settled, added]);
  const editor = useMemo<Editor>(
    () => ({
      flow,
      drawing,
      change: (edit, mark) => {
        if (!isReadOnly) change(edit, mark);
      },
      undo,
      redo,
      canUndo,
      canRedo,
      selection,
      select,
      language,
      setLanguage,
      languages,
      addLanguage,
      problems,
      figures: figures?.blocks ?? NO_FIGURES,
      days: figuresOf?.days ?? 30,
      isReadOnly,
      lit,
    }),
    [
      flow,
      drawing,
      change,
      undo,
      redo,
      canUndo,
      canRedo,
      selection,
      select,
      language,
      languages,
      addLanguage,
      problems,
      figures,
      figuresOf,
      isReadOnly,
      lit,
    ],
  );
  return { editor, take };
}

const NO_FIGURES = {};

function present(chosen: ReadonlySet<string>, drawing: Drawing): ReadonlySet<string> {
  const known = idsOf(drawing);
  for (const { id } of wiresOf(drawing.document)) known.add(id);
  const left = [...chosen].filter((id) => known.has(id));
  return left.length === chosen.size ? chosen : new Set(left);
}
