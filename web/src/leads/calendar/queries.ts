import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

type Answer<Path extends "/api/v1/appointments" | "/api/v1/appointment-services" | "/api/v1/appointment-hosts"> =
  paths[Path]["get"]["responses"][200]["content"]["application/json"]["items"][number];
export type Appointment = Answer<"/api/v1/appointments">;
export type Service = Answer<"/api/v1/appointment-services">;
export type NewService = paths["/api/v1/appointment-services"]["post"]["requestBody"]["content"]["application/json"];
export type ServiceChange = NonNullable<
  paths["/api/v1/appointment-services/{serviceId}"]["patch"]["requestBody"]
>["content"]["application/json"];
export type AppointmentSettings = paths["/api/v1/appointment-settings"]["get"]["responses"][200]["content"]["application/json"];

/** Those of a week; a page holds 100, which is more than a week shows. */
export const weekQuery = (from: Date, until: Date, memberId: string | undefined) =>
  queryOptions({
    queryKey: ["appointments", "week", from.toISOString(), memberId ?? "all"],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/appointments", {
          params: {
            query: { from: from.toISOString(), until: until.toISOString(), limit: 100, ...(memberId === undefined ? {} : { memberId }) },
          },
        }),
      ),
  });

export const appointmentQuery = (appointmentId: string) =>
  queryOptions({
    queryKey: ["appointments", "one", appointmentId],
    queryFn: () => unwrap(api.GET("/api/v1/appointments/{appointmentId}", { params: { path: { appointmentId } } })),
  });

/** Of a person, from today on. @param from the moment, in full minutes: a key of every second is asked for again and again */
export const appointmentsOf = (contactId: string, from: Date) =>
  queryOptions({
    queryKey: ["appointments", "of", contactId, from.toISOString()],
    queryFn: () => unwrap(api.GET("/api/v1/appointments", { params: { query: { contactId, from: from.toISOString(), limit: 20 } } })),
  });

export const servicesQuery = queryOptions({
  queryKey: ["appointment-services"],
  queryFn: () => unwrap(api.GET("/api/v1/appointment-services")),
});

export const hostsQuery = queryOptions({
  queryKey: ["appointment-hosts"],
  queryFn: () => unwrap(api.GET("/api/v1/appointment-hosts")),
});

export const appointmentSettingsQuery = queryOptions({
  queryKey: ["appointment-settings"],
  queryFn: () => unwrap(api.GET("/api/v1/appointment-settings")),
});

interface SlotsAsked {
  serviceId: string;
  memberId: string | undefined;
  from: Date;
  until: Date;
  /** One that is to be moved. */
  appointmentId: string | undefined;
}

/** Free times of a day. */
export const slotsQuery = ({ serviceId, memberId, from, until, appointmentId }: SlotsAsked) =>
  queryOptions({
    queryKey: ["appointments", "slots", serviceId, memberId ?? "any", from.toISOString(), appointmentId ?? "new"],
    queryFn: () =>
      unwrap(
        api.GET("/api/v1/appointment-services/{serviceId}/slots", {
          params: {
            path: { serviceId },
            query: {
              from: from.toISOString(),
              until: until.toISOString(),
              ...(memberId === undefined ? {} : { memberId }),
              ...(appointmentId === undefined ? {} : { appointmentId }),
            },
          },
        }),
      ),
  });
