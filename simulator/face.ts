import type { Socket } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Deliverer } from "./deliverer.ts";
import type { Provider } from "./provider.ts";
import type { Scenario } from "./scenarios.ts";
import type { World } from "./state.ts";

/**
 * What the simulator knows of a provider before anybody called it: data, and how its code is loaded. A folder a provider; a new one is
 * a folder and a line in `faces.ts`.
 */
export interface Face {
  /** The provider's own name. */
  name: string;
  /** Its kinds of accounts, named as channels name theirs. */
  kinds: Readonly<Record<string, Kind>>;
  /** Whether a request to `path` is one to this provider. */
  answers(path: string): boolean;
  /** Ports beside the one of HTTP, counted from it, at which it answers in another protocol. */
  portsBeside?: readonly number[];
  /** Called once, at the first request, the first connection, or when a person first does something there. */
  load(): Promise<{ open(house: House): Opened }>;
}

/** One kind of account at a provider. */
export interface Kind {
  /** Of one that customers know: its phone stands before the others, the smallest first. */
  place?: number;
  /** What the person with the phone can do at a click, in this order. */
  scenarios: readonly Scenario[];
  /** How it says that it does not take a message, and that there are too many: its own codes, as `fail` of the provider writes them. */
  codes: { refused: number; tooMany: number };
}

/** What a provider gets when it is opened. */
export interface House {
  world: World;
  deliverer: Deliverer;
  baseUrl: () => string;
}

/** A provider at work. */
export interface Opened {
  /** By the kind of account. */
  providers: Readonly<Record<string, Provider>>;
  routes(app: FastifyInstance): void;
  /** Whose account a request is about; missing: the only kind's. Undefined where none can be told. */
  kindOf?(request: FastifyRequest): string | undefined;
  /** A connection to one of `portsBeside`. */
  connect?(port: number, socket: Socket): void;
  /** Everybody who is connected is cut off: the provider is down. */
  cutOff?(): void;
}
