import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";

export const toAutomations = (): Target => ({ to: "/automations" });
export const toAutomation = (automationId: string): Target => ({ to: "/automations/$automationId", params: { automationId } });

/** The rule that the address names; `new` is one that is not saved yet. */
export const useAutomationId = (): string | undefined =>
  useParams({ strict: false, select: ({ automationId }: { automationId?: string }) => automationId });
