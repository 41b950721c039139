import type { Tx } from "../../platform/index.ts";

/** Somebody of whom rooms keep rows. */
export interface Person {
  workspaceId: string;
  /** The contact, and whoever was merged into it. */
  contactIds: string[];
  conversationIds: string[];
  now: Date;
}

/** What a room keeps of people under one name: told to them as it stands, and taken away for good. */
export interface PersonalData {
  /** Several of the record, such as `deals`; the name of a part of the file that the person gets. It never changes. */
  name: string;
  /** What is kept of the person, in words of the API; no ids of other people. */
  tell(tx: Tx, person: Person): Promise<object[]>;
  /**
   * Removes it, or what in it is of the person where the record itself has to stay, such as a paid work order. Rows that the database removes
   * together with a contact or a conversation need no verb, but are counted.
   * @returns how many records it was; or the ids of those of which the audit log speaks, so that it forgets their words too
   */
  erase(tx: Tx, person: Person): Promise<number | string[]>;
}

export interface PersonalDataOffer {
  offer: "personal_data";
  data: PersonalData;
}

/** A room's offer of what it keeps of people. */
export const personalData = (data: PersonalData): PersonalDataOffer => ({ offer: "personal_data", data });
