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

export const channelRights = [channelsRead, channelsManage];
