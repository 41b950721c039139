import { compile } from "../../../../rules/compile.ts";
import { ConditionError } from "../../../../rules/validate.ts";
import { type Ctx, invalidRequest } from "../../platform/index.ts";
import type { Fields } from "../fields/field.ts";
import type { Fragment } from "./sight.ts";

/**
 * A condition that came in an address, as SQL over a conversation `c`, or over what the fields are asked of. Undefined for none.
 * @throws {AppError} platform.invalid_request with every bad node
 */
export function readFilter(ctx: Ctx, { askable }: Pick<Fields, "askable">, text: string | undefined): Fragment | undefined {
  if (text === undefined) return undefined;
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
