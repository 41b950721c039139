import { defineRight, READING_ROLES } from "../team/index.ts";

export const channelsRead = defineRight("channels.read", {
  about: "See the channels, their state, templates and the room that files take.",
  roles: READING_ROLES,
  forKeys: true,
});
export const channelsManage = defineRight("channels.manage", {
  about: "Connect, change, pause and remove channels; send test messages; fetch files over a channel's limit.",
  roles: [],
  forKeys: true,
});
/** Bodies of every customer stand there: whoever has it sees past what single conversations allow. */
export const deadLettersRead = defineRight("dead_letters.read", {
  about: "Read what came in and could not be processed, of all conversations.",
  roles: [],
  forKeys: true,
});
export const deadLettersReplay = defineRight("dead_letters.replay", {
  about: "Process again what came in and could not be processed.",
  roles: [],
  forKeys: true,
});

export const channelRights = [channelsRead, channelsManage, deadLettersRead, deadLettersReplay];
