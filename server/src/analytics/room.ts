import { deliveryParts, type FigureOffer, type SpendKindOffer } from "../inbox/index.ts";
import { demo, nightly, type Room, route, watch, watchDueRows } from "../platform/index.ts";
import { rightsOf } from "../team/index.ts";
import { removeOldRuns } from "./across-workspaces.ts";
import { alertRoutes } from "./alerts/alerts.routes.ts";
import { checkingAlerts, dueAlerts } from "./alerts/check-alert.ts";
import { demoReports } from "./demo-reports.ts";
import { demoSpend } from "./demo-spend.ts";
import { exportRoutes } from "./export/export.routes.ts";
import type { ReportGround } from "./ground.ts";
import { alertNoticeSubject, FIGURE_MOVED, REPORT_FAILED, reportNoticeSubject } from "./notice-kinds.ts";
import { mailingReports } from "./reports/mail-report.ts";
import { reportRoutes } from "./reports/reports.routes.ts";
import { dueReports } from "./reports/runs.ts";
import { analyticsBudgets, analyticsExport, analyticsReports, analyticsSpend, analyticsTargets } from "./rights.ts";
import { spendRoutes } from "./spend/spend.routes.ts";
import { spendNotices } from "./spend/spend-notices.ts";
import { dueBudgets, judgingBudgets } from "./spend/watch-budgets.ts";
import { targetRoutes } from "./targets/targets.routes.ts";

/** What is made of the figures: sheets of the rows behind them, reports that go out by the clock, and alerts. */
export const room: Room = {
  name: "analytics",
  open(house) {
    const { db, clock, log, sendMail } = house;
    const parts = house.need(deliveryParts);
    let spendKinds: ReturnType<ReportGround["spendKinds"]> | undefined;
    let figures: ReturnType<ReportGround["figures"]> | undefined;
    const ground: ReportGround = {
      db,
      clock,
      log,
      parts,
      sendMail,
      figures() {
        figures ??= new Map(house.all<FigureOffer>("figure").map(({ figure }) => [figure.id, figure]));
        return figures;
      },
      spendKinds() {
        spendKinds ??= new Map(house.all<SpendKindOffer>("spend_kind").map(({ spendKind }) => [spendKind.id, spendKind]));
        return spendKinds;
      },
      rights: () => rightsOf(house),
    };
    const notices = spendNotices(ground.spendKinds);
    return [
      analyticsExport,
      analyticsReports,
      analyticsTargets,
      analyticsSpend,
      analyticsBudgets,
      route((app) => exportRoutes(app, parts)),
      route((app) => reportRoutes(app, ground)),
      route((app) => alertRoutes(app, ground)),
      route((app) => targetRoutes(app, ground)),
      route((app) => spendRoutes(app, ground)),
      mailingReports(ground),
      judgingBudgets(ground, notices),
      checkingAlerts(ground),
      watch(() => watchDueRows(ground, dueReports)),
      watch(() => watchDueRows(ground, dueAlerts)),
      watch(() => watchDueRows(ground, dueBudgets)),
      nightly((now) => removeOldRuns(db, now)),
      REPORT_FAILED,
      FIGURE_MOVED,
      notices.near,
      notices.over,
      reportNoticeSubject,
      alertNoticeSubject,
      demo(demoReports(ground)),
      demo(demoSpend(ground)),
    ];
  },
};
