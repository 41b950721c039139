import { useNavigate, useSearch } from "@tanstack/react-router";

/** Which queue is shown, in the address as `?queue=`. */
export function useChosen(): [string | undefined, (id: string) => void] {
  const navigate = useNavigate();
  const chosen = useSearch({ strict: false, select: (search: object) => ("queue" in search ? String(search.queue) : undefined) });
  return [chosen, (id) => void navigate({ to: ".", search: ((before: object) => ({ ...before, queue: id })) as never })];
}
