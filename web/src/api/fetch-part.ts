const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Every `import()` of the build (web/wait-for-parts.ts). A browser that could not fetch a module counts it as missing for as long as the page
 * lives, and a page whose part is missing breaks, with all that was typed. So the files come first by `fetch`, which may be asked again,
 * and are waited for while the server is away; the module is then made from the browser's cache.
 * @param run the import
 * @param files what it needs, itself included: paths below the root, scripts and sheets
 * @throws what `run` throws, when the server answers and has not got a file: another version runs there
 */
export async function fetchPart<T>(run: () => Promise<T>, files: readonly string[] = []): Promise<T> {
  await Promise.all(files.map((file) => once(file, file.endsWith(".css") ? drawWith : reach)));
  return run();
}

const coming = new Map<string, Promise<void>>();

function once(file: string, bring: (url: string) => Promise<void>): Promise<void> {
  const known = coming.get(file) ?? bring(`/${file}`);
  coming.set(file, known);
  return known;
}

/** A sheet that counts from now on. */
async function drawWith(url: string): Promise<void> {
  if (document.querySelector(`link[rel="stylesheet"][href="${url}"]`) !== null) return;
  await reach(url);
  await new Promise<void>((resolve) => {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.crossOrigin = "";
    link.href = url;
    link.onload = () => resolve();
    // A page without a sheet is better than none.
    link.onerror = () => resolve();
    document.head.append(link);
  });
}

/** Ends when the file lies in the browser's cache, or the server says that there is none. */
async function reach(url: string): Promise<void> {
  for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
    try {
      const answer = await fetch(url);
      await answer.blob();
      if (answer.ok || answer.status === 404) return;
    } catch {
      // Nothing was heard of the server.
    }
    await pause(wait);
  }
}

/** Ends early when the network is back. */
function pause(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      window.removeEventListener("online", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    window.addEventListener("online", end);
  });
}
