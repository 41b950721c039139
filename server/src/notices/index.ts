export { beginNotice, endNotices, forgetNotices } from "./begin-notice.ts";
export { type InEachLanguage, type NoticeKind, type NoticeTopic, noticeKind } from "./notice-kinds.ts";
export {
  /** @public Upper rooms bring media of theirs. */
  noticeMedium,
} from "./notice-media.ts";
