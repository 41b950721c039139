/** Conversations that were chosen to be acted on together. */
export interface Selection {
  ids: ReadonlySet<string>;
  /** The last one that was chosen by itself: a range begins there. */
  anchor: string | null;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchor: null };

/** More are refused by the server. */
const MOST = 500;

/** One more or one less; with `isRange` everything between the anchor and it. Pure. @param order ids as the list shows them */
export function toggled({ ids, anchor }: Selection, id: string, order: readonly string[], isRange: boolean): Selection {
  const [from, to] = [anchor === null ? -1 : order.indexOf(anchor), order.indexOf(id)];
  if (isRange && from >= 0 && to >= 0) {
    const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
    return { ids: atMost([...ids, ...between]), anchor };
  }
  if (ids.has(id)) return { ids: new Set([...ids].filter((one) => one !== id)), anchor: id };
  return { ids: atMost([...ids, id]), anchor: id };
}

/** All of these. Pure. */
export const allOf = (order: readonly string[]): Selection => ({ ids: atMost(order), anchor: null });

const atMost = (ids: readonly string[]) => new Set([...new Set(ids)].slice(0, MOST));
