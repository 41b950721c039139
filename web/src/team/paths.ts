import { useSearch } from "@tanstack/react-router";
/** The secret of the link by which a person came. */
export const readToken = ({ token }: Record<string, unknown>) => ({ token: typeof token === "string" ? token : "" });
export const useToken = (): string => useSearch({ strict: false, select: readToken }).token;
