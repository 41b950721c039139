import { api, unwrap } from "../api/client.ts";
import { useAct } from "../ui/use-act.ts";
import type { Registration } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["registrations"]];
const path = (registrationId: string) => ({ params: { path: { registrationId } } });
type Told = "message" | "template" | "flow" | "silent" | "no_conversation" | "not_possible";

/** Each says how the person was told. */
export function useDecide() {
  const t = useWords();
  const done = ({ told }: { told: Told }) => ({ text: t(`registrations.told.${told}`) });
  const approve = useAct(
    t,
    ({ id, version, overwrite }: Pick<Registration, "id" | "version"> & { overwrite: string[] }) =>
      unwrap(api.POST("/api/v1/registrations/{registrationId}/approve", { ...path(id), body: { version, overwrite } })),
    { refresh, done },
  );
  const reject = useAct(
    t,
    ({ id, version, reason }: Pick<Registration, "id" | "version"> & { reason: string }) =>
      unwrap(api.POST("/api/v1/registrations/{registrationId}/reject", { ...path(id), body: { version, reason } })),
    { refresh, done, problem: "inline" },
  );
  const ask = useAct(
    t,
    ({ id, version, fields, note }: Pick<Registration, "id" | "version"> & { fields: string[]; note: string }) =>
      unwrap(api.POST("/api/v1/registrations/{registrationId}/ask-correction", { ...path(id), body: { version, fields, note } })),
    { refresh, done, problem: "inline" },
  );
  return { approve, reject, ask };
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
