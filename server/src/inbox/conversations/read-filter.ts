import { compile } from "../../../../rules/compile.ts";
import { ConditionError } from "../../../../rules/validate.ts";
import { type Ctx, invalidRequest, type Tx } from "../../platform/index.ts";
import type { KnownFields } from "../fields/field.ts";
import type { Fragment } from "./sight.ts";

/** What may be asked in the transaction's workspace. */
export interface AskedOf {
  of(tx: Tx): Promise<Pick<KnownFields, "askable">>;
}

/**
 * A condition that came in an address, as SQL over a conversation `c`, or over what the fields are asked of. Undefined for none.
 * @throws {AppError} platform.invalid_request with every bad node
 */
export async function readFilter(ctx: Ctx, fields: AskedOf, text: string | undefined): Promise<Fragment | undefined> {
  if (text === undefined) return undefined;
  const { askable } = await ctx.transaction((tx) => fields.of(tx));
  try {
    return compile(JSON.parse(text), askable, ctx.now());
  } catch (error) {
    if (error instanceof SyntaxError) throw invalidRequest({ problems: [{ path: "filter", problem: "is not JSON" }] });
    if (!(error instanceof ConditionError)) throw error;
    throw invalidRequest({
      problems: error.problems.map(({ path, problem }) => ({ path: path === "" ? "filter" : `filter.${path}`, problem })),
    });
  }
}
