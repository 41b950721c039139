import { toConversation } from "../inbox/paths.ts";
import { defineRoom } from "../shell/room.ts";
import { Gauge, Headset, ListChecks, ListOrdered } from "../ui/icons.generated.ts";
import { entryWords } from "./entry/words/words.ts";
import { useOwnState } from "./own-state.ts";
import { toDeskSettings, toEntryRules, toQueueSettings, toWall } from "./paths.ts";
import { deskFace, deskWords } from "./words/words.ts";

const { phrase } = deskFace;
const words = [deskWords];
const watching = "desk.watch";
const managing = "desk.manage";
const serving = "desk.serve";
const ruling = "workspace.manage";

export const desk = defineRoom({
  place: 20,
  face: deskFace,
  pages: [
    { path: "/queues", component: async () => (await import("./wall/wall-page.tsx")).WallPage, words, title: phrase("nav.queues") },
    {
      path: "/settings/queues",
      component: async () => (await import("./queues/queues-page.tsx")).QueuesPage,
      words,
      title: phrase("settings.queues"),
    },
    {
      path: "/settings/desk",
      component: async () => (await import("./queues/desk-settings-page.tsx")).DeskSettingsPage,
      words,
      title: phrase("settings.desk"),
    },
    {
      path: "/settings/entry-rules",
      component: async () => (await import("./entry/entry-page.tsx")).EntryPage,
      words: [deskWords, entryWords],
      title: phrase("settings.entryRules"),
    },
  ],
  rail: [{ group: "work", icon: Gauge, label: phrase("nav.queues"), target: toWall(), right: watching, tab: phrase("nav.queues") }],
  settings: [
    { group: "team", icon: Headset, label: phrase("settings.queues"), target: toQueueSettings(), right: managing },
    { group: "team", icon: ListOrdered, label: phrase("settings.entryRules"), target: toEntryRules(), right: ruling },
    { group: "team", icon: ListChecks, label: phrase("settings.desk"), target: toDeskSettings(), right: managing },
  ],
  panel: [{ key: "ticket", right: serving, component: async () => (await import("./ticket/ticket-panel.tsx")).TicketPanel, words }],
  person: [
    {
      key: "presence",
      right: serving,
      useOwnState,
      component: async () => (await import("./ticket/presence-menu.tsx")).PresenceMenu,
      words,
    },
  ],
  shortcuts: [{ keys: "g q", says: phrase("shortcuts.goQueues"), target: toWall() }],
  palette: [
    { says: phrase("shortcuts.goQueues"), target: toWall(), right: watching },
    { says: phrase("settings.queues"), target: toQueueSettings(), right: managing },
    { says: phrase("settings.entryRules"), target: toEntryRules(), right: ruling },
  ],
  found: [
    {
      kind: "tickets",
      title: phrase("found.tickets"),
      icon: Headset,
      target: ({ conversationId }) => (conversationId === null ? toWall() : toConversation(conversationId, { view: "all" })),
    },
  ],
  live: [
    {
      kinds: "ticket.",
      // The inbox shows the promise of each ticket.
      refresh: ({ conversationId }) => ({
        soon: [
          ["conversations"],
          ...(conversationId === null ? [] : [["conversation", conversationId]]),
          ["desk", "wall"],
          ["desk", "tickets"],
          ["desk", "unanswered"],
          ["desk", "presence"],
        ],
      }),
    },
    {
      kinds: "agent.",
      refresh: () => ({
        soon: [
          ["desk", "wall"],
          ["desk", "presence"],
          ["desk", "preview"],
        ],
      }),
    },
    { kinds: "queue.", refresh: () => ({ soon: [["desk"], ["queues"], ["entry-rules"], ["conversations"]] }) },
    { kinds: "calendar.", refresh: () => ({ soon: [["calendars"], ["desk"]] }) },
  ],
});
