import type { Queue, QueueChange } from "../queries.ts";

/** What a part of the editor is given. */
export interface PartProps {
  queue: Queue;
  queues: Queue[];
  /** The queue as it would be. */
  draft: Queue;
  onChange: (change: QueueChange) => void;
}
