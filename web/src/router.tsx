import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from "@tanstack/react-router";
import { ApiError } from "./api/client.ts";
import { InboxPage } from "./inbox/inbox-page.tsx";
import { readInboxSearch } from "./inbox/inbox-search.ts";
import { AppShell } from "./shell/app-shell.tsx";
import { meQuery, SessionProvider } from "./shell/session.tsx";

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet });

const readToken = (search: Record<string, unknown>) => ({ token: typeof search["token"] === "string" ? search["token"] : "" });

/** Everything behind the login; who is signed in is known before anything is drawn. */
const inside = createRoute({
  getParentRoute: () => root,
  id: "inside",
  async loader({ context }) {
    try {
      return await context.client.ensureQueryData(meQuery);
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) throw redirect({ to: "/login" });
      throw error;
    }
  },
  component: function Inside() {
    return (
      <SessionProvider me={inside.useLoaderData()}>
        <AppShell />
      </SessionProvider>
    );
  },
});

const inbox = createRoute({
  getParentRoute: () => inside,
  path: "/inbox",
  validateSearch: readInboxSearch,
  component: function Inbox() {
    return <InboxPage search={inbox.useSearch()} />;
  },
});

const conversation = createRoute({
  getParentRoute: () => inside,
  path: "/inbox/$conversationId",
  validateSearch: readInboxSearch,
  component: function Conversation() {
    return <InboxPage search={conversation.useSearch()} conversationId={conversation.useParams().conversationId} />;
  },
});

const playground = createRoute({
  getParentRoute: () => inside,
  path: "/playground",
  component: lazyRouteComponent(() => import("./playground/playground-page.tsx"), "PlaygroundPage"),
});

const channels = createRoute({
  getParentRoute: () => inside,
  path: "/channels",
  component: lazyRouteComponent(() => import("./channels/channels-page.tsx"), "ChannelsPage"),
});

/** The kit of components, for those who build screens; see its page. */
const kit = createRoute({
  getParentRoute: () => inside,
  path: "/kit",
  component: lazyRouteComponent(() => import("./kit/kit-page.tsx"), "KitPage"),
});

const home = createRoute({
  getParentRoute: () => root,
  path: "/",
  loader: () => {
    throw redirect({ to: "/inbox", search: { view: "mine" } });
  },
});
/** Who is signed in never needs these. */
const gate = () => import("./team/login-page.tsx");
const login = createRoute({ getParentRoute: () => root, path: "/login", component: lazyRouteComponent(gate, "LoginPage") });
const newPassword = createRoute({
  getParentRoute: () => root,
  path: "/new-password",
  validateSearch: readToken,
  component: lazyRouteComponent(gate, "NewPasswordPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  validateSearch: readToken,
  component: lazyRouteComponent(gate, "InvitationPage"),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  validateSearch: readToken,
  component: lazyRouteComponent(gate, "SetupPage"),
});

export function buildRouter(client: QueryClient) {
  return createRouter({
    routeTree: root.addChildren([
      home,
      login,
      newPassword,
      invitation,
      setup,
      inside.addChildren([inbox, conversation, playground, channels, kit]),
    ]),
    context: { client },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof buildRouter>;
  }
}
