import type ptBR from "./pt-BR.ts";

export default {
  "find.title": "Filter conversations",
  "find.apply": "Apply",
  "find.clear": "Clear",
  "find.keep": "Save view",
  "find.edit": "Edit the filter",
  "find.inForce": "Filters in force",
  "find.remove": "Remove: {what}",
  "find.unread": "Unread only",
  "find.unreadable": "Unreadable filter",
  "find.nothing": "Nothing matches",
  "find.nothingText": "No conversation of this list fits the filter.",
  "find.bad": "This filter cannot be used",
  "find.badText": "The address holds a condition that is no longer there or is incomplete. Nothing is lost: edit the filter or clear it.",
  "find.slow": "This filter takes too long",
  "find.slowText": "There are too many conversations to look at one by one. Add a queue, a channel, an assignee or a date.",
} satisfies Record<keyof typeof ptBR, string>;
