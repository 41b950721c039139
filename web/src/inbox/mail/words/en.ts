import type ptBR from "./pt-BR.ts";

export default {
  "mail.to": "to {to}",
  "mail.copies": "copy: {cc}",
  "mail.noSubject": "(no subject)",
  "mail.unverified": "Sender not verified",
  "mail.unverifiedText": "The mail server did not confirm who wrote.",
  "mail.joined": "{name} joined this conversation by its reply address. Make sure who it is before you tell anything.",
  "mail.writtenBy": "Sent by {writer}; the answer goes to {name}.",
  "mail.withoutAddress": "This mail does not say who it came from: nobody can be answered.",
  "mail.sealed": "A part of this mail is encrypted and can only be downloaded.",
  "mail.omittedFiles": "{count, plural, one {# file of this mail was not kept.} other {# files of this mail were not kept.}}",
  "mail.automatic": "Automatic reply",
  "mail.showOriginal": "Show the whole mail",
  "mail.original": "Original mail",
  "mail.images": "{count, plural, one {Show # picture from elsewhere} other {Show # pictures from elsewhere}}",
  "mail.imagesText": "Whoever wrote may notice that the mail was opened.",
  "mail.loading": "Opening…",
  "mail.missing": "The original is no longer here.",
  "mail.page": "Page",
  "mail.text": "Text",
} satisfies Record<keyof typeof ptBR, string>;
