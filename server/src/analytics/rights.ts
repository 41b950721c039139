import { defineRight } from "../team/index.ts";

export const analyticsExport = defineRight("analytics.export", {
  about: "Take the conversations behind the figures that one sees out as a file, with names and addresses.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const analyticsReports = defineRight("analytics.reports", {
  about: "Save reports of figures and have them mailed to members, and be told when a figure goes too far.",
  roles: ["manager", "supervisor"],
  forKeys: true,
});

export const analyticsSpend = defineRight("analytics.spend", {
  about: "See what the whole workspace spends on messages, AI and transcription, against its budgets.",
  roles: ["manager"],
  forKeys: true,
});

export const analyticsBudgets = defineRight("analytics.budgets", {
  about: "Set what may be spent a month.",
  roles: [],
  forKeys: false,
});

export const analyticsTargets = defineRight("analytics.targets", {
  about: "Set what figures should come to; everybody who reads a figure sees its target.",
  roles: ["manager"],
  forKeys: true,
});
