import { ANSWERING_ROLES, defineRight, READING_ROLES } from "../team/index.ts";

export const conversationsRead = defineRight("conversations.read", {
  about: "Read the conversations that one sees, with their messages and files.",
  roles: READING_ROLES,
  forKeys: true,
});
export const conversationsReply = defineRight("conversations.reply", {
  about: "Answer, react, write notes and upload files in conversations that one sees.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const conversationsAssign = defineRight("conversations.assign", {
  about: "Assign, queue, label, snooze, resolve and reopen conversations that one sees.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const contactsRead = defineRight("contacts.read", {
  about: "Read the contacts of conversations that one sees.",
  roles: READING_ROLES,
  forKeys: true,
});
export const contactsWrite = defineRight("contacts.write", {
  about: "Change these contacts, and undo merges of them.",
  roles: ANSWERING_ROLES,
  forKeys: true,
});
export const companiesRemove = defineRight("companies.remove", {
  about: "Remove companies; their contacts stay.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const labelsManage = defineRight("labels.manage", {
  about: "Make, change and remove the labels of the workspace.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const messagePricesManage = defineRight("message_prices.manage", {
  about: "Say what messages cost, by which spend is counted.",
  roles: [],
  forKeys: false,
});

export const viewsShare = defineRight("views.share", {
  about: "Keep views of the inbox for everybody, and change and remove those.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const cannedManage = defineRight("canned_replies.manage", {
  about: "Write, change and remove canned replies of queues and of everybody.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const macrosManage = defineRight("macros.manage", {
  about: "Keep, change and remove macros of everybody.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const contactFieldsManage = defineRight("contact_fields.manage", {
  about: "Say what the workspace wants to know of its contacts.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const segmentsManage = defineRight("segments.manage", {
  about: "Make, change and remove segments of contacts.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const contactsImport = defineRight("contacts.import", {
  about: "Take in contacts from files, and take such an import back.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});
export const contactsExport = defineRight("contacts.export", {
  about: "Take the contacts that one sees out as a file.",
  roles: ["manager"],
  forKeys: true,
});

export const conversationsExport = defineRight("conversations.export", {
  about: "Take what was said in a conversation that one sees out as a file.",
  roles: ["manager", "supervisor", "agent"],
  forKeys: true,
});

export const personalDataManage = defineRight("contacts.personal_data", {
  about: "Hand a person all that is kept about them, and erase it.",
  roles: [],
  forKeys: true,
});

export const inboxRights = [
  conversationsRead,
  conversationsReply,
  conversationsAssign,
  contactsRead,
  contactsWrite,
  companiesRemove,
  labelsManage,
  messagePricesManage,
  viewsShare,
  cannedManage,
  macrosManage,
  contactFieldsManage,
  segmentsManage,
  contactsImport,
  contactsExport,
  conversationsExport,
  personalDataManage,
];
