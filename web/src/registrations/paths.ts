import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";

const STATUSES = ["pending", "needs_correction", "approved", "rejected"] as const;
export type Status = (typeof STATUSES)[number];

/** What the address of the list holds; what waits for a decision, unless it says otherwise. */
export interface RegistrationsSearch {
  status?: Status;
  formId?: string;
  search?: string;
  /** Somebody is being written down. */
  isNew?: true;
  /** Where they told it, and in which message. */
  conversationId?: string;
  messageId?: string;
}

export const toRegistrations = (search: RegistrationsSearch = {}): Target => ({ to: "/registrations", search });

export const toRegistration = (registrationId: string, search: RegistrationsSearch = {}): Target => ({
  to: "/registrations/$registrationId",
  params: { registrationId },
  search,
});

export const toRegistrationForms = (): Target => ({ to: "/settings/registration-forms" });

/** Tolerant: what nobody knows is left out. */
export const readRegistrationsSearch = (raw: Record<string, unknown>): RegistrationsSearch => {
  const status = STATUSES.find((one) => one === raw["status"]);
  return {
    ...(status === undefined ? {} : { status }),
    ...(typeof raw["formId"] === "string" ? { formId: raw["formId"] } : {}),
    ...(typeof raw["search"] === "string" ? { search: raw["search"] } : {}),
    ...(raw["isNew"] === true ? { isNew: true } : {}),
    ...(typeof raw["conversationId"] === "string" ? { conversationId: raw["conversationId"] } : {}),
    ...(typeof raw["messageId"] === "string" ? { messageId: raw["messageId"] } : {}),
  };
};

/** The registration that the address names. */
export const useRegistrationId = (): string | undefined =>
  useParams({ strict: false, select: ({ registrationId }: { registrationId?: string }) => registrationId });
