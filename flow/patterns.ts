import { type Pattern, PatternError, parsePattern, type Test } from "./parse-pattern.ts";

/** No more of a text is looked at. */
const LONGEST = 4000;
const KEPT = new Map<string, readonly Move[] | null>();
const MOST_KEPT = 200;

/**
 * Whether a pattern of an author is found in a text. The time grows with the length of the text and no faster, whatever the pattern is:
 * there is no going back. A pattern that is wrong fits nothing. Pure, never throws.
 */
export function matches(pattern: string, text: string): boolean {
  const moves = movesOf(pattern);
  return moves !== null && isFound(moves, [...text.normalize("NFC").slice(0, LONGEST)]);
}

/** What keeps a pattern from being used, in English for a developer, or null. Pure. */
export function problemOfPattern(pattern: string): string | null {
  try {
    compile(parsePattern(pattern));
    return null;
  } catch (error) {
    if (error instanceof PatternError) return error.message;
    throw error;
  }
}

function movesOf(pattern: string): readonly Move[] | null {
  const known = KEPT.get(pattern);
  if (known !== undefined) return known;
  if (KEPT.size >= MOST_KEPT) KEPT.clear();
  const moves = problemOfPattern(pattern) === null ? compile(parsePattern(pattern)) : null;
  KEPT.set(pattern, moves);
  return moves;
}

function isFound(moves: readonly Move[], text: readonly string[]): boolean {
  let places = new Set<number>();
  for (let at = 0; at <= text.length; at += 1) {
    // It may begin at every character.
    if (follow(moves, 0, at, text, places)) return true;
    const after = new Set<number>();
    const character = text[at];
    if (character === undefined) return false;
    for (const place of places) {
      const move = moves[place] as Move; // places are indexes of moves
      if ("test" in move && move.test(character) && follow(moves, move.to, at + 1, text, after)) return true;
    }
    places = after;
  }
  return false;
}

/** Puts all places that are reached without a character into `places`; true when the pattern has come to its end. */
function follow(moves: readonly Move[], start: number, at: number, text: readonly string[], places: Set<number>): boolean {
  const open = [start];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (places.has(place)) continue;
    places.add(place);
    const move = moves[place] as Move; // as above
    if ("done" in move) return true;
    if ("ways" in move) open.push(...move.ways);
    if ("edge" in move && isEdge(move.edge, at, text)) open.push(move.to);
  }
  return false;
}

function isEdge(edge: Edge, at: number, text: readonly string[]): boolean {
  if (edge === "start") return at === 0;
  if (edge === "end") return at === text.length;
  return (isWord(text[at - 1]) !== isWord(text[at])) === (edge === "edge");
}

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

type Edge = "start" | "end" | "edge" | "no_edge";
/** Steps of a machine that is in many places at once: no place is tried twice for one character, so it never goes back. */
type Move = { test: Test; to: number } | { ways: readonly number[] } | { edge: Edge; to: number } | { done: true };

const MOST_MOVES = 2000;

/** @throws {PatternError} when its repetitions multiply to more than can be followed. */
function compile(pattern: Pattern): readonly Move[] {
  const moves: Move[] = [];
  build(pattern, moves);
  moves.push({ done: true });
  return moves;
}

/** Each part begins where the one before it ended: a part's end is the next free place. */
function build(pattern: Pattern, moves: Move[]): void {
  if (moves.length > MOST_MOVES) throw new PatternError("repetitions that multiply");
  switch (pattern.kind) {
    case "one":
      moves.push({ test: pattern.test, to: moves.length + 1 });
      return;
    case "all":
      for (const part of pattern.parts) build(part, moves);
      return;
    case "any":
      buildAny(pattern.parts, moves);
      return;
    case "repeat":
      buildRepeat(pattern, moves);
      return;
    default:
      moves.push({ edge: pattern.kind, to: moves.length + 1 });
  }
}

function buildAny(parts: readonly Pattern[], moves: Move[]): void {
  const fork = moves.length;
  moves.push({ ways: [] });
  const starts: number[] = [];
  const ends: number[] = [];
  for (const part of parts) {
    starts.push(moves.length);
    build(part, moves);
    ends.push(moves.length);
    moves.push({ ways: [] });
  }
  moves[fork] = { ways: starts };
  for (const end of ends) moves[end] = { ways: [moves.length] };
}

function buildRepeat({ part, least, most }: Extract<Pattern, { kind: "repeat" }>, moves: Move[]): void {
  for (let copy = 0; copy < least; copy += 1) build(part, moves);
  if (most === Number.POSITIVE_INFINITY) {
    const fork = moves.length;
    moves.push({ ways: [] });
    build(part, moves);
    moves.push({ ways: [fork] });
    moves[fork] = { ways: [fork + 1, moves.length] };
    return;
  }
  const forks: number[] = [];
  for (let copy = least; copy < most; copy += 1) {
    forks.push(moves.length);
    moves.push({ ways: [] });
    build(part, moves);
  }
  for (const fork of forks) moves[fork] = { ways: [fork + 1, moves.length] };
}
