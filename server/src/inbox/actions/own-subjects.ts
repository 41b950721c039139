import { accessContact } from "../contacts/read-contacts.ts";
import { accessConversation } from "../conversations/conversations.ts";
import type { ActionSubject } from "./action.ts";

export const conversationSubject: ActionSubject = { kind: "conversation", access: accessConversation };
export const contactSubject: ActionSubject = { kind: "contact", access: accessContact };
