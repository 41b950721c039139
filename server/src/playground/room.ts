import { channelParts } from "../channels/index.ts";
import { type Room, route } from "../platform/index.ts";
import { clockRoutes } from "./clock.routes.ts";
import { playgroundRoutes } from "./playground.routes.ts";
import { playgroundRights } from "./rights.ts";
import { shareClock } from "./shared-clock.ts";

/** The phone at which a newcomer plays the customer; there only where a simulator plays the providers. */
export const room: Room = {
  name: "playground",
  open(house) {
    const { trial } = house;
    const { webhookUrl } = house.need(channelParts).tools;
    if (trial === undefined) return [...playgroundRights];
    const { simulatorUrl } = trial;
    const clock = shareClock(trial.clock, simulatorUrl);
    return [
      ...playgroundRights,
      route((app) => {
        playgroundRoutes(app, { simulatorUrl, webhookUrl, clock });
        clockRoutes(app, clock);
      }),
    ];
  },
};
