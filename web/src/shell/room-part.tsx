import { type ComponentType, lazy, Suspense, useMemo } from "react";
import { useLocale } from "../text/locale.tsx";
import type { LoadedWords } from "./room.ts";
import { useMe } from "./session.tsx";

interface Part<Props> {
  key: string;
  right?: string;
  component(): Promise<ComponentType<Props>>;
  words: LoadedWords[];
}

/** Parts that rooms put into a place of another room: each loads with its words when it is drawn, and only for whoever may see it. */
export function RoomParts<Props extends object>({ parts, with: props }: { parts: Part<Props>[]; with: Props }) {
  const { capabilities } = useMe();
  const seen = parts.filter(({ right }) => right === undefined || capabilities.includes(right));
  return seen.map((part) => <RoomPart key={part.key} part={part} props={props} />);
}

function RoomPart<Props extends object>({ part, props }: { part: Part<Props>; props: Props }) {
  const { language } = useLocale();
  const Loaded = useMemo(
    () =>
      lazy(async () => {
        await Promise.all(part.words.map((words) => words.load(language)));
        return { default: await part.component() };
      }) as ComponentType<Props>,
    [part, language],
  );
  return (
    <Suspense>
      <Loaded {...props} />
    </Suspense>
  );
}
