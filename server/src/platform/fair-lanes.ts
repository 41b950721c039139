/** Work waits here until a lane is free. */
type FairLanes<Lane> = <Done>(owner: string, work: (lane: Lane) => Promise<Done>) => Promise<Done>;

/**
 * Several lanes for work that strangers can make slow. Whose work runs least goes first, and nobody ever has all lanes: what one
 * workspace is sent holds up no other. The first free lane is taken, so that the others need not be ready.
 */
export function createFairLanes<Lane>(lanes: readonly Lane[]): FairLanes<Lane> {
  const free = [...lanes];
  const running = new Map<string, number>();
  const waiting: { owner: string; begin: (lane: Lane) => void }[] = [];
  const mostOfOne = Math.max(1, lanes.length - 1);
  const count = (owner: string) => running.get(owner) ?? 0;

  function beginNext(): void {
    const owners = [...new Set(waiting.map(({ owner }) => owner))].filter((owner) => count(owner) < mostOfOne);
    const next = owners.sort((a, b) => count(a) - count(b))[0]; // of equals the one that has waited longest
    if (next === undefined || free.length === 0) return;
    const [one] = waiting.splice(
      waiting.findIndex(({ owner }) => owner === next),
      1,
    );
    running.set(next, count(next) + 1);
    one?.begin(free.shift() as Lane);
  }

  function giveBack(owner: string, lane: Lane): void {
    if (count(owner) <= 1) running.delete(owner);
    else running.set(owner, count(owner) - 1);
    free.push(lane);
    free.sort((a, b) => lanes.indexOf(a) - lanes.indexOf(b));
    beginNext();
  }

  return async (owner, work) => {
    const lane = await new Promise<Lane>((begin) => {
      waiting.push({ owner, begin });
      beginNext();
    });
    try {
      return await work(lane);
    } finally {
      giveBack(owner, lane);
    }
  };
}
