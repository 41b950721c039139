import { api, unwrap } from "../../api/client.ts";
import { useAct } from "../../ui/use-act.ts";
import type { NewContractor, NewLimits, NewSupplier } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** A new supplier, or what changed of one. */
export function useSaveSupplier() {
  return useAct(
    useWords(),
    ({ id: supplierId, ...body }: NewSupplier & { id: string | undefined }) =>
      supplierId === undefined
        ? unwrap(api.POST("/api/v1/suppliers", { body }))
        : unwrap(api.PATCH("/api/v1/suppliers/{supplierId}", { params: { path: { supplierId } }, body })),
    { refresh: [["suppliers"]], problem: "inline" },
  );
}

/** A new contractor, or what changed of one. */
export function useSaveContractor() {
  return useAct(
    useWords(),
    ({ id: contractorId, ...body }: NewContractor & { id: string | undefined }) =>
      contractorId === undefined
        ? unwrap(api.POST("/api/v1/contractors", { body }))
        : unwrap(api.PATCH("/api/v1/contractors/{contractorId}", { params: { path: { contractorId } }, body })),
    { refresh: [["contractors"]], problem: "inline" },
  );
}

interface Archiving {
  id: string;
  verb: "archive" | "restore";
}

/** Into the archive, or back. */
export function useArchiveSupplier() {
  return useAct(
    useWords(),
    ({ id, verb }: Archiving) => unwrap(api.POST(`/api/v1/suppliers/{supplierId}/${verb}`, { params: { path: { supplierId: id } } })),
    { refresh: [["suppliers"]] },
  );
}

/** Into the archive, or back. */
export function useArchiveContractor() {
  return useAct(
    useWords(),
    ({ id, verb }: Archiving) => unwrap(api.POST(`/api/v1/contractors/{contractorId}/${verb}`, { params: { path: { contractorId: id } } })),
    { refresh: [["contractors"]] },
  );
}

/** A code that a technician sends from their own phone; the one before is worth nothing then. */
export function useMakeCode() {
  return useAct(
    useWords(),
    (memberId: string) => unwrap(api.POST("/api/v1/technicians/{memberId}/code", { params: { path: { memberId } } })),
    { problem: "inline" },
  );
}

/** Orders reach them on the web only. */
export function useUnlink() {
  return useAct(
    useWords(),
    (memberId: string) => unwrap(api.DELETE("/api/v1/technicians/{memberId}", { params: { path: { memberId } } })),
    { refresh: [["technicians"]] },
  );
}

/** In the place of those that were there. */
export function useSaveLimits() {
  return useAct(useWords(), (body: NewLimits) => unwrap(api.PUT("/api/v1/purchase-limits", { body })), {
    refresh: [["purchase-limits"], ["purchases"]],
    problem: "inline",
  });
}
