export { beginNotice, endNotices, forgetNotices } from "./begin-notice.ts";
export { type BriefingLine, briefingLine, composeBriefing } from "./briefing-lines.ts";
export { forgetSubjects } from "./members/forget-subjects.ts";
export { memberNotice, type NewNotice, noticeSubject } from "./members/member-kinds.ts";
export { tellMembers } from "./members/tell-members.ts";
export { type InEachLanguage, type NoticeKind, type NoticeTopic, noticeKind } from "./notice-kinds.ts";
export {
  /** @public Upper rooms bring media of theirs. */
  noticeMedium,
} from "./notice-media.ts";
