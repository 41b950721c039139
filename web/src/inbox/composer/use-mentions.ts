import { useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { useMe } from "../../shell/session.tsx";
import { mentionableQuery } from "../queries.ts";

/** A name that is being typed behind an `@`: from where to where it stands. */
interface Typed {
  from: number;
  to: number;
  words: string;
}

interface Candidate {
  id: string;
  name: string;
  sees: boolean;
}

/** What the list of members draws, and what picking one does. */
export interface Mentions {
  candidates: readonly Candidate[];
  /** Index of the one that Enter takes. */
  active: number;
  pick(candidate: Candidate): void;
}

const SHOWN = 6;

/**
 * Members whose name is typed behind an `@` in a note. Arrows choose, Enter and Tab take, Escape leaves the words as they are.
 * @param replace puts words in the place of what was typed, and the caret behind them
 */
export function useMentions(conversationId: string, isNote: boolean, replace: (from: number, to: number, words: string) => void) {
  const [typed, setTyped] = useState<Typed | null>(null);
  const [active, setActive] = useState(0);
  const me = useMe();
  const { data } = useQuery({ ...mentionableQuery(conversationId), enabled: isNote && typed !== null });
  const candidates =
    isNote && typed !== null
      ? (data?.items ?? []).filter(({ id, name }) => id !== me.id && isMeant(name, typed.words)).slice(0, SHOWN)
      : [];

  function pick({ name }: Candidate) {
    if (typed === null) return;
    replace(typed.from, typed.to, `@${name} `);
    setTyped(null);
  }

  return {
    shown: candidates.length === 0 ? null : { candidates, active: Math.min(active, candidates.length - 1), pick },
    /** The words or the caret changed. */
    look({ value, selectionStart, selectionEnd }: HTMLTextAreaElement) {
      setTyped(isNote && selectionStart === selectionEnd ? findTyped(value.slice(0, selectionStart)) : null);
      setActive(0);
    },
    /** @returns whether the key was meant for the list */
    onKey(event: KeyboardEvent): boolean {
      if (candidates.length === 0 || event.nativeEvent.isComposing) return false;
      const chosen = candidates[Math.min(active, candidates.length - 1)];
      if (event.key === "ArrowDown") setActive((active + 1) % candidates.length);
      else if (event.key === "ArrowUp") setActive((active + candidates.length - 1) % candidates.length);
      else if (event.key === "Escape") setTyped(null);
      else if ((event.key === "Enter" || event.key === "Tab") && chosen !== undefined && !event.ctrlKey && !event.metaKey) pick(chosen);
      else return false;
      event.preventDefault();
      return true;
    },
  };
}

/** An `@` inside a word is an address. A name has at most two words while it is typed. */
function findTyped(before: string): Typed | null {
  const found = /(?<![\p{L}\p{N}._+-])@([\p{L}\p{N}]*(?: [\p{L}\p{N}]+)?)$/u.exec(before);
  return found === null ? null : { from: found.index, to: before.length, words: found[1] ?? "" };
}

function isMeant(name: string, words: string): boolean {
  const wanted = plain(words);
  return (
    plain(name).startsWith(wanted) ||
    plain(name)
      .split(" ")
      .some((part) => part.startsWith(wanted))
  );
}

const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
