import { Header } from "../ui/header.tsx";
import { Skeleton, SkeletonBar, SkeletonDisc } from "../ui/skeleton.tsx";
import styles from "./thread-skeleton.module.css";

/** Whose words they are, and how long: like a talk, so that nothing jumps when the real one comes. */
const LINES: { own: boolean; width: string }[] = [
  { own: false, width: "46%" },
  { own: false, width: "30%" },
  { own: true, width: "52%" },
  { own: false, width: "38%" },
  { own: true, width: "34%" },
];

/** A conversation to come. */
export const ThreadSkeleton = () => (
  <>
    <Header>
      <SkeletonDisc className={styles.disc} />
      <SkeletonBar width="160px" top={0} />
    </Header>
    <TimelineSkeleton />
  </>
);

/** Its messages to come. */
export const TimelineSkeleton = () => (
  <Skeleton className={styles.lines}>
    {LINES.map(({ own, width }) => (
      <span key={width} className={own ? styles.own : styles.theirs} style={{ width }} />
    ))}
  </Skeleton>
);
