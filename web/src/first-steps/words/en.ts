import type ptBR from "./pt-BR.ts";

export default {
  "steps.title": "Make {name} ready to serve",
  "steps.about": "In whatever order. Each step ticks itself when it has really happened.",
  "steps.count": "{done} of {all}",
  "steps.away": "Put away",
  "steps.awayDone": "The first steps left the menu",
  "steps.done": "done",
  "steps.allTitle": "All set",
  "steps.allText": "Each step has happened. This page leaves the menu.",
  "steps.more": "You may also begin here",
  "steps.import": "Import contacts",
  "steps.moving": "Bring from Chatwoot",
  "steps.flows": "Import from Typebot",
} satisfies Record<keyof typeof ptBR, string>;
