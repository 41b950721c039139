import { useIsFetching, useQueryClient } from "@tanstack/react-query";
import { type ComponentType, lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { type Language, useLocale } from "../text/locale.tsx";
import type { LoadedWords } from "./room.ts";
import styles from "./room-part.module.css";
import { useMe } from "./session.tsx";

interface Part<Props> {
  key: string;
  right?: string;
  component(): Promise<ComponentType<Props>>;
  words: LoadedWords[];
}

interface RoomPartsProps<Props> {
  parts: Part<Props>[];
  with: Props;
}

/** Parts that rooms put into a place of another room: each loads with its words when it is drawn, and only for whoever may see it. */
export function RoomParts<Props extends object>({ parts, with: props }: RoomPartsProps<Props>) {
  return useSeen(parts).map((part) => (
    <Suspense key={part.key}>
      <RoomPart part={part} props={props} />
    </Suspense>
  ));
}

/** The same below each other: none pushes another away while it is being clicked, so all are shown once each has what it draws. */
export function RoomSections<Props extends object>({ parts, with: props }: RoomPartsProps<Props>) {
  const seen = useSeen(parts);
  return (
    <Suspense>
      <Together>
        {seen.map((part) => (
          <RoomPart key={part.key} part={part} props={props} />
        ))}
      </Together>
    </Suspense>
  );
}

function useSeen<Props>(parts: Part<Props>[]): Part<Props>[] {
  const { capabilities } = useMe();
  return parts.filter(({ right }) => right === undefined || capabilities.includes(right));
}

/** What never answers holds the others up no longer than this. */
const WAIT_MS = 4_000;

function Together({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [shown, setShown] = useState(false);
  const isLoading = useIsFetching(FIRST_LOADS) > 0;
  useEffect(() => {
    // Asked again here: what was drawn just now asks for its rows after this was drawn.
    if (!isLoading && client.isFetching(FIRST_LOADS) === 0) setShown(true);
  }, [isLoading, client]);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), WAIT_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.together} hidden={!shown} aria-busy={!shown}>
      {children}
    </div>
  );
}

const FIRST_LOADS = { predicate: ({ state }: { state: { data: unknown } }) => state.data === undefined };

function RoomPart<Props extends object>({ part, props }: { part: Part<Props>; props: Props }) {
  const { language } = useLocale();
  const Loaded = loaded(part, language);
  return <Loaded {...props} />;
}

/** One component for each part and language: one made while drawing would load anew whenever what is around it waits. */
const made = new WeakMap<object, Map<Language, unknown>>();

function loaded<Props extends object>(part: Part<Props>, language: Language): ComponentType<Props> {
  const ofPart = made.get(part) ?? new Map<Language, unknown>();
  made.set(part, ofPart);
  const Loaded =
    ofPart.get(language) ??
    lazy(async () => {
      await Promise.all(part.words.map((words) => words.load(language)));
      return { default: await part.component() };
    });
  ofPart.set(language, Loaded);
  return Loaded as ComponentType<Props>;
}
