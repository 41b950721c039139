import { type RefObject, useEffect } from "react";

/** Beside what loads on demand: when it is there, its first field gets the focus. */
export function FocusFirstField({ box }: { box: RefObject<HTMLElement | null> }) {
  useEffect(() => box.current?.querySelector("input")?.focus(), [box]);
  return null;
}
