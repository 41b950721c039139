import type { Clock, JumpingClock } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Ctx } from "./ctx.ts";
import type { Database } from "./db.ts";
import type { AddressGuard, GuardedClient } from "./http/guarded-client.ts";
import type { App } from "./http/server.ts";
import type { Logger } from "./log.ts";
import type { SendMail } from "./mail.ts";
import type { Metrics } from "./metrics.ts";
import type { Realtime } from "./realtime.ts";
import type { ScanFile } from "./scanner.ts";
import type { Secrets } from "./secrets.ts";
import type { Storage } from "./storage.ts";

/** Something that a room brings into the house. Whoever takes things of its kind made the constructor; the house knows only the tag. */
interface Offer {
  readonly offer: string;
}

/** A room as the program knows it: what it offers, once its ground and the rooms below it are there. */
export interface Room {
  name: string;
  /** Is called once, in the order of the list of rooms. What it needs of upper rooms it asks for when it runs, not here. */
  open(house: House): Offer[];
}

/** What all rooms stand on. */
export interface Ground {
  config: Config;
  clock: Clock;
  db: Database;
  secrets: Secrets;
  log: Logger;
  metrics: Metrics;
  realtime: Realtime;
  /** The one way to addresses that people or providers chose. */
  http: GuardedClient;
  reach: AddressGuard;
  sendMail: SendMail;
  storage: Storage;
  /** Where old files lie: slower, cheaper. */
  coldStorage: Storage;
  scan: ScanFile;
  /** Tells all workers of jobs that were stored outside of a transaction of ours. */
  wakeWorkers(kinds: Iterable<string>): void;
  /** Opens the first workspace of a fresh installation; undefined once there is one. */
  setupToken: string | undefined;
  /** In demo mode only: where the providers are played, and the clock that people may send ahead. */
  trial: { simulatorUrl: string; clock: JumpingClock | undefined } | undefined;
}

export interface House extends Ground {
  /** Everything that rooms offered with a tag, in their order; complete when all rooms are open. */
  all<O extends Offer>(tag: O["offer"]): O[];
  /** Name of the room that offered it. @throws for what no open room did */
  roomOf(offer: Offer): string;
  /** What a room provided under a name. @throws when none did: a room asked for it too early, or the list of rooms lacks one. */
  need<T>(name: Provision<T>): T;
}

/** The name of a thing that one room provides and others use; the type says what it is. */
export interface Provision<T> {
  readonly name: string;
  readonly type?: T;
}

export const defineProvision = <T>(name: string): Provision<T> => ({ name });

interface ProvisionOffer extends Offer {
  offer: "provision";
  name: string;
  value: unknown;
}

/** Offers a thing under a name: to upper rooms what they build on, to a lower room the plug that it declared. */
export const provide = <T>({ name }: Provision<T>, value: T): ProvisionOffer => ({ offer: "provision", name, value });

export interface RouteOffer extends Offer {
  offer: "route";
  mount: (app: App) => void | Promise<void>;
}

/** Routes of the API, below `/api/v1`. */
export const route = (mount: RouteOffer["mount"]): RouteOffer => ({ offer: "route", mount });

export interface OutsideRouteOffer extends Offer {
  offer: "outside_route";
  mount: (app: App) => void | Promise<void>;
}

/** Routes outside of the API, which check for themselves who asks: webhooks, signed links. */
export const outsideRoute = (mount: OutsideRouteOffer["mount"]): OutsideRouteOffer => ({ offer: "outside_route", mount });

export interface NightlyOffer extends Offer {
  offer: "nightly";
  run: (now: Date) => Promise<void>;
}

/** Work that begins each night, across workspaces: it queues a job for each. */
export const nightly = (run: NightlyOffer["run"]): NightlyOffer => ({ offer: "nightly", run });

export interface WatchOffer extends Offer {
  offer: "watch";
  start: () => () => void | Promise<void>;
}

/** What goes on beside requests in every worker. @param start gives back what stops it */
export const watch = (start: WatchOffer["start"]): WatchOffer => ({ offer: "watch", start });

export interface AttendOffer extends Offer {
  offer: "attend";
  start: () => () => void | Promise<void>;
}

/** What goes on in every process that has browsers' sockets. @param start gives back what stops it */
export const attend = (start: AttendOffer["start"]): AttendOffer => ({ offer: "attend", start });

export interface ClosingOffer extends Offer {
  offer: "closing";
  close: () => void | Promise<void>;
}

/** What ends with the program, in every role. */
export const closing = (close: ClosingOffer["close"]): ClosingOffer => ({ offer: "closing", close });

export interface DemoOffer extends Offer {
  offer: "demo";
  run: (ctx: Ctx) => Promise<void>;
}

/**
 * What the room shows of itself in the demonstration: runs once, for its owner, when team, channels and talks are there.
 * @public
 */
export const demo = (run: DemoOffer["run"]): DemoOffer => ({ offer: "demo", run });

/** Opens the rooms one after the other. */
export function openHouse(ground: Ground, rooms: Room[]): House {
  const offers: Offer[] = [];
  const roomNames = new Map<Offer, string>();
  const provided = new Map<string, unknown>();
  const house: House = {
    ...ground,
    all: <O extends Offer>(tag: O["offer"]) =>
      // Each tag is set by one constructor, whose offers are of one type.
      offers.filter(({ offer }) => offer === tag) as O[],
    roomOf(offer) {
      const name = roomNames.get(offer);
      if (name === undefined) throw new Error(`no open room offers this ${offer.offer}`);
      return name;
    },
    need<T>({ name }: Provision<T>): T {
      if (!provided.has(name)) throw new Error(`no open room provides ${name}`);
      return provided.get(name) as T; // put there by provide(), which takes the same type
    },
  };
  for (const room of rooms) {
    for (const offer of room.open(house)) {
      offers.push(offer);
      roomNames.set(offer, room.name);
      if (!isProvision(offer)) continue;
      if (provided.has(offer.name)) throw new Error(`two rooms provide ${offer.name}`);
      provided.set(offer.name, offer.value);
    }
  }
  return house;
}

const isProvision = (offer: Offer): offer is ProvisionOffer => offer.offer === "provision";
