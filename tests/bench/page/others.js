// Rows like ours, kept by others. Each engine gives `save(row, draft)`, which keeps one row and removes a draft, and
// `bulk(rows)`; both end when the engine says that it has kept them.
"use strict";

const row = (bytes) => ({
  id: crypto.randomUUID(),
  key: "k".repeat(16),
  suite: 1,
  batch: "",
  sealed: crypto.getRandomValues(new Uint8Array(bytes)),
});

// PouchDB takes no durability: where it is to be strict, the browser is asked in its stead.
const begin = IDBDatabase.prototype.transaction;
let strictly = false;
IDBDatabase.prototype.transaction = function (tables, mode, options) {
  return begin.call(this, tables, mode, strictly ? { ...options, durability: "strict" } : options);
};

const plain = async (durability) => {
  const db = await new Promise((yes, no) => {
    const opening = indexedDB.open("plain", 1);
    opening.onupgradeneeded = ({ target: { result } }) => {
      result.createObjectStore("log", { keyPath: "seq", autoIncrement: true }).createIndex("id", "id", { unique: true });
      result.createObjectStore("drafts", { keyPath: "id" });
    };
    opening.onsuccess = () => yes(opening.result);
    opening.onerror = no;
  });
  const write = (work) => new Promise((yes, no) => {
    const tx = db.transaction(["log", "drafts"], "readwrite", { durability });
    work(tx.objectStore("log"), tx.objectStore("drafts"));
    tx.oncomplete = yes;
    tx.onabort = no;
  });
  return {
    draft: (one) => write((_, drafts) => drafts.put(one)),
    save: (one, draft) => write((log, drafts) => { drafts.delete(draft.id); log.put(one); }),
    bulk: (rows) => write((log) => rows.forEach((one) => log.put(one))),
    end: () => new Promise((yes) => { db.close(); indexedDB.deleteDatabase("plain").onsuccess = yes; }),
  };
};

const dexie = async (durability) => {
  const db = new Dexie("dexie", { chromeTransactionDurability: durability });
  db.version(1).stores({ log: "++seq,&id", drafts: "id" });
  await db.open();
  return {
    draft: (one) => db.drafts.put(one),
    save: (one, draft) => db.transaction("rw", db.log, db.drafts, async () => {
      await db.drafts.delete(draft.id);
      await db.log.put(one);
    }),
    bulk: (rows) => db.log.bulkPut(rows),
    end: () => db.delete(),
  };
};

// A document of PouchDB is JSON, so the sealed bytes travel as text. It knows no transaction over two databases: the
// draft is another document of the same.
const pouch = async (durability) => {
  const db = new PouchDB("pouch");
  await db.info();
  const document = ({ id, ...rest }) => ({ ...rest, _id: id, sealed: btoa(String.fromCharCode(...rest.sealed)) });
  const doing = async (work) => {
    strictly = durability === "strict";
    const done = await work();
    strictly = false;
    const wrong = [done].flat().find((one) => one.error);
    if (wrong) throw new Error(JSON.stringify(wrong));
    return done;
  };
  return {
    draft: async (one) => { one.rev = (await doing(() => db.put(document(one)))).rev; },
    save: (one, draft) => doing(() => db.bulkDocs([document(one), { _id: draft.id, _rev: draft.rev, _deleted: true }])),
    bulk: (rows) => doing(() => db.bulkDocs(rows.map(document))),
    end: () => db.destroy(),
  };
};

const engines = { IndexedDB: plain, Dexie: dexie, PouchDB: pouch };

const saves = async (engine, durability, bytes, times) => {
  const store = await engines[engine](durability);
  const taken = [];
  for (let n = 0; n < times; n += 1) {
    const [one, draft] = [row(bytes), row(bytes)];
    await store.draft(draft);
    const began = performance.now();
    await store.save(one, draft);
    taken.push(performance.now() - began);
  }
  await store.end();
  return taken;
};

const many = async (engine, durability, bytes, count, slice) => {
  const store = await engines[engine](durability);
  const rows = Array.from({ length: count }, () => row(bytes));
  const began = performance.now();
  for (let n = 0; n < count; n += slice) await store.bulk(rows.slice(n, n + slice));
  const taken = performance.now() - began;
  await store.end();
  return [taken];
};
