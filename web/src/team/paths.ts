import { useSearch } from "@tanstack/react-router";
/** The secret of the link by which a person came. */
export const readToken = ({ token }: Record<string, unknown>) => ({ token: typeof token === "string" ? token : "" });
export const useToken = (): string => useSearch({ strict: false, select: readToken }).token;

/**
 * Where a person wanted to go before they were asked who they are: an address of this product, and nothing else. A link that leads away
 * after the login would be a door for whoever sends it.
 */
export function readNext({ next }: Record<string, unknown>): { next?: string } {
  if (typeof next !== "string" || !next.startsWith("/")) return {};
  const ours = "https://prosa.invalid";
  const { origin, pathname, search } = new URL(next, ours);
  // "//elsewhere" and "/\\elsewhere" are other places, as a browser reads them.
  return origin === ours && !pathname.startsWith("//") && pathname !== "/login" ? { next: pathname + search } : {};
}

/** The code of what went wrong on the way through a provider of logins. */
const readProblem = ({ problem }: Record<string, unknown>) => (typeof problem === "string" ? { problem } : {});
export const useProblem = (): string | undefined =>
  useSearch({ strict: false, select: (search): { problem?: string } => readProblem(search) }).problem;

export const readGate = (search: Record<string, unknown>): { next?: string; problem?: string } => ({
  ...readNext(search),
  ...readProblem(search),
});
export const useNext = (): string | undefined => useSearch({ strict: false, select: readNext }).next;
