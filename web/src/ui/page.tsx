import type { ReactNode } from "react";
import { Header } from "./header.tsx";
import styles from "./page.module.css";
import { Spacer } from "./spacer.tsx";

interface PageProps {
  title: string;
  /** `Tabs`, beside the title. */
  tabs?: ReactNode;
  /** The page's own act, at the end of the header. */
  act?: ReactNode;
  /** Layers that the page opens. */
  layers?: ReactNode;
  children: ReactNode;
}

/** A whole screen beside the rail: a header that stays, and a body that scrolls. */
export const Page = ({ title, tabs, act, layers, children }: PageProps) => (
  <main className={styles.page} id="thread">
    <Header className={styles.header}>
      <h1>{title}</h1>
      {tabs}
      <Spacer />
      {act}
    </Header>
    <div className={styles.body}>{children}</div>
    {layers}
  </main>
);
