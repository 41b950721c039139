import type { ChannelEvent } from "../adapters/adapter.ts";
import { note } from "../adapters/notice.ts";
import { asRecord, asText, type Loose, type Reads, withReads } from "../adapters/tolerant.ts";

/** What an adapter knows of the shape of its bodies, so that the rest is told and not lost. */
export interface Shape {
  /** Names of keys whose values say nothing to people: left out on purpose, at any depth. */
  ignored: ReadonlySet<string>;
  /** Names of the keys that hold elements: what stands beside those elements is kept whole. */
  containers: ReadonlySet<string>;
}

/**
 * Wraps a parser so that every part of a body ends as an event: a part that no reader looked into becomes a notice named by its
 * path, and so does a body of which nothing came. Of a part inside of an element only its keys are kept (the raw event has all of
 * it), so that a new key of every message is one notice and not thousands.
 */
export function accountingFor(parse: (body: unknown) => ChannelEvent[], shape: Shape): (body: unknown) => ChannelEvent[] {
  return (body) => {
    const { result: events, reads } = withReads(() => parse(body));
    const parts = unreadParts(body, reads, shape);
    if (events.length === 0 && parts.length === 0) return [note("empty_body", asRecord(body))];
    if (parts.length === 0) return events;
    return [...events, ...parts.map(({ path, value }) => noteOf(path, value, shape, events[0]?.account ?? null))];
  };
}

interface Part {
  path: string[];
  value: object;
}

/** Deeper than any provider nests what it sends; the body itself is limited before. */
const MAX_DEPTH = 12;
const MAX_PARTS = 20;

/** Walks every body of every webhook: one list is the way to where it stands, and values that hold nothing cost no call. */
function unreadParts(body: unknown, reads: Reads, { ignored }: Shape): Part[] {
  const parts: Part[] = [];
  const way: string[] = [];
  const look = (value: object): void => {
    if (reads.isLeftOut(value)) return;
    if (!reads.has(value)) {
      if (Object.keys(value).length > 0) parts.push({ path: [...way], value });
      return;
    }
    if (Array.isArray(value)) for (const one of value) lookInto(one);
    else
      for (const key in value) {
        const one: unknown = value[key as keyof typeof value]; // a key of its own, as in all that JSON gives
        if (typeof one !== "object" || one === null || ignored.has(key)) continue;
        way.push(key);
        lookInto(one);
        way.pop();
      }
  };
  const lookInto = (value: unknown): void => {
    if (typeof value === "object" && value !== null && way.length <= MAX_DEPTH && parts.length < MAX_PARTS) look(value);
  };
  lookInto(body);
  return parts;
}

function noteOf(path: string[], value: object, { containers }: Shape, account: string | null): ChannelEvent {
  const name = `unread:${path.join(".")}`.slice(0, 120);
  const isInside = path.filter((key) => !containers.has(key)).length > 1;
  return note(name, isInside ? { keys: keysOf(value) } : { part: value }, account);
}

const keysOf = (value: object): string[] =>
  [...new Set((Array.isArray(value) ? value : [value]).flatMap((one) => (Array.isArray(one) ? [] : Object.keys(asRecord(one)))))]
    .sort()
    .slice(0, 40);

/** A container of which nothing came is told with all that it holds. */
export function orEmpty(events: ChannelEvent[], kind: string, value: Loose, account: string | null): ChannelEvent[] {
  return events.length > 0 ? events : [note((asText(kind) ?? "empty").slice(0, 120), value, account)];
}
