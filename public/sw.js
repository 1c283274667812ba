// The offline shell. The build fills in BUILT (src/bin/xtask/hook.rs). docs/architecture.md says why it is so.
//
// Rules: one cache per build, filled all or not at all, each file checked against its SHA-384. A page gets every
// file from one build. The build before is kept until this one has started well; after two failed starts it
// serves again, and after two of its own a page without script, which leads to rescue.html. That page is kept like
// every other file, and is asked for by its own name. Notes never pass through here: they are in IndexedDB, which
// this file does not open.

/** build id, base path, files [[path below base, integrity]], headers for all that is served. */
const BUILT = __BUILT__;
const CACHE = cacheOf(BUILT.build);
const STATE = `ginnel ${BUILT.base} state`;
const STARTS = 2;
const TYPES = {
  css: "text/css; charset=utf-8",
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  png: "image/png",
  svg: "image/svg+xml",
  wasm: "application/wasm",
  webmanifest: "application/manifest+json",
};
const paths = new Set(BUILT.files.map(([path]) => path));

function cacheOf(build) {
  return `ginnel ${BUILT.base} build ${build}`;
}

// -- Installing: a whole build or nothing ------------------------------------------------------------------

self.addEventListener("install", (event) => {
  // Chromium asks the host for each page that is opened while this worker still starts, unless it is told that the
  // worker has it. A browser that does not know the rule does without.
  event.addRoutes?.({ condition: { requestMode: "navigate" }, source: "fetch-event" }).catch(() => {});
  event.waitUntil(install());
});

async function install() {
  const older = (await caches.keys()).filter((name) => name.startsWith(cacheOf("")) && name !== CACHE);
  const cache = await caches.open(CACHE);
  try {
    await Promise.all(BUILT.files.map((file) => keep(cache, file, older)));
  } catch (error) {
    await caches.delete(CACHE);
    throw error;
  }
}

async function keep(cache, [path, integrity], older) {
  const url = BUILT.base + path;
  const response = (await heldIn(older, url, integrity)) ?? (await fetched(url, integrity));
  await cache.put(url, await dressed(response, path, integrity));
}

/** The same file out of an older build: `dressed` keeps the integrity as the ETag. */
async function heldIn(older, url, integrity) {
  for (const cacheName of older) {
    const hit = await caches.match(url, { cacheName });
    if (hit?.headers.get("ETag") === `"${integrity}"`) return hit;
  }
}

/** What the page loaded a moment ago lies in the HTTP cache and is not fetched again; a wrong copy fails the check. */
async function fetched(url, integrity) {
  const checked = async (cache) => {
    const response = await fetch(url, { integrity, cache });
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    return response;
  };
  return checked("force-cache").catch(() => checked("reload"));
}

/** A copy with our own headers: the policy binds pages and workers on any host, and a redirect is forgotten. */
async function dressed(response, path, integrity) {
  const type = TYPES[(path || "index.html").split(".").pop()] ?? response.headers.get("Content-Type");
  const headers = new Headers({ ...BUILT.headers, "Content-Type": type, ETag: `"${integrity}"` });
  return new Response(await response.blob(), { headers });
}

self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

// -- Which build a start gets ------------------------------------------------------------------------------

/** good: the last build that reported a good start; starts: tries since then; serving: the build shown now. */
async function readState() {
  if (!known) {
    const kept = await caches.match(BUILT.base + "state", { cacheName: STATE });
    known ??= kept ? await kept.json() : { good: null, starts: {}, serving: BUILT.build };
  }
  return structuredClone(known);
}
let known;

async function writeState(state) {
  known = state;
  const cache = await caches.open(STATE);
  await cache.put(BUILT.base + "state", new Response(JSON.stringify(state)));
}

/** Chooses and counts; only a build that has never started well is on trial. "" means: without script. */
async function buildForStart() {
  const state = await readState();
  if (state.good === BUILT.build) return BUILT.build;
  const tried = (build) => state.starts[build] ?? 0;
  const previous = state.good && (await caches.has(cacheOf(state.good))) ? state.good : null;
  const build = [BUILT.build, previous].find((one) => one && tried(one) < STARTS) ?? "";
  if (build) {
    state.starts[build] = tried(build) + 1;
    state.serving = build;
    await writeState(state);
  }
  return build;
}

async function bootOk(build, client) {
  const state = await readState();
  if (build === BUILT.build) {
    if (state.good === build) return;
    await writeState({ good: build, starts: {}, serving: build });
    const ours = (await caches.keys()).filter((name) => name.startsWith(cacheOf("")) && name !== CACHE);
    const waiting = self.registration.waiting ?? self.registration.installing;
    if (!waiting) await Promise.all(ours.map((name) => caches.delete(name)));
  } else if (build === state.serving) {
    state.starts[build] = 0;
    await writeState(state);
    client.postMessage({ ginnel: 1, type: "fell-back" });
  }
}

// -- Answering ---------------------------------------------------------------------------------------------

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin || !url.pathname.startsWith(BUILT.base)) return;
  const path = url.pathname.slice(BUILT.base.length);
  if (request.method === "POST" && path === "import") return event.respondWith(takeIn(request));
  if (request.method !== "GET") return;
  if (request.mode === "navigate" && !(path && paths.has(path))) return event.respondWith(page(url));
  if (path === "index.html" || path.startsWith("built/") || paths.has(path)) event.respondWith(file(path, request));
});

async function page(url) {
  if (url.searchParams.has("again")) {
    await writeState({ ...(await readState()), starts: {} });
    return Response.redirect(BUILT.base, 303);
  }
  const build = await buildForStart();
  const hit = build
    ? await caches.match(BUILT.base, { cacheName: cacheOf(build) })
    : await caches.match(BUILT.base + "plain.html", { cacheName: CACHE });
  return hit ?? fetch(BUILT.base);
}

/** From the build that the page came from. Names below built/ hold their hash, so any build's copy is the right one. */
async function file(path, request) {
  const { serving } = await readState();
  const url = BUILT.base + (path === "index.html" ? "" : path);
  for (const cacheName of [cacheOf(serving), CACHE]) {
    const hit = await caches.match(url, { cacheName });
    if (hit) return hit;
  }
  const other = path.startsWith("built/") && (await caches.match(url));
  return other || fetch(request);
}

// -- A file shared from another app ------------------------------------------------------------------------

/** In memory only, until the page asks. Killed before that, nothing is lost: the other app still has the file. */
let shared = [];

async function takeIn(request) {
  const form = await request.formData();
  shared = form.getAll("files").filter((part) => part instanceof File);
  return Response.redirect(BUILT.base + "import?shared", 303);
}

// -- Messages: { ginnel: 1, type, … }. Types are only ever added, so that any page can talk to any worker ----

self.addEventListener("message", (event) => {
  const message = event.data;
  if (message?.ginnel !== 1) return;
  if (message.type === "activate") event.waitUntil(self.skipWaiting());
  if (message.type === "boot-ok") event.waitUntil(bootOk(message.build, event.source));
  if (message.type === "take-shared") {
    event.source.postMessage({ ginnel: 1, type: "shared", files: shared });
    shared = [];
  }
});
