import { attend, type House, outsideRoute, watch } from "../../platform/index.ts";
import type { ChannelStore } from "../accounts/channels.ts";
import { webchat } from "../adapters/webchat/index.ts";
import type { Ingest } from "../receiving/ingest.ts";
import { createChats } from "./chats.ts";
import { type DoorParts, webchatDoor } from "./door.routes.ts";
import { createFloodGate } from "./flood.ts";
import { hearVisitor } from "./hear.ts";
import { watchAway } from "./mail-away.ts";
import { webchatSockets } from "./sockets.ts";
import { createVisits } from "./visits.ts";
import { createWaiters } from "./waiters.ts";

/** The chats of visitors, and the door by which the widget comes to them. */
export function openWebchat({ db, clock, log, storage, config, sendMail }: House) {
  const waiters = createWaiters({ db, log });
  const chats = createChats({ db, clock, storage, waiters });
  const visits = createVisits({ db, clock });
  return {
    chats,
    offers({ channels, ingest }: { channels: ChannelStore; ingest: Ingest }) {
      const hearing = { db, clock, ingest, chats, waiters, adapter: webchat };
      const parts: DoorParts = {
        channels,
        visits,
        chats,
        waiters,
        gate: createFloodGate(() => clock.now().getTime()),
        clock,
        publicUrl: config.publicUrl,
        hear: (...heard) => hearVisitor(hearing, ...heard),
      };
      return [
        outsideRoute((app) => {
          webchatDoor(app, parts);
          webchatSockets(app, parts);
        }),
        watch(() => watchAway({ db, clock, log, sendMail })),
        attend(() => () => waiters.stop()),
      ];
    },
  };
}
