import { type TObject, Type } from "typebox";
import type { Action, ForModels, LookUp } from "../../inbox/index.ts";
import { PERSONAS, type Persona } from "../closed-sets.ts";
import { OWN_TOOLS, type OwnTool } from "./own-tools.ts";

type Words = Action["label"];

/** What a model may be given. What it comes to is decided by `run-tool.ts`, never by the model. */
export interface Tool {
  /** In agents, in the log, and in the catalogues of acts and look-ups. */
  id: string;
  /** As the model calls it: letters, digits and `_` alone. */
  name: string;
  label: Words;
  about: string;
  personas: readonly string[];
  /** It changes something. */
  changes: boolean;
  /** The contact is asked for a yes first. */
  asksFirst: boolean;
  /** What the model may choose. */
  input: TObject;
  from: { own: OwnTool } | { action: Action; fixed: ForModels["fixed"] } | { lookUp: LookUp };
}

export type Toolbox = ReadonlyMap<string, Tool>;

export const HAND_OVER = "hand_over";
/** Of acts and look-ups of these kinds of records: the conversation's own and its contact's. */
const SUBJECTS: ReadonlySet<string> = new Set(["conversation", "contact"]);

/** All that agents may be given, by id. */
export function toolbox(actions: Iterable<Action>, lookUps: Iterable<LookUp>): Toolbox {
  const own = OWN_TOOLS.map(
    (one): Tool => ({ ...one, name: nameOf(one.id), personas: PERSONAS, changes: false, asksFirst: false, from: { own: one } }),
  );
  const asked = [...lookUps].flatMap((lookUp) => toolFrom(lookUp, false, () => ({ lookUp })));
  const done = [...actions].flatMap((action) => toolFrom(action, true, (fixed) => ({ action, fixed })));
  return new Map([...own, ...asked, ...done].map((tool) => [tool.id, tool]));
}

function toolFrom(
  { forModels, subject, id, label, input }: Action | LookUp,
  changes: boolean,
  from: (fixed: ForModels["fixed"]) => Tool["from"],
): Tool[] {
  if (forModels === undefined || !SUBJECTS.has(subject.kind)) return [];
  const { personas, asksFirst, about, fixed } = forModels;
  return [{ id, name: nameOf(id), label, about, personas, changes, asksFirst, input: withoutFixed(input, fixed), from: from(fixed) }];
}

/** What an agent has of it: what it was given, as far as whom it serves may be served with it. */
export const toolsOf = (box: Toolbox, { tools, persona }: { tools: readonly string[]; persona: Persona }, served: string): Tool[] =>
  tools.flatMap((id) => {
    const tool = box.get(id);
    return tool?.personas.includes(persona) === true && tool.personas.includes(served) ? [tool] : [];
  });

const nameOf = (id: string): string => id.replaceAll(/\W/g, "_");

function withoutFixed({ properties }: TObject, fixed: ForModels["fixed"] = {}): TObject {
  const left = Object.entries(properties).filter(([name]) => !(name in fixed));
  return Type.Object(Object.fromEntries(left), { additionalProperties: false });
}
