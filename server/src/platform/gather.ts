interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

interface Gathered<Item, Result> {
  /** Which items may share a round: those of one workspace, say. */
  keyOf: (item: Item) => string;
  /** @returns one result for each item, in their order. */
  run: (items: Item[], key: string) => Promise<Result[]>;
  /** The largest round. */
  atMost: number;
}

/**
 * Callers that want the same at the same moment share one round trip: what is asked while a round runs waits for the next one, and
 * a lonely call waits for nobody. A round that fails runs again for each item alone, so that only the bad one fails: `run` must
 * leave nothing behind when it throws, as a transaction does.
 */
export function createGatherer<Item, Result>({ keyOf, run, atMost }: Gathered<Item, Result>): (item: Item) => Promise<Result> {
  const queues = new Map<string, Waiting<Item, Result>[]>();

  async function serve(key: string, queue: Waiting<Item, Result>[]): Promise<void> {
    await null; // callers of the same moment belong to the first round
    for (let round = queue.splice(0, atMost); round.length > 0; round = queue.splice(0, atMost)) await runRound(key, round);
    queues.delete(key);
  }

  async function runRound(key: string, round: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(
        round.map(({ item }) => item),
        key,
      );
      for (const [index, { resolve }] of round.entries()) resolve(results[index] as Result);
    } catch (error) {
      const [only] = round;
      if (round.length === 1) only?.reject(error);
      else for (const one of round) await runRound(key, [one]);
    }
  }

  return (item) =>
    new Promise((resolve, reject) => {
      const key = keyOf(item);
      const waiting = { item, resolve, reject };
      const queue = queues.get(key);
      if (queue !== undefined) return void queue.push(waiting);
      const own = [waiting];
      queues.set(key, own);
      void serve(key, own);
    });
}
