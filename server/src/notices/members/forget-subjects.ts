import { sql, type Tx } from "../../platform/index.ts";

/** What members were told about these subjects goes. @returns how many */
export const forgetSubjects = (tx: Tx, subjectIds: string[]): Promise<number> =>
  tx.run(sql`delete from member_notices where subject_id = any(${subjectIds})`);
