import { renderTemplate } from "../../../../rules/render-template.ts";
import type { Variable, VariableFacts, VariableType, VariableValue } from "../../../../rules/variables.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";

/** Variables that one reading gives together, as a room offers them. */
export interface VariablesOffer {
  offer: "variables";
  variables: readonly Variable<never>[];
  read(tx: Tx, ctx: Ctx, conversationId: string): Promise<unknown>;
  /** What a workspace added to them, read by the same `read`. */
  own?(tx: Tx): Promise<readonly Variable<never>[]>;
}

/**
 * A room's offer of variables for texts that are written to a conversation.
 * @param read everything that their `read` wants of one conversation; the asker has been let to it before
 * @param own what the transaction's workspace has besides
 */
export const offerVariables = <Subject>(
  variables: readonly Variable<Subject>[],
  read: (tx: Tx, ctx: Ctx, conversationId: string) => Promise<Subject>,
  own?: (tx: Tx) => Promise<readonly Variable<Subject>[]>,
): VariablesOffer => ({
  offer: "variables",
  // Each variable meets only what the reading beside it gave: `createVariables` sees to it.
  variables: variables as readonly Variable<never>[],
  read,
  ...(own === undefined ? {} : { own: own as (tx: Tx) => Promise<readonly Variable<never>[]> }),
});

/** Writes one text out for the conversation it was made for. `missing`: without a value and without a fallback. */
type WriteOut = (text: string) => { text: string; missing: string[]; unknown: string[] };

/** All variables of all rooms. */
export interface Variables {
  /** What pickers show and the linter knows, with what the transaction's workspace has besides. */
  factsOf(tx: Tx): Promise<readonly VariableFacts[]>;
  /** What each of them is in one conversation that the asker may see, by id. What is not set is left out. */
  valuesFor(tx: Tx, ctx: Ctx, conversationId: string): Promise<ReadonlyMap<string, { type: VariableType; value: VariableValue }>>;
  /**
   * How texts are written out for one conversation that the asker may see: in the workspace's time zone and currency, and in
   * `language` (any BCP 47 tag or Meta's form of it) where the product speaks it, else the workspace's.
   */
  writerFor(tx: Tx, ctx: Ctx, conversationId: string, language?: string): Promise<WriteOut>;
}

/** @throws {Error} when two rooms declare the same variable */
export function createVariables(offers: readonly VariablesOffer[]): Variables {
  const facts = offers.flatMap(({ variables }) => variables.map(factsOf));
  const ids = facts.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`the variable ${twice} is declared twice`);
  const all = offers.flatMap((offer) => offer.variables.map((one) => bound(offer, one)));
  const readAll = async (tx: Tx, ctx: Ctx, conversationId: string) => {
    const subject: Subject = new Map();
    for (const offer of offers) subject.set(offer, await offer.read(tx, ctx, conversationId));
    return subject;
  };
  const ownOf = async (tx: Tx) => {
    const found: Variable<Subject>[] = [];
    for (const offer of offers) found.push(...((await offer.own?.(tx)) ?? []).map((one) => bound(offer, one)));
    return found;
  };
  return {
    factsOf: async (tx) => [...facts, ...(await ownOf(tx)).map(factsOf)],
    async valuesFor(tx, ctx, conversationId) {
      const subject = await readAll(tx, ctx, conversationId);
      const values = new Map<string, { type: VariableType; value: VariableValue }>();
      for (const one of [...all, ...(await ownOf(tx))]) {
        const value = one.read(subject);
        if (value !== null && value !== undefined && value !== "") values.set(one.id, { type: one.type, value });
      }
      return values;
    },
    async writerFor(tx, ctx, conversationId, language) {
      const subject = await readAll(tx, ctx, conversationId);
      const style = await styleOf(tx, ctx, language);
      const known = [...all, ...(await ownOf(tx))];
      return (text) => renderTemplate(text, known, subject, { ...style, escape: inOneLine });
    },
  };
}

type Subject = Map<VariablesOffer, unknown>;
type Language = "pt-BR" | "en" | "es";

const factsOf = ({ id, label, type, example, isAlwaysSet }: Variable<never>): VariableFacts => ({
  id,
  label,
  type,
  example,
  ...(isAlwaysSet === undefined ? {} : { isAlwaysSet }),
});

const bound = (offer: VariablesOffer, variable: Variable<never>): Variable<Subject> => ({
  ...variable,
  // What the offer's own reading gave, so of the type that the variable was declared with.
  read: (subject) => variable.read(subject.get(offer) as never),
});

async function styleOf(tx: Tx, { workspaceId }: Ctx, language: string | undefined) {
  const workspace = await tx.one(sql<{ language: Language; timeZone: string; currency: string }>`
    select language, time_zone as "timeZone", currency from workspaces where id = ${workspaceId}`);
  return { ...workspace, language: ourLanguage(language) ?? workspace.language };
}

function ourLanguage(tag: string | undefined): Language | undefined {
  const [primary] = (tag ?? "").toLowerCase().split(/[-_]/);
  return primary === "pt" ? "pt-BR" : primary === "en" || primary === "es" ? primary : undefined;
}

/** Meta refuses parameters with line breaks, tabs or more than four spaces together; people's names have them. */
const inOneLine = (value: string): string => value.replaceAll(/\s+/g, " ");
