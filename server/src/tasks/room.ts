import { demo, job, type Room, route } from "../platform/index.ts";
import { demoTasks } from "./demo-tasks.ts";
import { followMerges } from "./follow-merges.ts";
import { remindJob } from "./job-kinds.ts";
import { DUE, GIVEN, taskNoticeSubject } from "./notice-kinds.ts";
import { contactTasks, conversationTasks } from "./own-subjects.ts";
import { taskPersonalData } from "./personal-data.ts";
import { remind } from "./remind.ts";
import { taskRights } from "./rights.ts";
import { taskActions } from "./task-actions.ts";
import { listTaskSubjects, type TaskSubjectOffer, type TaskSubjects } from "./task-subject.ts";
import { taskRoutes } from "./tasks.routes.ts";

/** What members have to do, and what it is about. */
export const room: Room = {
  name: "tasks",
  open(house) {
    let known: TaskSubjects | undefined;
    // Upper rooms offer theirs: they are complete when all rooms are open.
    const subjects = () => {
      known ??= listTaskSubjects(house.all<TaskSubjectOffer>("task_subject").map((one) => one.subject));
      return known;
    };
    return [
      ...taskRights,
      taskPersonalData,
      conversationTasks,
      contactTasks,
      route((app) => taskRoutes(app, subjects)),
      job(remindJob, { run: (one) => remind(house, one) }),
      ...taskActions(subjects),
      followMerges,
      taskNoticeSubject(subjects),
      GIVEN,
      DUE,
      demo(demoTasks(subjects)),
    ];
  },
};
