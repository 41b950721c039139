import { queryOptions } from "@tanstack/react-query";
import { api, unwrap } from "../../api/client.ts";
import type { paths } from "../../api/schema.generated.ts";

export type Calibrations = paths["/api/v1/lead-calibrations"]["get"]["responses"][200]["content"]["application/json"];
export type Calibration = Calibrations["items"][number];
export type Decision = NonNullable<
  paths["/api/v1/lead-calibrations/{calibrationId}/decision"]["post"]["requestBody"]
>["content"]["application/json"]["decision"];

/** How often classes are right, and what was learned from it. */
export const calibrationsQuery = queryOptions({
  queryKey: ["leads", "calibrations"],
  queryFn: () => unwrap(api.GET("/api/v1/lead-calibrations")),
});

/** A person's newest qualification, and whether it was right. */
export const lastQualificationQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["leads", "last-qualification", contactId],
    queryFn: () => unwrap(api.GET("/api/v1/contacts/{contactId}/qualification", { params: { path: { contactId } } })),
  });
