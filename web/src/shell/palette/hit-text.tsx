import { Fragment } from "react";

interface HitTextProps {
  text: string;
  marks: readonly { from: number; to: number }[];
}

/** A text with the words in it that were asked for. */
export function HitText({ text, marks }: HitTextProps) {
  return (
    <>
      {marks.map(({ from, to }, index) => (
        <Fragment key={from}>
          {text.slice(marks[index - 1]?.to ?? 0, from)}
          <mark>{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(marks.at(-1)?.to ?? 0)}
    </>
  );
}
