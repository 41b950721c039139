import { defineRoom } from "../shell/room.ts";
import { Target as TargetIcon } from "../ui/icons.generated.ts";
import { readLeadsSearch, toCalibration, toLeads, toQualification } from "./paths.ts";
import { leadsFace } from "./words/face-words.ts";

const leads = leadsFace.phrase("nav.leads");
const qualification = leadsFace.phrase("settings.qualification");
const calibration = leadsFace.phrase("settings.calibration");
const right = "leads.read";
const manages = "leads.manage";
// Pages and sections wait for their own words: they are no part of the first load.
const words: [] = [];
const section = [{ key: "lead", right, component: async () => (await import("./lead-section.tsx")).LeadSection, words }];

export const leadsRoom = defineRoom({
  place: 25,
  face: leadsFace,
  pages: [
    {
      path: "/leads",
      component: async () => (await import("./leads-page.tsx")).LeadsPage,
      words,
      readSearch: readLeadsSearch,
      title: leads,
    },
    {
      path: "/settings/lead-qualification",
      component: async () => (await import("./qualification/qualification-page.tsx")).QualificationPage,
      words,
      title: qualification,
    },
    {
      path: "/settings/lead-calibration",
      component: async () => (await import("./calibration/calibration-page.tsx")).CalibrationPage,
      words,
      title: calibration,
    },
  ],
  rail: [{ group: "work", icon: TargetIcon, label: leads, target: toLeads(), right }],
  shortcuts: [{ keys: "g l", says: leads, target: toLeads() }],
  palette: [
    { says: leads, target: toLeads(), right },
    { says: qualification, target: toQualification(), right: manages },
    { says: calibration, target: toCalibration(), right: manages },
  ],
  settings: [
    { group: "company", icon: TargetIcon, label: qualification, target: toQualification(), right: manages },
    { group: "company", icon: TargetIcon, label: calibration, target: toCalibration(), right: manages },
  ],
  found: [{ kind: "deals", title: leads, icon: TargetIcon, target: ({ id }) => toLeads({ deal: id }) }],
  panel: section,
  contactPage: section,
  live: [
    { kinds: "deal.", refresh: () => ({ soon: [["deals"]] }) },
    { kinds: "pipeline.", refresh: () => ({ soon: [["deals"]] }) },
    { kinds: "lead.", refresh: () => ({ soon: [["leads"]] }) },
  ],
});
