"""Reads a ginnel-export file, version 1. Written from docs/format.md alone, with the standard library.

    python3 reader.py FILE    prints what is in it as JSON; or {"refused": NAME} and exits with 1

It checks everything but the Ed25519 signatures, for which the standard library has no code: "signed" says that a
signature and a voucher are there, not that they are right.
"""
import datetime, hashlib, json, re, sys

LIMIT = 2**53 - 1
PACK_KINDS = {"area", "place", "words", "prompt_set", "prompt", "organisation"}

class Refused(Exception): pass

def need(condition, refusal):
    if not condition: raise Refused(refusal)

# --- JSON (section 2) ---
def pairs(members):
    need(len(dict(members)) == len(members), "DuplicateKey")
    return dict(members)

def integer(text):
    need(len(text) < 20 and text != "-0" and abs(int(text)) <= LIMIT, "BadNumber")
    return int(text)

def parse(data):
    need(len(data) <= 50 * 1024 * 1024, "TooBig")
    try:
        text = data.decode("utf-8")
        return json.loads(text, object_pairs_hook=pairs, parse_int=integer, parse_float=lambda _: need(False, "BadNumber"),
                          parse_constant=lambda _: need(False, "NotJson"))
    except RecursionError:
        raise Refused("TooDeep")
    except json.JSONDecodeError as error:
        cut = text.strip()[:1] == "{" and (error.pos >= len(text.rstrip()) or "Unterminated" in error.msg)
        raise Refused("Truncated" if cut else "NotJson")
    except ValueError:
        raise Refused("NotJson")

def walk(value, depth=1):
    """Checks one item and counts its values."""
    need(value is not None, "NullValue")
    for text in [value] if isinstance(value, str) else value if isinstance(value, dict) else []:
        check_string(text)
    if not isinstance(value, (dict, list)): return 1
    need(depth <= 32, "TooDeep")
    return 1 + sum(walk(inner, depth + 1) for inner in (value.values() if isinstance(value, dict) else value))

def check_string(text):
    need(not any("\ud800" <= c <= "\udfff" for c in text), "NotJson")
    need(len(text.encode("utf-8")) <= 65536, "TooLong")

def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode("utf-8")

def item(value):
    need(walk(value) <= 20000 and len(canonical(value)) <= 1024 * 1024, "TooBig")

# --- spellings ---
def matches(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None

def is_int(value, least=0, most=LIMIT):
    return type(value) is int and least <= value <= most

def is_day(value):
    try:
        return matches(r"\d{4}-\d\d-\d\d")(value) and bool(datetime.date(*map(int, value.split("-"))))
    except ValueError:
        return False

def is_label(value):
    return (isinstance(value, str) and 1 <= len(value.encode("utf-8")) <= 200
            and not any(c < " " or "\x7f" <= c <= "\x9f" for c in value))

def is_list(test, least, most):
    return lambda v: isinstance(v, list) and least <= len(v) <= most and all(map(test, v)) and len(set(v)) == len(v)

def is_voucher(value):
    lengths = {"device_key": 64, "worker_key": 64, "worker_signature": 128, "device_signature": 128}
    return (isinstance(value, dict) and value.keys() == lengths.keys()
            and all(matches("[0-9a-f]{%d}" % n)(value[name]) for name, n in lengths.items()))

is_name, is_path = matches("[a-z][a-z0-9_]{0,63}"), matches("[A-Za-z0-9_.-]{1,200}")
is_id = matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
is_part = lambda value: is_int(value, 1, 2**32 - 1)
HEADER = {"id": is_id, "purpose": is_name, "audience": is_name, "made_on": is_day, "app": is_label,
          "count": is_int, "digest": matches("[0-9a-f]{64}"), "part": is_part, "parts": is_part}
HEADER_MAY = {"around": matches("[0-9a-f]{64}"), "author": is_label, "role": is_name, "to": is_label, "voucher": is_voucher,
              "vouchers": lambda v: isinstance(v, list) and 1 <= len(v) <= 256 and all(map(is_voucher, v))}
REVISION = {"id": is_id, "record": is_id, "kind": is_name, "parents": is_list(is_id, 0, 1000),
            "act": is_name, "spelling": lambda v: v in ("whole", "part", "stub"), "on": is_day,
            "sharing": is_name, "fields": lambda v: isinstance(v, dict) and all(map(is_path, v))}
REVISION_MAY = {"by": matches("[0-9a-f]{32}"), "n": is_int, "closes": is_list(is_path, 1, 1000)}

def members(value, must, may, refusal):
    need(isinstance(value, dict) and must.keys() <= value.keys(), refusal)
    need(all(test(value[name]) for name, test in {**must, **may}.items() if name in value), refusal)

def check_revision(revision):
    item(revision)
    members(revision, REVISION, REVISION_MAY, "BadRevision")
    need(revision["id"] not in revision["parents"], "BadRevision")
    need(not (revision["spelling"] == "stub" and revision["fields"]), "BadRevision")
    need("closes" not in revision or revision["act"] not in ("write", "erase"), "BadRevision")

# --- the file (sections 3 to 6) ---
digest_of = lambda items: hashlib.sha256(b"".join(canonical(one) + b"\n" for one in items)).hexdigest()
def check(file):
    need(isinstance(file, dict) and file.get("format") == "ginnel-export", "OtherFormat")
    need(not is_int(file.get("version"), 2), "NewerVersion")
    need(is_int(file.get("version"), 1), "OtherFormat")
    for name in file.keys() - {"revisions", "around"}: item(file[name])
    need(isinstance(file.get("around", []), list), "BadHeader")
    for thing in file.get("around", []): item(thing)
    header, revisions = file.get("header"), file.get("revisions")
    members(header, HEADER, HEADER_MAY, "BadHeader")
    need(header["part"] <= header["parts"] and isinstance(revisions, list), "BadHeader")
    need(header["purpose"] != "practice", "OtherFormat")
    need("signature" not in file or matches("[0-9a-f]{128}")(file["signature"]), "BadSignature")
    need(max(len(revisions), header["count"]) <= 200000, "TooMany")
    for revision in revisions: check_revision(revision)
    need(header.get("around") == (digest_of(file["around"]) if "around" in file else None), "Changed")
    is_pack = header["purpose"] == "pack" and all(r["kind"] in PACK_KINDS for r in revisions)
    need(("voucher" in header) == ("signature" in file) and ("voucher" in header or is_pack), "Unsigned")
    need(header["count"] == len(revisions) and header["digest"] == digest_of(revisions), "Changed")
    return header, revisions

def summary(header, revisions):
    records, about = {}, {}
    for revision in revisions: records.setdefault(revision["record"], []).append(revision)
    for record, all_of_it in records.items():
        parents = {parent for r in all_of_it for parent in r["parents"]}
        heads = [r for r in all_of_it if r["id"] not in parents]
        erased = any(r["act"] == "erase" for r in all_of_it)
        words = [] if erased else [r["fields"]["words"] for r in heads if isinstance(r["fields"].get("words"), str)]
        about[record] = {"kind": all_of_it[0]["kind"], "revisions": len({r["id"] for r in all_of_it}),
                         "heads": sorted({r["id"] for r in heads}), "words": sorted(words),
                         "open": len({r["id"] for r in all_of_it if r["fields"]})}
    told = {name: header[name] for name in ("id", "purpose", "audience", "count", "digest", "part", "parts")}
    return {**told, "signed": "voucher" in header, "records": about}

if __name__ == "__main__":
    try:
        with open(sys.argv[1], "rb") as opened:
            print(json.dumps(summary(*check(parse(opened.read())))))
    except Refused as refused:
        print(json.dumps({"refused": str(refused)}))
        sys.exit(1)
