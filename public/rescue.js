// Saves the notebook as it lies on this phone in a file `ginnel-rescue` (docs/format.md, section 11), without the
// program: any build's database, read only, nothing opened and nothing changed. Rows are sealed, and stay so.
// The words stand in rescue.html.

const DATABASE = "ginnel";
/** Rows asked of the database at a time. */
const AT_A_TIME = 200;
/** Characters at which another part begins: below what a share sheet takes, and a Ginnel reads. */
const PART = 40 * 1024 * 1024;
/** Rows that could not be read and are named in the file. */
const NAMED = 1000;
/** How often a connection that died is opened again: phones close it in the background. */
const REOPENINGS = 3;

const at = (id) => document.getElementById(id);
const show = (id, yes = true) => (at(id).hidden = !yes);
const FAILURES = ["none", "unavailable", "not-opened", "no-room"];

/** A sentence of the page, with numbers in it. */
function say(name, numbers = {}) {
  const text = at("words").content.querySelector(`[data-say="${name}"]`).textContent;
  return Object.entries(numbers).reduce((said, [key, n]) => said.replace(`{${key}}`, n), text);
}

class Failed extends Error {}

// -- Reading -----------------------------------------------------------------------------------------------

const answer = (request) =>
  new Promise((yes, no) => {
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });

/** Opens the database in whatever version it has. One that is not there is not made. */
async function open() {
  if (!globalThis.indexedDB) throw new Failed("unavailable");
  let isNew = false;
  try {
    const request = indexedDB.open(DATABASE);
    request.onupgradeneeded = () => {
      isNew = true;
      request.transaction.abort();
    };
    const db = await answer(request);
    // An app in another window may want to change it: this page never stands in its way.
    db.onversionchange = () => db.close();
    return db;
  } catch (error) {
    if (isNew) throw new Failed("none");
    throw new Failed(error?.name === "SecurityError" || error?.name === "InvalidStateError" ? "unavailable" : "not-opened");
  }
}

/** The notebook, with a connection that is opened again when it dies. */
class Notebook {
  static async open() {
    const notebook = new Notebook();
    notebook.db = await open();
    return notebook;
  }

  /** What `ask` asks of a table. */
  async read(table, ask) {
    for (let reopenings = 0; ; reopenings += 1) {
      try {
        return await answer(ask(this.db.transaction(table, "readonly").objectStore(table)));
      } catch (error) {
        const died = ["InvalidStateError", "TransactionInactiveError", "AbortError"].includes(error?.name);
        if (!died || reopenings === REOPENINGS) throw error;
        this.db = await open();
      }
    }
  }
}

/** The rows with these keys, and the keys of those that the browser cannot give. */
async function rowsOf(notebook, table, keys) {
  const slice = IDBKeyRange.bound(keys[0], keys[keys.length - 1]);
  try {
    return { rows: await notebook.read(table, (store) => store.getAll(slice)), unread: [] };
  } catch (all) {
    if (all instanceof Failed) throw all;
    const found = { rows: [], unread: [] };
    for (const key of keys) {
      try {
        const row = await notebook.read(table, (store) => store.get(key));
        if (row) found.rows.push(row);
      } catch (one) {
        if (one instanceof Failed) throw one;
        found.unread.push({ table, key: String(key) });
      }
    }
    return found;
  }
}

function base64(bytes) {
  let text = "";
  for (let from = 0; from < bytes.length; from += 0x2000) {
    text += String.fromCharCode(...bytes.subarray(from, from + 0x2000));
  }
  return btoa(text);
}

/** A row as a line of the file: what is no bytes stands as it is, so that rows of later builds are whole too. */
function line(table, row) {
  const sealed = row.sealed instanceof Uint8Array ? base64(row.sealed) : "";
  return JSON.stringify({ table, ...row, sealed });
}

/** Whether the keys lie in the row in clear (`open`), behind a secret (`locked`), or cannot be told (`no-keys`). */
function kindOfLock(row) {
  try {
    const { slots } = JSON.parse(new TextDecoder().decode(row.sealed));
    return slots.some((slot) => slot.kind === "open") ? "open" : "locked";
  } catch {
    return "no-keys";
  }
}

/** Reads everything. Gives the rows in parts, each a list of lines, and what could not be read. */
async function readAll(onProgress) {
  const notebook = await Notebook.open();
  const { version, objectStoreNames } = notebook.db;
  // The small tables come first: the keys are in one of them.
  const place = { meta: 0, drafts: 1 };
  const tables = [...objectStoreNames].sort((one, other) => (place[one] ?? 2) - (place[other] ?? 2));
  if (tables.length === 0) throw new Failed("none");
  const keys = [];
  for (const table of tables) keys.push(await notebook.read(table, (store) => store.getAllKeys()));
  const all = keys.reduce((sum, list) => sum + list.length, 0);
  if (all === 0) throw new Failed("none");
  const read = { version, parts: [[]], unread: [], rows: 0, lock: "no-keys" };
  let done = 0;
  let size = 0;
  // What every part begins with, so that each can be read by itself: the keys, and which files count.
  const around = [];
  for (const [nth, table] of tables.entries()) {
    for (let from = 0; from < keys[nth].length; from += AT_A_TIME) {
      const slice = keys[nth].slice(from, from + AT_A_TIME);
      const { rows, unread } = await rowsOf(notebook, table, slice);
      for (const row of rows) {
        const text = line(table, row);
        if (table === "meta") {
          around.push(text);
          if (row.id === "keyslots") read.lock = kindOfLock(row);
        } else if (size + text.length > PART && read.parts.at(-1).length > around.length) {
          read.parts.push([...around]);
          size = around.reduce((sum, one) => sum + one.length, 0);
        }
        read.parts.at(-1).push(text);
        size += text.length;
      }
      read.rows += rows.length;
      read.unread.push(...unread);
      done += slice.length;
      onProgress(done, all);
    }
  }
  notebook.db.close();
  if (read.rows === 0) throw new Failed("not-opened");
  return read;
}

// -- The file ----------------------------------------------------------------------------------------------

function today() {
  const now = new Date();
  const two = (n) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The parts as texts in pieces, each part a file by itself. */
function written(read) {
  const build = document.querySelector("meta[name=ginnel-build]").content;
  return read.parts.map((lines, nth) => {
    const header = {
      build,
      database: DATABASE,
      database_version: read.version,
      made_on: today(),
      part: nth + 1,
      parts: read.parts.length,
      rows: lines.length,
      unread: read.unread.slice(0, NAMED),
    };
    const head = `{"format":"ginnel-rescue","version":1,\n"header":${JSON.stringify(header)},\n"rows":[\n`;
    const ends = read.parts.length > 1 ? `-part-${nth + 1}-of-${read.parts.length}` : "";
    return { name: `ginnel-rescue-${today()}${ends}.json`, pieces: [head, lines.join(",\n"), "\n]}\n"] };
  });
}

// -- The way out: as src/platform/ways.rs decides, where the reasons stand -----------------------------------

const SHARE = { name: "share" };
const SHARE_AS_TEXT = { name: "share", asText: true };
const SAVE_AS = { name: "save-as" };
const DOWNLOAD = { name: "download" };
const COPY = { name: "copy" };

function ways() {
  const says = (name) => navigator.userAgent.includes(name);
  const apple = ["iPhone", "iPad", "iPod"].some(says) || (says("Macintosh") && navigator.maxTouchPoints > 1);
  const android = !apple && says("Android");
  const installed =
    navigator.standalone === true || ["standalone", "minimal-ui"].some((mode) => matchMedia(`(display-mode: ${mode})`).matches);
  const shares = navigator.canShare?.({ files: [new File(["{}"], "probe.txt", { type: "text/plain" })] }) === true;
  const found = [];
  const may = (yes, way) => yes && found.push(way);
  if (apple) {
    may(!installed, DOWNLOAD);
    may(shares, SHARE);
  } else if (android) {
    may(shares && says("Chrome/"), SHARE_AS_TEXT);
    may(true, DOWNLOAD);
  } else {
    may("showSaveFilePicker" in window, SAVE_AS);
    may(true, DOWNLOAD);
  }
  return [...found, COPY];
}

async function hand(file, way) {
  const text = () => file.blob.text();
  if (way.name === "share") {
    const [name, type] = way.asText ? [`${file.name}.txt`, "text/plain"] : [file.name, "application/json"];
    return navigator.share({ files: [new File([file.blob], name, { type })] });
  }
  if (way === SAVE_AS) {
    const handle = await window.showSaveFilePicker({ suggestedName: file.name });
    const stream = await handle.createWritable();
    await stream.write(file.blob);
    return stream.close();
  }
  if (way === DOWNLOAD) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(file.blob);
    link.download = file.name;
    return link.click();
  }
  try {
    await navigator.clipboard.writeText(await text());
  } catch (error) {
    at("text").value = await text();
    show("by-hand");
    throw error;
  }
}

function offer(file, way, nth, of) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "boot-button";
  button.textContent = say(way.name) + (of > 1 ? say("part", { part: nth + 1, parts: of }) : "");
  button.addEventListener("click", async () => {
    show("refused", false);
    try {
      await hand(file, way);
      show("handed");
    } catch (error) {
      // Whoever closed the window needs no telling.
      show("refused", error?.name !== "AbortError");
    }
  });
  at("ways").append(button);
}

// -- The page ----------------------------------------------------------------------------------------------

async function make() {
  FAILURES.forEach((id) => show(id, false));
  show("begin", false);
  try {
    const read = await readAll((done, all) => (at("progress").textContent = say("reading", { done, all })));
    const files = written(read).map(({ name, pieces }) => ({ name, blob: new Blob(pieces, { type: "application/json" }) }));
    const counted = (name, n) => say(n === 1 ? `${name}-one` : name, { n });
    at("count").textContent = counted("count", read.rows);
    at("unread").textContent = counted("unread", read.unread.length);
    show("unread", read.unread.length > 0);
    show(read.lock);
    ways().forEach((way) => files.forEach((file, nth) => offer(file, way, nth, files.length)));
    show("ready");
    at("ready").querySelector("h2").focus();
  } catch (error) {
    console.warn(error);
    const room = error instanceof RangeError || error?.name === "QuotaExceededError";
    show(error instanceof Failed ? error.message : room ? "no-room" : "not-opened");
    show("begin");
  }
  at("progress").textContent = "";
}

// In a frame somebody else's page could lead the finger.
if (window.top === window.self) {
  show("begin");
  at("make").addEventListener("click", make);
}
