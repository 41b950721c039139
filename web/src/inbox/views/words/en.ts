import type ptBR from "./pt-BR.ts";

export default {
  "views.save": "Save a view",
  "views.edit": "Change the view {name}",
  "views.name": "Name of the view",
  "views.color": "Colour",
  "views.shared": "Share with the whole team",
  "views.sharedText": "Everybody sees only the conversations that they may see anyway. “Mine” is of whoever looks.",
  "views.keep": "Save",
  "views.cancel": "Back",
  "views.kept": "The view “{name}” is saved",
  "color.gray": "grey",
  "color.teal": "teal",
  "color.amber": "amber",
  "color.violet": "violet",
  "color.pink": "pink",
  "color.blue": "blue",
  "color.green": "green",
  "color.red": "red",
  "problem.inbox.too_many_views": "There are {most} views already. Remove one that nobody uses.",
} satisfies Record<keyof typeof ptBR, string>;
