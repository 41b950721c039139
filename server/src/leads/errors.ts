import { defineError } from "../platform/index.ts";

export const dealChangedMeanwhile = defineError(
  "leads.deal_changed",
  409,
  "Somebody else changed this deal meanwhile. Look at it again before you change it.",
);
export const lostReasonMissing = defineError("leads.lost_reason_missing", 422, "Say why the deal was lost.");
export const stageInUse = defineError<{ name: string }>(
  "leads.stage_in_use",
  409,
  ({ name }) => `There are deals in the stage "${name}". Move them before you remove it.`,
);
export const invalidStages = defineError(
  "leads.invalid_stages",
  422,
  "A pipeline has at least one open stage, one that is won and one that is lost, each with a name of its own.",
);
export const invalidThresholds = defineError(
  "leads.invalid_thresholds",
  422,
  "Hot needs more points than warm, warm more than cold, cold more than none; the weights together give at most 130.",
);
export const slotTaken = defineError(
  "leads.slot_taken",
  409,
  "This time is not free: it is taken, outside the working hours, or not offered. Choose another one.",
);
export const invalidTime = defineError("leads.invalid_time", 422, "An appointment begins at full five minutes, and in the future.");
export const appointmentChanged = defineError(
  "leads.appointment_changed",
  409,
  "Somebody else changed this appointment meanwhile. Look at it again before you change it.",
);
export const appointmentOver = defineError("leads.appointment_over", 409, "This appointment was cancelled, or is over.");
export const serviceNameTaken = defineError<{ name: string }>(
  "leads.service_name_taken",
  409,
  ({ name }) => `There is a service named "${name}" already. Choose another name, or change that one.`,
);
export const hostUnknown = defineError("leads.host_unknown", 422, "Say when a member works before something is booked with them.");
export const nothingLearned = defineError<{ judged: number; least: number }>(
  "leads.nothing_learned",
  409,
  ({ judged, least }) =>
    `Of ${judged} leads it is known whether they were hot; ${least} are needed, some hot and some not, and other weights that find hot ones better.`,
);
export const calibrationDecided = defineError("leads.calibration_decided", 409, "This proposal was decided on before.");
export const calibrationOutdated = defineError(
  "leads.calibration_outdated",
  409,
  "Weights or thresholds were changed since. Change them by hand, or have them learned again.",
);
export const notQualified = defineError("leads.not_qualified", 409, "This person was not qualified yet: there is nothing to judge.");
