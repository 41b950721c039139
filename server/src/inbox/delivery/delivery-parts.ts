import type { Adapters, AdapterTools, ChannelStore, Pacer, Traffic } from "../../channels/index.ts";
import type { Clock, Database, Logger, Metrics, Realtime, ScanFile, Storage } from "../../platform/index.ts";
import type { PreferenceLinks } from "../consent/preference-links.ts";
import type { Fields } from "../fields/field.ts";
import type { Responders, TurnListener } from "../floor/floor.ts";
import type { Taps } from "../floor/taps.ts";
import type { FileLinks } from "../media/file-links.ts";
import type { FileReader } from "../media/file-reader.ts";
import type { ReplyTokens } from "../messages/reply-tokens.ts";
import type { Tombstones } from "../privacy/tombstones.ts";
import type { Variables } from "../variables/variable.ts";

/** What delivering messages and their files needs. */
export interface DeliveryParts {
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  adapters: Adapters;
  channels: ChannelStore;
  tools: AdapterTools;
  storage: Storage;
  coldStorage: Storage;
  scan: ScanFile;
  fileReader: FileReader;
  /** Bytes of files that a workspace may keep; null without a limit. */
  storageLimit: number | null;
  fileLinks: FileLinks;
  replyTokens: ReplyTokens;
  tombstones: Tombstones;
  preferenceLinks: PreferenceLinks;
  traffic: Traffic;
  pacer: Pacer;
  realtime: Realtime;
  /** Who speaks for flows, AI agents and queues; offered by upper rooms. */
  responders: Responders;
  turnListeners: readonly TurnListener[];
  taps: Taps;
  /** What conditions on conversations may ask about; upper rooms offer theirs. */
  fields: Fields;
  /** What texts may be written with; upper rooms offer theirs. */
  variables: Variables;
}
