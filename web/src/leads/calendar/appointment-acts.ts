import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";
import { useAct } from "../../ui/use-act.ts";
import type { AppointmentSettings, NewService, ServiceChange } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [["appointments"]];
type NewAppointment = paths["/api/v1/appointments"]["post"]["requestBody"]["content"]["application/json"];
type AppointmentMove = paths["/api/v1/appointments/{appointmentId}/move"]["post"]["requestBody"]["content"]["application/json"];

const about = (appointmentId: string) => ({ params: { path: { appointmentId } } });

export function useBook() {
  const t = useWords();
  return useAct(t, (body: NewAppointment) => unwrap(api.POST("/api/v1/appointments", { body })), {
    refresh,
    problem: "inline",
    done: () => ({ text: t("appointment.isBooked") }),
  });
}

export function useMoveAppointment(appointmentId: string) {
  const t = useWords();
  return useAct(
    t,
    (body: AppointmentMove) => unwrap(api.POST("/api/v1/appointments/{appointmentId}/move", { ...about(appointmentId), body })),
    { refresh, problem: "inline", done: () => ({ text: t("appointment.isMoved") }) },
  );
}

export const useConfirmAppointment = (appointmentId: string) =>
  useAct(useWords(), () => unwrap(api.POST("/api/v1/appointments/{appointmentId}/confirm", about(appointmentId))), { refresh });

export const useCancelAppointment = (appointmentId: string) =>
  useAct(
    useWords(),
    (reason: string) =>
      unwrap(
        api.POST("/api/v1/appointments/{appointmentId}/cancel", {
          ...about(appointmentId),
          body: reason.trim() === "" ? {} : { reason: reason.trim() },
        }),
      ),
    { refresh, problem: "inline" },
  );

/** Free times leave as buttons; whoever taps one has booked it. */
export function useOfferSlots(conversationId: string) {
  const t = useWords();
  return useAct(
    t,
    (serviceId: string) =>
      unwrap(
        api.POST("/api/v1/actions/{actionId}", {
          params: { path: { actionId: "conversation.offer_slots" } },
          body: { subjectIds: [conversationId], input: { serviceId } },
        }),
      ),
    {
      done: ({ items }) => ({ text: items.every(({ done }) => done) ? t("appointment.offered") : t("appointment.notOffered") }),
    },
  );
}

const refreshServices = [["appointment-services"], ["appointments"]];

export const useCreateService = () =>
  useAct(useWords(), (body: NewService) => unwrap(api.POST("/api/v1/appointment-services", { body })), {
    refresh: refreshServices,
    problem: "inline",
  });

export const useChangeService = () =>
  useAct(
    useWords(),
    ({ serviceId, ...body }: ServiceChange & { serviceId: string }) =>
      unwrap(api.PATCH("/api/v1/appointment-services/{serviceId}", { params: { path: { serviceId } }, body })),
    { refresh: refreshServices, problem: "inline" },
  );

export const useSetHost = () =>
  useAct(
    useWords(),
    ({ memberId, calendarId }: { memberId: string; calendarId: string | null }) =>
      unwrap(api.PUT("/api/v1/appointment-hosts/{memberId}", { params: { path: { memberId } }, body: { calendarId } })),
    { refresh: [["appointment-hosts"], ...refreshServices] },
  );

export function useChangeSettings() {
  const t = useWords();
  return useAct(t, (body: Partial<AppointmentSettings>) => unwrap(api.PATCH("/api/v1/appointment-settings", { body })), {
    refresh: [["appointment-settings"]],
    problem: "inline",
    done: () => ({ text: t("appointments.kept") }),
  });
}
