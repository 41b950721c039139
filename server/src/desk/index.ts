export { readQueue } from "./queues/queue.ts";
export { isOpenAt, opensAt } from "./tickets/promises.ts";
