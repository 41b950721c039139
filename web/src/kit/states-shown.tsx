import { Banner } from "../ui/banner.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button } from "../ui/button.tsx";
import { Header } from "../ui/header.tsx";
import { Inbox, TriangleAlert, WifiOff } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { Skeleton, SkeletonBar, SkeletonDisc } from "../ui/skeleton.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { Frame, Shown, States } from "./shown.tsx";

/** A region that is empty, broken, loading, or in trouble. */
export const StatesShown = () => (
  <Shown title="States of a region">
    <States of="Blank, LoadError">
      <Frame>
        <Blank icon={<Inbox size={20} />} title="All answered" text="No conversation waits here.">
          <Button size="small">Open the playground</Button>
        </Blank>
      </Frame>
      <Frame>
        <LoadError onRetry={() => undefined} />
      </Frame>
    </States>
    <States of="Skeleton">
      <Frame>
        <Skeleton>
          <SkeletonDisc />
          <SkeletonBar width="44%" top={4} />
          <SkeletonBar width="78%" top={8} />
        </Skeleton>
      </Frame>
    </States>
    <States of="Header, Banner">
      <Frame>
        <Header>
          <h3>Title</h3>
          <Spacer />
          <Button size="small">Act</Button>
        </Header>
        <Banner>
          <TriangleAlert size={16} /> The channel is in trouble.
        </Banner>
        <Banner>
          <WifiOff size={16} /> Offline. 2 messages queued.
        </Banner>
      </Frame>
    </States>
  </Shown>
);
