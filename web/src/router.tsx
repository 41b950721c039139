import type { QueryClient } from "@tanstack/react-query";
import {
  type AnyRoute,
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { ApiError, type Me, OfflineError } from "./api/client.ts";
import { nameWorkspace } from "./api/here.ts";
import { AppShell } from "./shell/app-shell.tsx";
import { NotFound } from "./shell/not-found.tsx";
import { PageError } from "./shell/page-error.tsx";
import { GATES, gateTo, type Page, type Room } from "./shell/room.ts";
import { RoomsContext } from "./shell/room-list.ts";
import { languageOf, meQuery, SessionProvider } from "./shell/session.tsx";
import { ShellSkeleton } from "./shell/shell-skeleton.tsx";
import { commonWords } from "./text/define-words.ts";
import { browserLanguage, type Language } from "./text/locale.tsx";

const root = createRootRouteWithContext<{ client: QueryClient }>()({ component: Outlet });

/**
 * The routes of all rooms' pages. They are made from data, so their paths and searches are not known to the router's types: nothing is
 * registered, `Link` and `navigate` take any path, and the rooms' own functions (`toConversation(…)`, see `Target`) are what keeps
 * addresses right. A typed tree would have to name every page of every room in one file.
 */
export function buildRouter(client: QueryClient, rooms: readonly Room[]) {
  const pages = rooms.flatMap((room) => room.pages ?? []);
  const inside = buildInside(rooms);
  return createRouter({
    routeTree: root.addChildren([
      buildHome(rooms),
      ...pages.filter(({ signedOut }) => signedOut === true).map((page) => buildPage(page, root, client, async () => browserLanguage())),
      inside.addChildren(
        pages.filter(({ signedOut }) => signedOut !== true).map((page) => buildPage(page, inside, client, () => readLanguage(client))),
      ),
    ]),
    context: { client },
    defaultErrorComponent: PageError,
    defaultNotFoundComponent: NotFound,
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
  });
}

function buildHome(rooms: readonly Room[]) {
  return createRoute({
    getParentRoute: () => root,
    path: "/",
    loader: () => {
      const home = rooms.find((room) => room.home !== undefined)?.home;
      if (home !== undefined) throw redirect(home);
    },
  });
}

/** Everything behind the login; who is signed in, and what the frame says, is known before anything is drawn. */
function buildInside(rooms: readonly Room[]) {
  const faces = rooms.flatMap(({ face }) => face ?? []);
  const inside = createRoute({
    getParentRoute: () => root,
    id: "inside",
    async loader({ context, location }) {
      try {
        const me = await whoIsHere(context.client);
        nameWorkspace(me.workspace.id);
        await loadWords([commonWords, ...faces], languageOf(me));
        return me;
      } catch (error) {
        if (error instanceof ApiError && error.status === 401) throw redirect(gateTo(location.href));
        const gate = error instanceof ApiError ? GATES[error.code] : undefined;
        if (gate !== undefined) throw redirect(gate);
        throw error;
      }
    },
    // Who it is has to be asked first: meanwhile the frame stands there, empty.
    pendingComponent: ShellSkeleton,
    pendingMs: 0,
    pendingMinMs: 0,
    component: function Inside() {
      return (
        <RoomsContext value={rooms}>
          <SessionProvider me={inside.useLoaderData()}>
            <AppShell />
          </SessionProvider>
        </RoomsContext>
      );
    },
  });
  return inside;
}

/** Without a server: who was here last, with what they read. */
async function whoIsHere(client: QueryClient): Promise<Me> {
  try {
    return await client.ensureQueryData(meQuery);
  } catch (error) {
    if (!(error instanceof OfflineError)) throw error;
    const { openKept } = await import("./shell/kept.ts");
    const me = (await openKept(client)) ? client.getQueryData<Me>(meQuery.queryKey) : undefined;
    if (me === undefined) throw error;
    return me;
  }
}

function buildPage(page: Page, parent: AnyRoute, client: QueryClient, language: () => Promise<Language>) {
  return createRoute({
    getParentRoute: () => parent,
    path: page.path,
    ...(page.readSearch === undefined ? {} : { validateSearch: page.readSearch }),
    loader({ params, location, preload }) {
      // A pointer that passes over a link fetches the page, and not what it shows.
      if (!preload) page.prefetch?.(client, { params, search: location.search });
      const me = client.getQueryData<Me>(meQuery.queryKey);
      // No promise, no waiting: from one conversation to the next nothing is loaded.
      if (me !== undefined && page.words.every((words) => words.has(languageOf(me)))) return;
      return language().then((reads) => loadWords(page.words, reads));
    },
    component: lazyRouteComponent(async () => ({ default: await page.component() })),
  });
}

const loadWords = async (all: Page["words"], language: Language) => void (await Promise.all(all.map((words) => words.load(language))));

/** Whoever is not signed in is sent away by the route above; meanwhile nothing of the page is waited for. */
const readLanguage = (client: QueryClient) => client.ensureQueryData(meQuery).then(languageOf, browserLanguage);
