import type ptBR from "./pt-BR.ts";

export default {
  "first.title": "New conversation",
  "first.to": "Write to {name}",
  "first.search": "Name, number or e-mail of the contact",
  "first.none": "Nobody was found. Write the person down under Contacts.",
  "first.choose": "Over which account",
  "first.noWay": "No account that is on reaches this contact. Add a number or an e-mail, or connect an account.",
  "first.template": "Needs an approved template: the window is closed",
  "first.open": "Open the conversation",
  "first.goOn": "Go on with the conversation",
  "first.elsewhere": "Somebody else answers here already",
  "first.back": "Back",
  "caution.blocked": "This contact is blocked for automatic messages. Write only if you must.",
  "caution.withdrawn": "This contact asked for no messages here.",
  "caution.no_consent": "This contact never said that they want messages.",
  "caution.quiet_hours": "These are the company's quiet hours.",
  "caution.too_often": "This contact has had many messages these days.",
  "problem.inbox.unreachable": "This contact has no address for that account.",
  "problem.inbox.channel_off": "That account is switched off.",
} satisfies Record<keyof typeof ptBR, string>;
