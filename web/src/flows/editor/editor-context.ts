import { createContext, useContext } from "react";
import type { Language } from "../../../../flow/document.ts";
import type { Drawing } from "../drawing/drawing.ts";
import type { BlockFigures, Flow } from "../queries.ts";
import type { BlockProblem } from "./problems.ts";

/** What is lit: the path of a trial or of a run that is shown again. */
export interface Lit {
  blocks: ReadonlySet<string>;
  wires: ReadonlySet<string>;
  /** Where it stands now. */
  at: string | null;
}

/** What the parts of the editor share. */
export interface Editor {
  flow: Flow;
  drawing: Drawing;
  /** One step that can be undone; `mark` joins it with the one before about the same. */
  change: (edit: (drawing: Drawing) => Drawing, mark?: string) => void;
  undo: () => void;
  redo: () => void;
  canUndo: boolean;
  canRedo: boolean;
  /** Blocks and notes that are chosen. */
  selection: ReadonlySet<string>;
  select: (ids: Iterable<string> | ((before: ReadonlySet<string>) => Iterable<string>)) => void;
  /** The language in which texts are shown and written now. */
  language: Language;
  setLanguage: (language: Language) => void;
  /** Those of the flow, its own first. */
  languages: readonly Language[];
  /** Texts may be written in it from now on. */
  addLanguage: (language: Language) => void;
  problems: readonly BlockProblem[];
  figures: Readonly<Record<string, BlockFigures>>;
  /** Over how many days the figures go. */
  days: number;
  /** Whoever may only read, and what is shown again. */
  isReadOnly: boolean;
  lit: Lit | null;
}

export const EditorContext = createContext<Editor | null>(null);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (editor === null) throw new Error("outside of the editor");
  return editor;
}
