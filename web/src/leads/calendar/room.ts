import { defineRoom } from "../../shell/room.ts";
import { CalendarDays } from "../../ui/icons.generated.ts";
import { readCalendarSearch, toAppointmentSettings, toCalendar } from "./paths.ts";
import { calendarFace } from "./words/face-words.ts";

const { phrase } = calendarFace;
const says = phrase("nav.calendar");
const setting = phrase("settings.appointments");
const right = "appointments.read";
const manages = "appointments.manage";
// Pages and sections wait for their own words: they are no part of the first load.
const words: [] = [];
const section = [
  { key: "appointments", right, component: async () => (await import("./appointment-section.tsx")).AppointmentSection, words },
];

export const calendar = defineRoom({
  place: 26,
  face: calendarFace,
  pages: [
    {
      path: "/calendar",
      component: async () => (await import("./calendar-page.tsx")).CalendarPage,
      words,
      readSearch: readCalendarSearch,
      title: says,
    },
    {
      path: "/settings/appointments",
      component: async () => (await import("./settings/appointments-page.tsx")).AppointmentsPage,
      words,
      title: setting,
    },
  ],
  rail: [{ group: "work", icon: CalendarDays, label: says, target: toCalendar(), right }],
  shortcuts: [{ keys: "g a", says, target: toCalendar() }],
  palette: [
    { says, target: toCalendar(), right },
    { says: setting, target: toAppointmentSettings(), right: manages },
  ],
  settings: [{ group: "company", icon: CalendarDays, label: setting, target: toAppointmentSettings(), right: manages }],
  panel: section,
  contactPage: section,
  live: [{ kinds: "appointment.", refresh: () => ({ soon: [["appointments"]] }) }],
});
