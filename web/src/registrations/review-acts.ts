import { api, unwrap } from "../api/client.ts";
import { useAct } from "../ui/use-act.ts";
import type { Listed, Registration } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["registrations"]];
const path = (registrationId: string) => ({ params: { path: { registrationId } } });
/** As long as the toast with its "undo" is there. */
const UNDO_SECONDS = 8;
type Told = "message" | "template" | "flow" | "silent" | "no_conversation" | "not_possible" | "later";

/** Approval and rejection can be undone for some seconds, and the person hears of them afterwards; a request says how they were told. */
export function useDecide() {
  const t = useWords();
  const undo = useUndo();
  const decided = ({ registration: { id, number, heldDecision } }: { registration: Registration }) =>
    heldDecision === null
      ? undefined
      : { text: t(`registrations.held.${heldDecision.verdict}`, { number }), undo: () => void undo.run({ id }) };
  const approve = useAct(
    t,
    ({ id, version, overwrite }: Pick<Registration, "id" | "version"> & { overwrite: string[] }) =>
      unwrap(
        api.POST("/api/v1/registrations/{registrationId}/approve", {
          ...path(id),
          body: { version, overwrite, undoSeconds: UNDO_SECONDS },
        }),
      ),
    { refresh, done: decided },
  );
  const reject = useAct(
    t,
    ({ id, version, reason }: Pick<Registration, "id" | "version"> & { reason: string }) =>
      unwrap(
        api.POST("/api/v1/registrations/{registrationId}/reject", { ...path(id), body: { version, reason, undoSeconds: UNDO_SECONDS } }),
      ),
    { refresh, done: decided, problem: "inline" },
  );
  const ask = useAct(
    t,
    ({ id, version, fields, note }: Pick<Registration, "id" | "version"> & { fields: string[]; note: string }) =>
      unwrap(api.POST("/api/v1/registrations/{registrationId}/ask-correction", { ...path(id), body: { version, fields, note } })),
    { refresh, done: ({ told }: { told: Told }) => ({ text: t(`registrations.told.${told}`) }), problem: "inline" },
  );
  return { approve, reject, ask };
}

/** The registration waits as before. It is said, in the place of the toast that still offers to undo. */
export function useUndo() {
  const t = useWords();
  return useAct(t, ({ id }: Pick<Listed, "id">) => unwrap(api.DELETE("/api/v1/registrations/{registrationId}/held-decision", path(id))), {
    refresh,
    done: ({ number }) => ({ text: t("registrations.undone", { number }) }),
  });
}

export function useCorrect() {
  return useAct(
    useWords(),
    ({ id, version, values }: Pick<Registration, "id" | "version"> & { values: Record<string, string> }) =>
      unwrap(api.PATCH("/api/v1/registrations/{registrationId}", { ...path(id), body: { version, values } })),
    { refresh, problem: "inline" },
  );
}

export function useDateProof() {
  return useAct(
    useWords(),
    ({ id, version, on }: Pick<Registration, "id" | "version"> & { on: string }) =>
      unwrap(api.POST("/api/v1/registrations/{registrationId}/proof-date", { ...path(id), body: { version, on } })),
    { refresh, problem: "inline" },
  );
}

interface NewRegistration {
  formId: string;
  values: Record<string, string>;
  files: Record<string, string>;
  conversationId: string | null;
  contactId: string | null;
}

export function useMakeRegistration() {
  const t = useWords();
  return useAct(t, (body: NewRegistration) => unwrap(api.POST("/api/v1/registrations", { body })), {
    refresh,
    problem: "inline",
    done: ({ number }) => ({ text: t("registrations.saved", { number }) }),
  });
}
