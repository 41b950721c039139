/** Troubles on demand. Each is off by default. */
export interface Faults {
  /** Every answer of a provider is this late. */
  delayMs: number;
  /** The next `count` sends end like this: of all providers together, or of `each`. */
  nextSends: { outcome: SendFault; count: number; each?: boolean } | null;
  /** Every webhook is delivered this many times more. */
  duplicates: number;
  /** Webhooks are held and delivered in reverse, this many at a time. */
  reorder: number;
  /** Addresses of files answer 404. */
  dropMedia: boolean;
  /** Statuses are never sent. */
  loseStatuses: boolean;
  /** Statuses come this late after each other. */
  statusDelayMs: number;
  /** Webhooks of providers that never repeat them are lost. */
  loseWebhooks: boolean;
  /** Nothing answers any more, until told otherwise. */
  down: boolean;
  /** The same for these kinds alone. */
  downKinds: string[];
  /** A message counts as read as soon as it is delivered. */
  autoRead: boolean;
}

/** An error by each provider's own code, one by a given code, a plain HTTP status, or a way for a connection to end. */
export type SendFault =
  | "refused"
  | "too_many"
  | { code: number }
  | { http: number }
  | "reset"
  | "accepted_then_reset"
  | "hang"
  | "accepted_then_hang"
  | "malformed";

export const calm = (): Faults => ({
  delayMs: 0,
  nextSends: null,
  duplicates: 0,
  reorder: 0,
  dropMedia: false,
  loseStatuses: false,
  statusDelayMs: 250,
  loseWebhooks: false,
  down: false,
  downKinds: [],
  autoRead: true,
});
