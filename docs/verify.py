#!/usr/bin/env python3
"""Checks an audit bundle, the proof of a cell, or a log as it was found, of disclosure-ledger without disclosure-ledger.

    python3 verify.py FILE [--public-key FILE]... [--deposit FILE]... [--json]

One file, Python 3.9 or newer, the standard library only, written from docs/audit-bundle.md, docs/cell-proof.md,
docs/log-export.md and docs/log-format.md. Of a bundle it recomputes every hash, root and signature, sees that no event of
the unit is missing, and counts every cell of the published reports again from the events; of a log it checks every row,
seal and data key. Exit 0: no fault. 1: faults, each named. 2: wrong usage, or a file that cannot be read.
"""

import argparse
import base64
import bisect
import datetime
import hashlib
import json
import math
import re
import sys
import uuid

FORMAT, VERSION, COUNTING = "disclosure-ledger bundle", 1, 1
LONGEST_LINE = 16 * 1024 * 1024
LARGEST = 2**53 - 1


def sha256(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


# --- Ed25519 (RFC 8032, section 5.1): points of -x^2 + y^2 = 1 + d x^2 y^2 over the field of P elements, projective ------

P = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_1 = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def added(a, b):
    """Sum of two points (X, Y, Z, T) with x = X/Z, y = Y/Z, xy = T/Z."""
    x1, y1, z1, t1 = a
    x2, y2, z2, t2 = b
    e1, e2 = (y1 - x1) * (y2 - x2) % P, (y1 + x1) * (y2 + x2) % P
    c, d = 2 * t1 * t2 * D % P, 2 * z1 * z2 % P
    e, f, g, h = e2 - e1, d - c, d + c, e2 + e1
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(n, point):
    result = NEUTRAL
    while n > 0:
        if n & 1:
            result = added(result, point)
        point = added(point, point)
        n >>= 1
    return result


def x_of(y, odd):
    """The x of that parity that belongs to a y, or None."""
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if x * x % P != square:
        x = x * ROOT_OF_MINUS_1 % P
    if x * x % P != square or (x == 0 and odd):
        return None
    return x if x % 2 == odd else P - x


def point_of(data):
    number = int.from_bytes(data, "little")
    y, odd = number % 2**255, number >> 255
    x = x_of(y, odd) if y < P else None
    return None if x is None else (x, y, 1, x * y % P)


def bytes_of(point):
    x, y, z, _ = point
    inverse = pow(z, P - 2, P)
    x, y = x * inverse % P, y * inverse % P
    return (y | (x & 1) << 255).to_bytes(32, "little")


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE = point_of(BASE_Y.to_bytes(32, "little"))


def signed_by(key, message, signature):
    """Whether an Ed25519 signature of 64 bytes over the message is that of the key: S·B − k·A has to be R."""
    if len(signature) != 64:
        return False
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    a = point_of(key)
    if a is None or s >= ORDER:
        return False
    k = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % ORDER
    minus_a = (P - a[0], a[1], a[2], P - a[3])
    return bytes_of(added(times(s, BASE), times(k, minus_a))) == r


# --- Lines --------------------------------------------------------------------------------------------------------------


def no_such_constant(_):
    raise ValueError("not JSON")


def written(value):
    """The one text of a value: what JSON.stringify writes."""
    if isinstance(value, float):
        if not math.isfinite(value) or value.is_integer():
            raise ValueError("not how a number is written")
        return repr(value)
    if isinstance(value, dict):
        return "{" + ",".join(written(key) + ":" + written(each) for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(written, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def value_of(line):
    """The value of a canonical line (bytes), or None."""
    try:
        text = line.decode("utf-8")
        if re.search(r"\\u[dD][89a-fA-F]", text):
            return None
        value = json.loads(text, parse_constant=no_such_constant)
        return value if written(value) == text else None
    except (ValueError, RecursionError):
        return None


def text(value):
    return isinstance(value, str)


def flag(value):
    return isinstance(value, bool)


def whole(value):
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= LARGEST


def from_1(value):
    return whole(value) and value > 0


def or_null(form):
    return lambda value: value is None or form(value)


def like(pattern):
    return lambda value: text(value) and re.fullmatch(pattern, value) is not None


def list_of(form):
    return lambda value: isinstance(value, list) and all(map(form, value))


def exactly(**members):
    """Exactly these members, in this order."""

    def form(value):
        return (
            isinstance(value, dict)
            and list(value) == list(members)
            and all(of(value[name]) for name, of in members.items())
        )

    return form


def cell_numbers(value):
    def number(each):
        return (
            isinstance(each, (int, float))
            and not isinstance(each, bool)
            and re.fullmatch(r"[0-9]{1,15}([.][0-9]{1,4})?", str(each)) is not None
        )

    return isinstance(value, dict) and all(map(number, value.values()))


HASH = like("[0-9a-f]{64}")
KEY = like("[A-Za-z0-9+/]{43}=")
DAY = like("[0-9]{4}-[0-9]{2}-[0-9]{2}")
INSTANT_PATTERN = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}[.][0-9]{3}Z"
HEAD = {
    "position": from_1,
    "stream": text,
    "revision": whole,
    "id": text,
    "type": text,
    "schemaVersion": from_1,
    "effectiveOn": DAY,
    "recordedAt": like(INSTANT_PATTERN),
    "actor": exactly(id=text, role=text),
}
MANIFEST = exactly(
    format=lambda value: value == FORMAT,
    version=lambda value: whole(value) and value == VERSION,
    store=text,
    unit=or_null(text),
    year=or_null(whole),
    everything=flag,
    positions=from_1,
    counting=whole,
)
YEAR = exactly(year=whole, daysOff=list_of(text), makeUpDays=list_of(text), source=text)
CELL = list_of(text)
KINDS = {
    "public-key": (1, exactly(kind=text, keyId=text, key=KEY)),
    "declaration": (
        2,
        exactly(
            kind=text,
            counting=whole,
            cells=list_of(lambda value: CELL(value) and len(value) == 3),
            calendar=exactly(version=text, digest=HASH, years=list_of(YEAR)),
        ),
    ),
    "report": (
        3,
        exactly(kind=text, unit=text, year=whole, revision=whole, position=from_1, counted=whole, cells=cell_numbers),
    ),
    "opened": (4, exactly(kind=text, by=text, role=text, at=text, note=text)),
    "seal": (5, exactly(kind=text, number=from_1, text=text, keyId=text, signature=text)),
    "event": (6, exactly(kind=text, **HEAD, body=text, hash=HASH)),
    "header": (6, exactly(kind=text, **HEAD, bodyHash=HASH, hash=HASH)),
    "key": (7, exactly(kind=text, stream=text, subject=text, keyId=text, key=KEY)),
    "end": (8, exactly(kind=text, records=whole)),
}


def record_of(line):
    """The record a line is, or None."""
    value = value_of(line)
    kind = value.get("kind") if isinstance(value, dict) else None
    if not text(kind) or kind not in KINDS or not KINDS[kind][1](value):
        return None
    return value


def lines_of(file):
    """Number and bytes of every line; None in place of the bytes of one that is too long or not ended."""
    number = 0
    while True:
        line = file.readline(LONGEST_LINE + 2)
        if not line:
            return
        number += 1
        whole_line = line.endswith(b"\n")
        while not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE)
            if not line:
                break
        yield number, line[:-1] if whole_line and len(line) <= LONGEST_LINE + 1 else None


# --- The form -----------------------------------------------------------------------------------------------------------

RESULTS = """granted partially_granted denied_state_secret denied_other_law denied_security_stability denied_third_party
denied_internal_affairs denied_process_information denied_enforcement_file denied_administrative_query unable_not_held
unable_needs_creation unable_still_unclear not_processed_petition not_processed_duplicate not_processed_publication
not_processed_excessive not_processed_confirmation other_correction_lapsed other_fee_lapsed other_other""".split()
TABLE_2 = """rules.issued rules.repealed rules.in_force normative_documents.issued normative_documents.repealed
normative_documents.in_force administrative_license.decisions administrative_penalty.decisions
administrative_coercion.decisions administrative_fee.amount_wan_yuan""".split()
ROWS = ["new_received", "carried_in", *RESULTS, "results_total", "carried_out"]
COLUMNS = """natural_person legal_commercial legal_research legal_public_interest legal_legal_service legal_other
total""".split()
GROUPS = ["recon", "suit_direct", "suit_after_recon"]
ENDS = ["upheld", "corrected", "other"]
CELLS = (
    [f"t2.{cell}" for cell in TABLE_2]
    + [f"t3.{row}.{column}" for row in ROWS for column in COLUMNS]
    + [f"t4.{group}.{end}" for group in GROUPS for end in [*ENDS, "pending", "total"]]
)
FEE = "t2.administrative_fee.amount_wan_yuan"
DECLARED = "8e13c9dd95820635fb6e3128b2defe2d43959a845ad27180048e9724ae41517b"


def calendar_name(years):
    """The name of a calendar's days: FNV-1a, 32 bits, over their text."""
    ordered = sorted(years, key=lambda each: each["year"])
    days = [[each["year"], sorted(each["daysOff"]), sorted(each["makeUpDays"])] for each in ordered]
    name = 0x811C9DC5
    for character in written(days):
        name = (name ^ ord(character)) * 0x01000193 % 2**32
    first, last = (ordered[0]["year"], ordered[-1]["year"]) if ordered else ("none", "none")
    return f"cn-{first}-{last}-{name:08x}"


# --- Step one: the bytes ------------------------------------------------------------------------------------------------

SEAL_LINES = [
    "disclosure-ledger seal v1",
    "store ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})",
    "number ([1-9][0-9]{0,15})",
    "positions ([1-9][0-9]{0,15})-([1-9][0-9]{0,15})",
    "root ([0-9a-f]{64})",
    "head ([0-9a-f]{64})",
    "previous ([0-9a-f]{64})",
    f"sealed ({INSTANT_PATTERN})",
]
SEAL = re.compile("".join(line + "\n" for line in SEAL_LINES))
EXPORTED = re.compile(
    "(" + "".join(line + "\n" for line in SEAL_LINES) + ")\nkey ([0-9a-f]{16})\nsignature ([A-Za-z0-9+/]{86}==)\n"
)


def seal_of(seal_text):
    """What the text of a seal says, or None."""
    match = SEAL.fullmatch(seal_text)
    if not match:
        return None
    store, number, first, last, root, head, previous, sealed = match.groups()
    number, first, last = int(number), int(first), int(last)
    try:
        datetime.datetime.strptime(sealed, "%Y-%m-%dT%H:%M:%S.%fZ")
    except ValueError:
        return None
    if number > LARGEST or last > LARGEST or first > last:
        return None
    return {
        "store": store,
        "number": number,
        "from": first,
        "to": last,
        "root": root,
        "head": head,
        "previous": previous,
        "text": seal_text,
    }


def leaf_of(record):
    actor = record["actor"]
    names = ["position", "stream", "revision", "id", "type", "schemaVersion", "effectiveOn", "recordedAt"]
    header = b""
    for field in [*(str(record[name]) for name in names), actor["id"], actor["role"]]:
        data = field.encode("utf-8")
        header += len(data).to_bytes(4, "big") + data
    body = sha256(record["body"].encode("utf-8")) if "body" in record else bytes.fromhex(record["bodyHash"])
    return sha256(b"\0", header, body)


class Tree:
    """Root over leaves that come one by one (RFC 6962, 2.1): complete subtrees, the largest first."""

    def __init__(self):
        self.subtrees = []

    def add(self, leaf):
        size = 1
        while self.subtrees and self.subtrees[-1][0] == size:
            leaf = sha256(b"\1", self.subtrees.pop()[1], leaf)
            size *= 2
        self.subtrees.append((size, leaf))

    def root(self):
        if not self.subtrees:
            return sha256()
        root = self.subtrees[-1][1]
        for _, left in reversed(self.subtrees[:-1]):
            root = sha256(b"\1", left, root)
        return root


class Faults(list):
    def tell(self, kind, **place):
        self.append({"kind": kind, **place})

    def at(self, kind, event, **more):
        self.tell(kind, stream=event["stream"], revision=event["revision"], **more)

    def at_seal(self, kind, number):
        self.tell(kind, stream="seals", revision=number - 1)


class SealedBytes:
    def __init__(self, manifest, faults):
        self.manifest, self.faults = manifest, faults
        self.seals, self.lines, self.closed = [], {}, 0
        self.revisions, self.tree, self.events = {}, Tree(), 0
        self.last = None
        self.position, self.hash, self.recorded = 0, "0" * 64, ""

    def seal(self, record, line, keys):
        seal = seal_of(record["text"])
        if seal is None:
            self.faults.tell("SEAL_UNREADABLE", line=line)
            return
        self.lines[record["number"]] = record
        before = self.seals[-1] if self.seals else {"number": 0, "to": 0}
        previous = sha256(before["text"].encode()).hex() if self.seals else "0" * 64
        checks = {
            "SEAL_STORE": seal["store"] == self.manifest["store"],
            "SEAL_NUMBER": record["number"] == seal["number"] == before["number"] + 1,
            "SEAL_RANGE": seal["from"] == before["to"] + 1,
            "SEAL_PREVIOUS": seal["previous"] == previous,
            "SEAL_KEY": record["keyId"] in keys,
            "SEAL_SIGNATURE": record["keyId"] not in keys or self.is_signed(record, keys[record["keyId"]]),
        }
        for kind, holds in checks.items():
            if not holds:
                self.faults.at_seal(kind, seal["number"])
        self.seals.append(seal)

    @staticmethod
    def is_signed(record, key):
        if not re.fullmatch("[A-Za-z0-9+/]{86}==", record["signature"]):
            return False
        signature = base64.b64decode(record["signature"])
        one_spelling = base64.b64encode(signature).decode() == record["signature"]
        return one_spelling and signed_by(key, record["text"].encode("utf-8"), signature)

    def event(self, record):
        at = lambda kind: self.faults.at(kind, record)
        position, stream = record["position"], record["stream"]
        if position > self.position + 1:
            at("POSITION_GAP")
        if position <= self.position:
            at("POSITION_ORDER")
        if record["revision"] != self.revisions.get(stream, -1) + 1:
            at("REVISION_ORDER")
        if record["recordedAt"] < self.recorded:
            at("TIME_BACKWARDS")
        leaf = leaf_of(record)
        if record["hash"] != sha256(b"\1", bytes.fromhex(self.hash), leaf).hex():
            at("HASH_MISMATCH")
        self.close_before(position)
        self.tree.add(leaf)
        self.revisions[stream] = record["revision"]
        self.position, self.hash, self.recorded = position, record["hash"], record["recordedAt"]
        self.last = {"stream": stream, "revision": record["revision"]}
        self.events += 1

    def close_before(self, position):
        """Closes the seals that end before a position."""
        while self.closed < len(self.seals) and self.seals[self.closed]["to"] < position:
            seal = self.seals[self.closed]
            if self.tree.root().hex() != seal["root"]:
                self.faults.at_seal("SEAL_ROOT", seal["number"])
            if self.hash != seal["head"]:
                self.faults.at_seal("SEAL_HEAD", seal["number"])
            self.tree = Tree()
            self.closed += 1

    def end(self):
        self.close_before(self.position + 1)
        if self.position != self.manifest["positions"]:
            self.faults.tell("MANIFEST_MISMATCH")
        end = self.seals[-1]["to"] if self.seals else None
        if end is None or self.position > end:
            self.faults.tell("UNSEALED", **(self.last or {}))
        elif self.position < end:
            self.faults.tell("TAIL_MISSING", **(self.last or {}))


# --- Step two: the meaning ----------------------------------------------------------------------------------------------

COUNTED = """ApplicationRegistered ReceiptConfirmed ApplicationSplit CaseVoided CaseClosed ReconsiderationFiled
ReconsiderationAnswered ReconsiderationConcluded LitigationFiled LitigationConcluded EntryCorrected EntryRetracted""".split()
OFFICE = "UnitRegistered UnitAbolished ProactiveFigureRecorded ReportFrozen ReportRevised".split()
NO_VALUE = object()


def member(value):
    return isinstance(value, dict) and text(value.get("unit")) and or_null(whole)(value.get("revision"))


REPORT = {
    "unitId": text,
    "reportYear": whole,
    "revision": whole,
    "cells": cell_numbers,
    "position": or_null(whole),
    "consolidated": or_null(flag),
    "unitTree": or_null(list_of(member)),
}
# What is read of each event that counts; a member that is not there reads as null.
READ = {
    "ApplicationRegistered": {"unit": text, "applicantKind": text, "receivedOn": or_null(DAY)},
    "ReceiptConfirmed": {"confirmedOn": DAY},
    "ApplicationSplit": {"childCaseIds": list_of(text)},
    "CaseVoided": {},
    "CaseClosed": {"concludedOn": DAY, "resultCode": text},
    "ReconsiderationFiled": {"reconId": text, "filedOn": DAY, "acceptedOn": or_null(DAY), "copyReceivedOn": or_null(DAY)},
    "ReconsiderationAnswered": {"reconId": text, "copyReceivedOn": DAY},
    "ReconsiderationConcluded": {"reconId": text, "concludedOn": DAY, "servedOn": or_null(DAY), "result": text},
    "LitigationFiled": {
        "suitId": text,
        "route": like("direct|after_reconsideration"),
        "filedOn": DAY,
        "copyReceivedOn": or_null(DAY),
    },
    "LitigationConcluded": {"suitId": text, "concludedOn": DAY, "result": text},
    "EntryCorrected": {"targetEventId": text, "field": text},
    "EntryRetracted": {"targetEventId": text},
    "UnitRegistered": {"unit": text},
    "UnitAbolished": {"unit": text, "lastDay": DAY, "successor": or_null(text)},
    "ProactiveFigureRecorded": {"year": whole, "cell": text, "value": whole},
    "ReportFrozen": REPORT,
    "ReportRevised": REPORT,
}


class Unreadable(Exception):
    """A body that is not what its type says."""


def read_body(record):
    """Data and metadata of an event."""
    if record["schemaVersion"] != 1:
        raise Unreadable
    try:
        body = json.loads(record["body"])
    except (ValueError, RecursionError):
        raise Unreadable from None
    if not isinstance(body, dict) or not all(isinstance(body.get(part), dict) for part in ("data", "metadata")):
        raise Unreadable
    return body["data"], body["metadata"]


def read_counted(record):
    """The same of an event that counts, which has what is read of it."""
    data, metadata = read_body(record)
    if record["type"] == "ApplicationRegistered" and "receivedOn" not in data:
        raise Unreadable
    if not all(form(data.get(name)) for name, form in READ[record["type"]].items()):
        raise Unreadable
    return data, metadata


def year_of(day):
    return int(day[:4])


def effective(events):
    """The history as it counts: retracted entries left out, corrected fields with their last value (rule 1)."""
    retracted, corrected, kept = set(), {}, []
    for event in reversed(events):
        if event["id"] in retracted:
            continue
        data = dict(event["data"])
        for field, value in corrected.get(event["id"], {}).items():
            if value is NO_VALUE:
                data.pop(field, None)
            else:
                data[field] = value
        if event["type"] == "EntryRetracted":
            retracted.add(data["targetEventId"])
        if event["type"] == "EntryCorrected":
            value = data["newText"] if "newText" in data else data.get("newValue", NO_VALUE)
            corrected.setdefault(data["targetEventId"], {}).setdefault(data["field"], value)
        kept.append({**event, "data": data})
    return kept[::-1]


def first_of(*days):
    return next((day for day in days if day is not None), None)


def states_of(events):
    """The state of a case and those of its proceedings by the id of the event that filed them (rule 2): (None, {})
    where it counts nowhere. A state is (entered, place, left, end)."""
    column = received = concluded = result = None
    gone = False
    recons, suits = [], []
    for event in effective(events):
        kind, data = event["type"], event["data"]
        if kind == "ApplicationRegistered":
            column, received = data["applicantKind"], data["receivedOn"]
        elif kind == "ReceiptConfirmed":
            received = data["confirmedOn"] if received is None else received
        elif kind == "ApplicationSplit":
            gone = gone or len(data["childCaseIds"]) > 0
        elif kind == "CaseVoided":
            gone = True
        elif kind == "CaseClosed":
            if concluded is None:
                concluded, result = data["concludedOn"], data["resultCode"]
        elif kind == "ReconsiderationFiled":
            recons.append({"by": event["id"], **data, "end": None, "ended": None})
        elif kind in ("ReconsiderationAnswered", "ReconsiderationConcluded"):
            for recon in recons:
                if recon["reconId"] == data["reconId"] and kind == "ReconsiderationAnswered":
                    recon["copyReceivedOn"] = data["copyReceivedOn"]
                elif recon["reconId"] == data["reconId"]:
                    recon["end"], recon["ended"] = data["result"], first_of(data.get("servedOn"), data["concludedOn"])
        elif kind == "LitigationFiled":
            suits.append({"by": event["id"], **data, "end": None, "ended": None})
        elif kind == "LitigationConcluded":
            for suit in suits:
                if suit["suitId"] == data["suitId"]:
                    suit["end"], suit["ended"] = data["result"], data["concludedOn"]
    if gone or received is None:
        return None, {}
    proceedings = {}
    for recon in recons:
        filed = first_of(recon.get("acceptedOn"), recon.get("copyReceivedOn"), recon["filedOn"])
        proceedings[recon["by"]] = ("recon", filed, recon)
    for suit in suits:
        group = {"direct": "suit_direct", "after_reconsideration": "suit_after_recon"}[suit["route"]]
        proceedings[suit["by"]] = (group, first_of(suit.get("copyReceivedOn"), suit["filedOn"]), suit)
    return (
        (year_of(received), column, None if concluded is None else year_of(concluded), result),
        {
            by: (year_of(filed), group, None if each["ended"] is None else year_of(each["ended"]), each["end"])
            for by, (group, filed, each) in proceedings.items()
        },
    )


class Case:
    """One case, with its states after each of its counted events."""

    def __init__(self, unit):
        self.unit, self.events, self.moments = unit, [], []

    def add(self, event):
        self.events.append(event)
        self.moments.append((event["position"], states_of(self.events)))

    def at(self, position):
        found = (None, {})
        for since, states in self.moments:
            if since > position:
                break
            found = states
        return found


def booked(years, states, gone):
    """What the books say after the published reports (rule 3)."""
    book, closed = None, -math.inf
    for index, now in enumerate(states):
        later = lambda left: None if left is None else max(left, closed + 1)
        published = book if book is not None and book[0] <= closed else None
        if published is None:
            book = now and (max(now[0], closed + 1), now[1], later(now[2]), now[3])
        elif published[2] is not None and max(published[2], published[0]) <= closed:
            book = published
        elif now is None:
            book = (published[0], published[1], closed + 1, gone)
        else:
            book = (published[0], published[1], later(now[2]), now[3])
        if index < len(years):
            closed = years[index]
    return book


def rows_of(book, year, results):
    """The rows, or columns of table 4, that something is in (rule 4)."""
    entered, _, left, end = book
    leaves = math.inf if left is None or end is None else max(left, entered)
    rows = []
    if entered == year:
        rows.append("new_received")
    if entered < year <= leaves:
        rows.append("carried_in")
    if leaves == year and end in results:
        rows.append(end)
    if entered <= year < leaves:
        rows.append("carried_out")
    return rows


class Office:
    """What units and reports say."""

    def __init__(self):
        self.units, self.figures, self.frozen = [], [], []

    def add(self, event):
        data, kind = event["data"], event["type"]
        if kind in ("UnitRegistered", "UnitAbolished"):
            self.units.append((event["position"], kind, data["unit"], data))
        elif kind == "ProactiveFigureRecorded":
            self.figures.append((event["position"], event["metadata"].get("unit"), data["year"], data["cell"], data["value"]))
        elif kind in ("ReportFrozen", "ReportRevised"):
            counted = data["position"] if data.get("position") is not None else event["position"] - 1
            self.frozen.append({**event, "counted": counted})

    def knows(self, unit):
        return any(kind == "UnitRegistered" and unit == each for _, kind, each, _ in self.units)

    def scope(self, unit):
        found, asked = {unit}, [unit]
        while asked:
            successor = asked.pop()
            for _, kind, each, data in self.units:
                if kind == "UnitAbolished" and data.get("successor") == successor and each not in found:
                    found.add(each)
                    asked.append(each)
        return found

    def added_up(self, units):
        """Reports of other units that those of these units add up, as (unit, year)."""
        return {
            (member["unit"], frozen["data"]["reportYear"])
            for frozen in self.frozen
            if frozen["data"]["unitId"] in units and frozen["data"].get("consolidated")
            for member in frozen["data"].get("unitTree") or []
        }

    def standing(self, at):
        """Of every unit known at a position its successor and last year (rule 5)."""
        found = {}
        for position, kind, unit, data in self.units:
            if position > at:
                continue
            if kind == "UnitRegistered":
                found.setdefault(unit, (None, math.inf))
            elif unit in found:
                successor = data.get("successor")
                found[unit] = (successor, math.inf if successor is None else year_of(data["lastDay"]))
        return found

    def reports_before(self, unit, limit, at):
        latest = {}
        for frozen in self.frozen:
            data = frozen["data"]
            if frozen["position"] <= at and data["unitId"] == unit and data["reportYear"] < limit:
                known = latest.get(data["reportYear"])
                if known is None or known["data"]["revision"] <= data["revision"]:
                    latest[data["reportYear"]] = frozen
        return [latest[year] for year in sorted(latest)]

    def registers(self, unit, year, at):
        standing = self.standing(at)
        if standing.get(unit, (None, math.inf))[1] < year:
            return []

        def down(reporter, limit, way):
            reports = self.reports_before(reporter, limit, at)
            found = [(reporter, reports)]
            for before, (successor, last) in standing.items():
                if successor == reporter and last < limit and before not in way + [reporter]:
                    since = [each for each in reports if each["data"]["reportYear"] > last]
                    found += [(of, earlier + since) for of, earlier in down(before, last + 1, way + [reporter])]
            return found

        return down(unit, year, [])

    def figures_at(self, unit, year, at):
        return {
            cell: value
            for position, of, told, cell, value in self.figures
            if position <= at and of == unit and told == year and cell in CELLS[: len(TABLE_2)]
        }


class Meaning:
    def __init__(self, manifest, scope, reports, faults):
        self.manifest, self.faults = manifest, faults
        self.scope, self.added_up = scope, reports
        self.office, self.cases, self.unit_of, self.lines = Office(), {}, {}, []

    def has_unit(self, unit):
        return self.scope is None or unit in self.scope

    def needs(self, record):
        if self.scope is None:
            return True
        stream = record["stream"]
        if stream.startswith("case-"):
            return record["revision"] == 0 or self.unit_of.get(stream) in self.scope
        if stream.startswith("unit-") or stream in ("calendar", "seals"):
            return True
        match = re.fullmatch("report-(.+)-([0-9]{4})", stream, re.DOTALL)
        return bool(match) and (match[1] in self.scope or (match[1], int(match[2])) in self.added_up)

    def event(self, record, seals):
        if record["kind"] == "header":
            if self.needs(record):
                self.faults.at("EVENT_LEFT_OUT", record)
            return
        try:
            self.read(record, seals)
        except (Unreadable, KeyError, TypeError, ValueError, AttributeError):
            self.faults.at("BODY_UNREADABLE", record)

    def read(self, record, seals):
        stream, kind = record["stream"], record["type"]
        if stream == "seals" and kind == "LogSealed":
            data, line = read_body(record)[0], seals.get(record["revision"] + 1, {})
            if any(data.get(member) != line.get(member, NO_VALUE) for member in ("text", "keyId", "signature")):
                self.faults.at("SEAL_CHANGED", record)
        elif stream.startswith("case-"):
            self.of_case(record)
        elif self.needs(record) and kind in OFFICE:
            data, metadata = read_counted(record)
            self.office.add({**record, "data": data, "metadata": metadata})

    def of_case(self, record):
        stream, kind = record["stream"], record["type"]
        if record["revision"] == 0:
            if kind != "ApplicationRegistered":
                raise Unreadable
            data, _ = read_counted(record)
            self.unit_of[stream] = data["unit"]
            if self.has_unit(data["unit"]):
                self.cases[stream] = Case(data["unit"])
        if stream not in self.cases or kind not in COUNTED:
            return
        # A case that cannot be read once is not counted any further, and named once.
        case = self.cases.pop(stream)
        data, metadata = read_counted(record)
        if metadata.get("unit") != case.unit:
            raise Unreadable
        case.add({"id": record["id"], "type": kind, "position": record["position"], "data": data})
        self.cases[stream] = case

    def compare_reports(self):
        unit, year = self.manifest["unit"], self.manifest["year"]
        if unit is not None and not self.office.knows(unit):
            self.faults.tell("MANIFEST_MISMATCH")
        lines = dict(self.lines)
        for frozen in self.office.frozen:
            data = frozen["data"]
            if unit not in (None, data["unitId"]) or year not in (None, data["reportYear"]):
                continue
            told = {
                "kind": "report",
                "unit": data["unitId"],
                "year": data["reportYear"],
                "revision": data["revision"],
                "position": frozen["position"],
                "counted": frozen["counted"],
                "cells": data["cells"],
            }
            match = next((line for line, record in lines.items() if record == told), None)
            if match is None:
                self.faults.at("REPORT_CHANGED", frozen)
            else:
                del lines[match]
        for line in lines:
            self.faults.tell("REPORT_CHANGED", line=line)

    def tables(self, unit, year, at):
        """Every cell of a unit and year as it follows from the events up to a position; the fee in yuan."""
        cells = dict.fromkeys(CELLS, 0)
        for register, reports in self.office.registers(unit, year, at):
            years = [each["data"]["reportYear"] for each in reports]
            moments = [each["counted"] for each in reports] + [at]
            for case in self.cases.values():
                if case.unit == register:
                    self.count(cells, years, [case.at(moment) for moment in moments], year)
            for cell, value in self.office.figures_at(register, year, at).items():
                cells[cell] += value
        return cells

    @staticmethod
    def count(cells, years, known, year):
        def add(cell):
            # A column or row that the form does not have is in no cell of it.
            if cell in cells:
                cells[cell] += 1

        book = booked(years, [state for state, _ in known], "other_other")
        if book is None:
            return
        for row in rows_of(book, year, RESULTS):
            for each in [row, "results_total"] if row in RESULTS else [row]:
                add(f"t3.{each}.{book[1]}")
                add(f"t3.{each}.total")
        for by in {by: None for _, proceedings in known for by in proceedings}:
            book = booked(years, [proceedings.get(by) for _, proceedings in known], "other")
            rows = [] if book is None else rows_of(book, year, ENDS)
            for cell in ["pending" if row == "carried_out" else row for row in rows]:
                if cell in ENDS or cell == "pending":
                    add(f"t4.{book[1]}.{cell}")
                    add(f"t4.{book[1]}.total")

    def counted_again(self, frozen):
        data = frozen["data"]
        cells = self.tables(data["unitId"], data["reportYear"], frozen["counted"])
        if data.get("consolidated"):
            for member in data.get("unitTree") or []:
                if member["unit"] == data["unitId"]:
                    continue
                below = self.publication(member["unit"], data["reportYear"], member.get("revision", 1))
                for cell in CELLS:
                    value = below.get(cell, 0)
                    cells[cell] += math.floor(value * 10_000 + 0.5) if cell == FEE else value
        return in_wan_yuan(cells)

    def publication(self, unit, year, revision):
        for frozen in self.office.frozen:
            data = frozen["data"]
            if (data["unitId"], data["reportYear"], data["revision"]) == (unit, year, revision):
                return data["cells"]
        return {}

    def recount(self):
        found = []
        for frozen in self.office.frozen:
            data = frozen["data"]
            if not self.has_unit(data["unitId"]):
                continue
            cells, differing = self.counted_again(frozen), 0
            for cell in CELLS:
                published = data["cells"].get(cell)
                if published != cells[cell]:
                    differing += 1
                    self.faults.at("CELL_MISMATCH", frozen, cell=cell, published=published, counted=cells[cell])
            found.append(
                {
                    "unit": data["unitId"],
                    "year": data["reportYear"],
                    "revision": data["revision"],
                    "position": frozen["counted"],
                    "cells": len(CELLS),
                    "differing": differing,
                }
            )
        return found


def in_wan_yuan(cells):
    return {**cells, FEE: plain(cells[FEE] / 10_000)}


def plain(number):
    return int(number) if number == int(number) else number


# --- One bundle ---------------------------------------------------------------------------------------------------------


def scope_in(path, manifest):
    """Units whose cases are in full (None: all), and the reports of others that theirs add up."""
    if manifest["everything"] or manifest["unit"] is None:
        return None, set()
    office = Office()
    with open(path, "rb") as file:
        for _, line in lines_of(file):
            if line is None or not re.search(rb'"stream":"(unit|report)-', line):
                continue
            record = record_of(line)
            if record is None or record["kind"] != "event" or record["type"] not in OFFICE:
                continue
            if not re.match("unit-|report-.+-[0-9]{4}$", record["stream"]):
                continue
            try:
                data, metadata = read_counted(record)
                office.add({**record, "data": data, "metadata": metadata})
            except (Unreadable, KeyError, TypeError):
                continue
    units = office.scope(manifest["unit"])
    return units, office.added_up(units)


def verify(path, trusted=None, deposited=()):
    """All that is wrong with a bundle. `trusted`: raw keys known from elsewhere. `deposited`: seals kept elsewhere."""
    bytes_faults, meaning_faults = Faults(), Faults()
    keys = {key_id(key): key for key in trusted or []}
    with open(path, "rb") as file:
        lines = lines_of(file)
        number, line = next(lines, (1, None))
        manifest = None if line is None else value_of(line)
        if not MANIFEST(manifest):
            return {"ok": False, "events": 0, "streams": 0, "seals": 0, "keys": [], "reports": [], "faults": [
                {"kind": "NOT_A_BUNDLE", "line": 1}
            ]}
        sealed = SealedBytes(manifest, bytes_faults)
        meaning = Meaning(manifest, *scope_in(path, manifest), meaning_faults)
        rank, public_keys, declarations, ended, opened = 0, 0, 0, False, None
        for number, line in lines:
            record = None if line is None else record_of(line)
            if record is None or ended or KINDS[record["kind"]][0] < rank:
                bytes_faults.tell("RECORD_UNREADABLE", line=number)
                continue
            kind = record["kind"]
            rank = KINDS[kind][0]
            if kind == "public-key":
                public_keys += 1
                key = base64.b64decode(record["key"])
                own = base64.b64encode(key).decode() == record["key"] and key_id(key) == record["keyId"]
                if not own or (trusted is not None and key not in trusted):
                    bytes_faults.tell("OTHER_KEY", line=number)
                elif trusted is None:
                    keys.setdefault(record["keyId"], key)
            elif kind == "declaration":
                declarations += 1
                if declarations == 1 and not is_declared(record, manifest):
                    bytes_faults.tell("DECLARATION_CHANGED")
            elif kind == "report":
                meaning.lines.append((number, record))
            elif kind == "opened":
                opened = record
            elif kind == "seal":
                sealed.seal(record, number, keys)
            elif kind in ("event", "header"):
                sealed.event(record)
                meaning.event(record, sealed.lines)
            elif kind == "end":
                ended = True
                if record["records"] != number - 1:
                    bytes_faults.tell("MANIFEST_MISMATCH")
    sealed.end()
    if public_keys == 0:
        bytes_faults.tell("MANIFEST_MISMATCH")
    if declarations != 1:
        bytes_faults.tell("MANIFEST_MISMATCH")
    if not ended:
        bytes_faults.tell("BUNDLE_TRUNCATED")
    for deposit in deposited:
        line = sealed.lines.get(deposit["number"])
        if line is None:
            bytes_faults.at_seal("DEPOSIT_MISSING", deposit["number"])
        elif line["text"] != deposit["text"]:
            bytes_faults.at_seal("DEPOSIT_DIFFERS", deposit["number"])
    reports, cells = [], None
    if not bytes_faults:
        meaning.compare_reports()
    if not bytes_faults and not meaning_faults:
        reports = meaning.recount()
        if manifest["unit"] is not None and manifest["year"] is not None:
            cells = in_wan_yuan(meaning.tables(manifest["unit"], manifest["year"], manifest["positions"]))
    faults = bytes_faults or meaning_faults
    return {
        "ok": not faults,
        "manifest": manifest,
        "events": sealed.events,
        "streams": len(sealed.revisions),
        "seals": len(sealed.seals),
        "keys": [{"keyId": each, "trusted": trusted is not None} for each in keys],
        "reports": reports,
        **({"cells": cells} if cells is not None else {}),
        **({"opened": opened} if opened is not None else {}),
        "faults": list(faults),
    }


def is_declared(record, manifest):
    cells = "".join("\t".join(cell) + "\n" for cell in record["cells"])
    calendar = record["calendar"]
    return (
        manifest["counting"] == record["counting"] == COUNTING
        and sha256(cells.encode("utf-8")).hex() == DECLARED
        and calendar_name(calendar["years"]) == calendar["version"]
        and sha256(written(calendar["years"]).encode("utf-8")).hex() == calendar["digest"]
    )


def key_id(key):
    return sha256(key).hex()[:16]


# --- A log as it was found (docs/log-export.md) -------------------------------------------------------------------------

LOG_FORMAT = "disclosure-ledger log as found"
ENVELOPE = re.compile('"sealed":"A256GCM","key":"([0-9a-f-]{36})"')


def loose(line):
    """The object of a line (bytes), or None: a row is judged as it is, however it is spelt."""
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=no_such_constant)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def integer(value):
    return isinstance(value, int) and not isinstance(value, bool)


ROW = {
    "position": integer,
    "stream": text,
    "revision": integer,
    "id": text,
    "type": text,
    "schemaVersion": integer,
    "effectiveOn": text,
    "recordedAt": text,
    "actor": exactly(id=text, role=text),
    "body": text,
    "hash": text,
    "commandId": or_null(text),
}
DATA_KEY = {"stream": text, "subject": text, "keyId": text, "destroyed": flag}


def has(record, members):
    return all(form(record.get(name)) for name, form in members.items())


def data_of(body):
    """`data` of a body, or {}."""
    try:
        value = json.loads(body, parse_constant=no_such_constant)
    except (ValueError, RecursionError):
        return {}
    data = value.get("data") if isinstance(value, dict) else None
    return data if isinstance(data, dict) else {}


def key_in(given):
    """The raw key in a text: base64 of 32 bytes, or PEM (SPKI). None where it is neither."""
    given = given.strip()
    pem = re.fullmatch("-----BEGIN PUBLIC KEY-----(.*)-----END PUBLIC KEY-----", given, re.DOTALL)
    try:
        data = base64.b64decode("".join((pem[1] if pem else given).split()), validate=True)
    except ValueError:
        return None
    prefix = bytes.fromhex("302a300506032b6570032100")
    if pem and data.startswith(prefix):
        data = data[len(prefix) :]
    return data if len(data) == 32 else None


def is_signature(key, message, signature):
    if not re.fullmatch("[A-Za-z0-9+/]{86}==", signature):
        return False
    data = base64.b64decode(signature)
    return base64.b64encode(data).decode() == signature and signed_by(key, message.encode("utf-8"), data)


class FoundLog:
    """A log, event by event. Leaves are kept: 32 bytes an event."""

    def __init__(self, head, trusted):
        self.head, self.believed = head, list(trusted or [])
        self.faults, self.events = [], 0
        self.positions, self.leaves, self.hashes = [], [], []
        self.revisions, self.ids, self.command = {}, set(), (None, 0)
        self.last = {"stream": "", "revision": -1, "position": 0, "hash": "0" * 64, "recordedAt": ""}
        self.seals, self.signers = {}, {}
        self.before, self.number, self.sealed_to, self.unread = None, 0, 0, False
        self.used, self.erased = {}, set()

    def tell(self, kind, event=None, **more):
        place = {} if event is None else {name: event[name] for name in ("stream", "revision", "position")}
        self.faults.append({"kind": kind, **place, **more})

    def event(self, event):
        last, position, stream = self.last, event["position"], event["stream"]
        if position > last["position"] + 1:
            self.tell("POSITION_GAP", event)
        if position <= last["position"]:
            self.tell("POSITION_ORDER", event)
        if event["revision"] != self.revisions.get(stream, -1) + 1:
            self.tell("REVISION_ORDER", event)
        if event["recordedAt"] < last["recordedAt"]:
            self.tell("TIME_BACKWARDS", event)
        leaf = leaf_of(event)
        try:
            follows = sha256(b"\1", bytes.fromhex(last["hash"]), leaf).hex() == event["hash"]
        except ValueError:
            follows = False
        if not follows:
            self.tell("HASH_MISMATCH", event)
        if event["id"] in self.ids:
            self.tell("EVENT_ID_REPEATED", event)
        if event["commandId"] is not None and not self.is_of_command(event):
            self.tell("COMMAND_ID", event)
        self.ids.add(event["id"])
        self.revisions[stream] = event["revision"]
        self.positions.append(position)
        self.leaves.append(leaf)
        self.hashes.append(event["hash"])
        self.last = {name: event[name] for name in last}
        self.events += 1
        self.keys(event)
        if stream == "seals" or event["type"] == "LogSealed":
            self.seal(event)

    def is_of_command(self, event):
        command, index = event["commandId"], 0
        if command == self.command[0]:
            index = self.command[1] + 1
        self.command = (command, index)
        try:
            return str(uuid.uuid5(uuid.UUID(command), str(index))) == event["id"]
        except ValueError:
            return False

    # Seals

    def range(self, first, last):
        """Root and head over a range of positions, or None where one is missing or twice."""
        start = bisect.bisect_left(self.positions, first)
        end = start + last - first + 1
        if self.positions[start:end] != list(range(first, last + 1)) or self.positions[end : end + 1] == [last]:
            return None
        tree = Tree()
        for leaf in self.leaves[start:end]:
            tree.add(leaf)
        return tree.root().hex(), self.hashes[end - 1]

    def seal(self, event):
        if event["stream"] != "seals" or event["type"] != "LogSealed":
            self.tell("SEAL_MISPLACED", event)
            return
        data = data_of(event["body"])
        members = [data.get(name) for name in ("text", "keyId", "signature", "publicKey")]
        seal = seal_of(members[0]) if all(map(text, members)) else None
        if seal is None:
            self.tell("SEAL_UNREADABLE", event, seal=event["revision"] + 1)
            self.number, self.before, self.unread = event["revision"] + 1, None, True
            return
        place = {"seal": seal["number"], "from": seal["from"], "to": seal["to"]}
        found = self.range(seal["from"], seal["to"]) if seal["to"] <= event["position"] else None
        previous = sha256(self.before.encode()).hex() if self.before is not None else "0" * 64
        known = self.unread
        checks = {
            "SEAL_STORE": seal["store"] == self.head["store"],
            "SEAL_NUMBER": seal["number"] == self.number + 1 == event["revision"] + 1,
            "SEAL_RANGE": (known or seal["from"] == self.sealed_to + 1) and seal["to"] < event["position"],
            "SEAL_PREVIOUS": known or seal["previous"] == previous,
            "SEAL_ROOT": found is not None and found[0] == seal["root"],
            "SEAL_HEAD": found is None or found[1] == seal["head"],
            **self.signature(*members),
        }
        for kind, holds in checks.items():
            if not holds:
                self.tell(kind, event, **place)
        self.seals[seal["number"]] = seal
        self.number, self.before, self.unread = seal["number"], seal["text"], False
        self.sealed_to = max(self.sealed_to, seal["to"])

    def signature(self, message, name, signature, public_key):
        own = key_in(public_key)
        if not self.believed and own is not None:
            self.believed.append(own)
        trusted = next((key for key in self.believed if key_id(key) == name), None)
        key = own if trusted is None else trusted
        signer = self.signers.setdefault(name, {"keyId": name, "trusted": trusted is not None, "seals": 0})
        signer["seals"] += 1
        holds = key is not None and key_id(key) == name and is_signature(key, message, signature)
        return {"SEAL_KEY": trusted is not None, "SEAL_SIGNATURE": holds}

    # Data keys

    def keys(self, event):
        place = {name: event[name] for name in ("stream", "revision", "position")}
        for name in ENVELOPE.findall(event["body"]):
            self.used.setdefault(name, place)
        if event["type"] == "PersonErased":
            self.erased.add((event["stream"], data_of(event["body"]).get("subject")))

    def data_keys(self, listed):
        for key in listed:
            place = self.used.get(key["keyId"])
            if place is None or place["stream"] != key["stream"]:
                continue
            del self.used[key["keyId"]]
            erased = (key["stream"], key["subject"]) in self.erased
            if key["destroyed"] and not erased:
                self.tell("KEY_DESTROYED", place)
            if not key["destroyed"] and erased:
                self.tell("KEY_CAME_BACK", place)
        for place in self.used.values():
            self.tell("KEY_MISSING", place)

    # The end

    def end(self):
        at, said = self.last["position"], self.head["position"]
        if said > at:
            self.tell("TAIL_MISSING", self.last, **{"from": at + 1, "to": said, "events": said - at})
        if said < at:
            self.tell("HEAD_BEHIND", self.last, **{"from": said + 1, "to": at, "events": at - said})
        if said == at and self.head["hash"] != self.last["hash"]:
            self.tell("HEAD_MISMATCH", self.last)

    def deposit(self, kept):
        place = {"seal": kept["number"], "from": kept["from"], "to": kept["to"], "deposit": kept["name"]}
        tell = lambda kind, **more: self.tell(kind, **{**place, **more})
        key = next((key for key in self.believed if key_id(key) == kept["keyId"]), None)
        if kept["store"] != self.head["store"]:
            return tell("DEPOSIT_STORE")
        if key is None:
            return tell("DEPOSIT_KEY")
        if not is_signature(key, kept["text"], kept["signature"]):
            return tell("DEPOSIT_SIGNATURE")
        inside = self.seals.get(kept["number"])
        if inside is None:
            tell("DEPOSIT_MISSING")
        elif inside["text"] != kept["text"]:
            tell("DEPOSIT_DIFFERS")
        at = self.last["position"]
        if at < kept["to"]:
            return tell("DEPOSIT_BEYOND", **{"from": at + 1, "to": kept["to"], "events": kept["to"] - at})
        found = self.range(kept["from"], kept["to"])
        if found is None or found[0] != kept["root"]:
            tell("DEPOSIT_ROOT")
        if found is not None and found[1] != kept["head"]:
            tell("DEPOSIT_HEAD")


def not_this_file(kind, line):
    return {"ok": False, "events": 0, "streams": 0, "faults": [{"kind": kind, "line": line}]}


def verify_log(path, trusted=None, deposited=()):
    """All that is wrong with a log written down as it was found. `deposited`: exported seals, read."""
    with open(path, "rb") as file:
        lines = lines_of(file)
        _, line = next(lines, (1, None))
        first = None if line is None else loose(line)
        head = first.get("head") if first else None
        if (
            not isinstance(head, dict)
            or (first.get("format"), first.get("version")) != (LOG_FORMAT, 1)
            or not has(head, {"store": text, "position": integer, "hash": text})
            or not flag(first.get("keysRead"))
        ):
            return not_this_file("NOT_A_LOG", 1)
        log, listed, ended, number = FoundLog(head, trusted), [], False, 1
        for number, line in lines:
            record = None if line is None else loose(line)
            kind = None if record is None or ended else record.get("kind")
            if kind == "event" and not listed and has(record, ROW):
                log.event(record)
            elif kind == "data-key" and first["keysRead"] and has(record, DATA_KEY):
                listed.append(record)
            elif kind == "end" and record.get("records") == number - 1:
                ended = True
            else:
                return not_this_file("RECORD_UNREADABLE", number)
        if not ended:
            return not_this_file("LOG_TRUNCATED", number)
    log.end()
    if first["keysRead"]:
        log.data_keys(listed)
    for kept in deposited:
        log.deposit(kept)
    return {
        "ok": not log.faults,
        "events": log.events,
        "streams": len(log.revisions),
        "seals": len(log.seals),
        "sealedTo": log.sealed_to,
        "keys": list(log.signers.values()),
        "keysChecked": first["keysRead"],
        "depositsChecked": len(deposited),
        "faults": log.faults,
    }


# --- The proof of a cell (docs/cell-proof.md) ---------------------------------------------------------------------------

PROOF_FORMAT, PROOF_VERSION = "disclosure-ledger cell proof", 2
RECEIVED, CLOSED = ["ApplicationRegistered", "ReceiptConfirmed"], ["CaseClosed"]
FILED, CONCLUDED = ["ReconsiderationFiled", "LitigationFiled"], ["ReconsiderationConcluded", "LitigationConcluded"]


def having(**members):
    """These members; others do not matter."""
    return lambda value: isinstance(value, dict) and has(value, members)


def word(value):
    return text(value) and re.search("[\x00-\x1f\x7f-\x9f]", value) is None


PROOF_HEADER = having(
    stream=text,
    revision=whole,
    id=text,
    type=text,
    schemaVersion=whole,
    effectiveOn=text,
    recordedAt=text,
    actor=having(id=text, role=text),
)
INCLUDED = {"position": whole, "seal": whole, "leaf": HASH, "path": list_of(HASH)}
SHOWN = having(**INCLUDED, header=PROOF_HEADER, body=text)
OPTIONAL = {
    "salt": like("[0-9a-f]{32}"),
    "header": PROOF_HEADER,
    "bodyHash": HASH,
    "body": text,
    "moved": list_of(SHOWN),
}


def proof_member(value):
    if not having(id=HASH, **INCLUDED)(value):
        return False
    if not all(form(value[name]) for name, form in OPTIONAL.items() if name in value):
        return False
    told = {name for name in OPTIONAL if name in value}
    if "header" not in told:
        return not told
    return "salt" in told and ("body" in told) != ("bodyHash" in told) and not ("moved" in told and "body" not in told)


SIGNED = having(text=text, keyId=text, signature=text)
PROOF = having(
    format=lambda value: value == PROOF_FORMAT,
    version=lambda value: whole(value) and value == PROOF_VERSION,
    store=word,
    unit=word,
    year=whole,
    cell=lambda value: text(value) and value in CELLS and not value.startswith("t2."),
    label=text,
    value=whole,
    position=whole,
    claim=SIGNED,
    keys=list_of(having(keyId=text, key=text)),
    seals=list_of(having(number=whole, text=text, keyId=text, signature=text)),
    report=lambda value: value is None or SHOWN(value),
    members=list_of(proof_member),
)


def claim_text(proof):
    members = "".join(f"{each['position']} {each['leaf']} {each['id']}\n" for each in proof["members"])
    lines = [
        "disclosure-ledger cell proof v2",
        f"store {proof['store']}",
        f"unit {proof['unit']}",
        f"year {proof['year']}",
        f"cell {proof['cell']}",
        f"value {proof['value']}",
        f"position {proof['position']}",
        f"report {proof['report']['leaf'] if proof['report'] else 'none'}",
        f"members {sha256(members.encode('utf-8')).hex()}",
    ]
    return "".join(line + "\n" for line in lines)


def leads_to(leaf, index, size, path, root):
    """Whether an audit path leads from a leaf to a root (RFC 9162, 2.1.3.2)."""
    if index >= size:
        return False
    node, last = leaf, size - 1
    for other in path:
        if last == 0:
            return False
        if index & 1 or index == last:
            node = sha256(b"\1", other, node)
            while not index & 1 and index != 0:
                index, last = index >> 1, last >> 1
        else:
            node = sha256(b"\1", node, other)
        index, last = index >> 1, last >> 1
    return last == 0 and node == root


def is_under(shown, seals):
    """Whether what is told of an event leads to its leaf, and the leaf to the root of its seal."""
    seal = seals.get(shown["seal"])
    if seal is None or not seal["from"] <= shown["position"] <= seal["to"]:
        return False
    if "header" in shown:
        of_body = {name: shown[name] for name in ("body", "bodyHash") if name in shown}
        if leaf_of({**shown["header"], "position": shown["position"], **of_body}).hex() != shown["leaf"]:
            return False
    path = [bytes.fromhex(node) for node in shown["path"]]
    index, size = shown["position"] - seal["from"], seal["to"] - seal["from"] + 1
    return leads_to(bytes.fromhex(shown["leaf"]), index, size, path, bytes.fromhex(seal["root"]))


def types_of(cell):
    table, row, column = cell.split(".")
    if table == "t3":
        return CLOSED if row == "results_total" or row in RESULTS else RECEIVED
    return FILED if column == "pending" else FILED + CONCLUDED if column == "total" else CONCLUDED


def parts_of(body):
    """Data and metadata of a body; {} where it has none."""
    try:
        value = json.loads(body, parse_constant=no_such_constant)
    except (ValueError, RecursionError):
        value = {}
    parts = [value.get(name) if isinstance(value, dict) else None for name in ("data", "metadata")]
    return [dict(part) if isinstance(part, dict) else {} for part in parts]


def told_by(kind, data):
    """Day, row (in table 4 column) and column that an event speaks of."""
    of = lambda *names: next((data[name] for name in names if text(data.get(name))), None)
    if kind == "ApplicationRegistered":
        return of("receivedOn"), None, of("applicantKind")
    if kind == "ReceiptConfirmed":
        return of("confirmedOn"), None, None
    if kind == "CaseClosed":
        return of("concludedOn"), of("resultCode"), None
    if kind in CONCLUDED:
        return of("servedOn", "concludedOn"), of("result"), None
    return None, None, None


def contradicts(proof, event, moved):
    """Whether an opened event says that it is not of the cell, whatever moved it."""
    data, metadata = parts_of(event["body"])
    units = [next((unit for unit in (metadata.get("unit"), data.get("unit")) if text(unit)), None)]
    closed = 0
    for each in sorted(moved, key=lambda one: one["position"]):
        told, kind = parts_of(each["body"])[0], each["header"]["type"]
        if kind == "EntryCorrected" and told.get("targetEventId") == event["header"]["id"]:
            data[str(told.get("field"))] = told["newText"] if "newText" in told else told.get("newValue")
        elif kind == "UnitAbolished" and told.get("unit") == units[-1]:
            units.append(told.get("successor"))
        elif kind in ("ReportFrozen", "ReportRevised") and told.get("unitId") in units:
            counted = told["position"] if told.get("position") is not None else each["position"] - 1
            if counted < event["position"]:
                closed = max(closed, told["reportYear"])
    if units[-1] != proof["unit"]:
        return True
    table, row, column = proof["cell"].split(".")
    day, told_row, told_column = told_by(event["header"]["type"], data)
    if day is not None:
        booked, year = max(int(day[:4]), closed + 1), proof["year"]
        counts_in = row if table == "t3" else column
        if counts_in == "carried_in":
            holds = booked < year
        elif counts_in in ("carried_out", "pending"):
            holds = booked <= year
        else:
            holds = booked == year
        if not holds:
            return True
    if table == "t3":
        wanted_row = row if row in RESULTS else None
        wanted_column = None if column == "total" else column
    else:
        wanted_row, wanted_column = (None if column in ("pending", "total") else column), None
    differs = lambda wanted, told: wanted is not None and told is not None and wanted != told
    return differs(wanted_row, told_row) or differs(wanted_column, told_column)


def verify_proof(path, trusted=None, deposited=()):
    """All that is wrong with the proof of a cell."""
    with open(path, "rb") as file:
        given = file.read()
    try:
        proof = json.loads(given.decode("utf-8"), parse_constant=no_such_constant)
    except (ValueError, RecursionError):
        proof = None
    counts = {"hidden": 0, "headers": 0, "opened": 0, "moved": 0}
    if not PROOF(proof):
        return {"ok": False, "events": 0, "streams": 0, "members": counts, "keys": [], "faults": [{"kind": "NOT_A_PROOF"}]}
    faults, seals = [], {}
    tell = lambda kind, **place: faults.append({"kind": kind, **place})
    if trusted is None:
        own = [(each["keyId"], key_in(each["key"])) for each in proof["keys"]]
        keys = {name: key for name, key in reversed(own) if key is not None and key_id(key) == name}
    else:
        keys = {key_id(key): key for key in trusted}

    def signed(by, kind, **place):
        key = keys.get(by["keyId"])
        if key is None:
            tell(f"{kind}_KEY", **place)
        elif not is_signature(key, by["text"], by["signature"]):
            tell(f"{kind}_SIGNATURE", **place)

    if proof["claim"]["text"] != claim_text(proof):
        tell("CLAIM_MISMATCH")
    signed(proof["claim"], "CLAIM")
    for each in proof["seals"]:
        seal = seal_of(each["text"])
        if seal is None:
            tell("SEAL_UNREADABLE", seal=each["number"])
            continue
        if seal["store"] != proof["store"]:
            tell("SEAL_STORE", seal=each["number"])
        if seal["number"] != each["number"]:
            tell("SEAL_NUMBER", seal=each["number"])
        signed(each, "SEAL", seal=each["number"])
        seals[seal["number"]] = seal

    def place_in(shown):
        header = shown.get("header", {})
        return {"position": shown["position"], **{name: header[name] for name in ("stream", "revision") if header}}

    positions, streams = set(), set()
    for member in proof["members"]:
        header, place = member.get("header"), place_in(member)
        if not is_under(member, seals):
            tell("NOT_INCLUDED", **place)
        again = proof["cell"].startswith("t3.") and header is not None and header["stream"] in streams
        if member["position"] in positions or again:
            tell("MEMBER_REPEATED", **place)
        unfit = header is not None and header["type"] not in types_of(proof["cell"])
        if member["position"] > proof["position"] or unfit:
            tell("MEMBER_UNFIT", **place)
        if header is not None:
            own_id = sha256(bytes.fromhex(member["salt"]), header["stream"].encode("utf-8")).hex()
            if own_id != member["id"]:
                tell("MEMBER_ID", **place)
            streams.add(header["stream"])
        positions.add(member["position"])
        counts["hidden" if header is None else "opened" if "body" in member else "headers"] += 1
        moved = member.get("moved", [])
        for each in moved:
            if not is_under(each, seals) or each["position"] > proof["position"]:
                tell("NOT_INCLUDED", **place_in(each))
        counts["moved"] += 1 if "moved" in member else 0
        if "body" in member and contradicts(proof, member, moved):
            tell("MEMBER_CONTRADICTS", **place)
    report = proof["report"]
    if report is not None:
        if not is_under(report, seals):
            tell("NOT_INCLUDED", **place_in(report))
        data = parts_of(report["body"])[0]
        cells = data.get("cells")
        counted = data["position"] if data.get("position") is not None else report["position"] - 1
        told = (data.get("unitId"), data.get("reportYear"), counted)
        if (
            report["header"]["type"] not in ("ReportFrozen", "ReportRevised")
            or told != (proof["unit"], proof["year"], proof["position"])
            or not isinstance(cells, dict)
            or cells.get(proof["cell"]) != proof["value"]
        ):
            tell("REPORT_MISMATCH", **place_in(report))
    if len(proof["members"]) != proof["value"]:
        tell("COUNT_MISMATCH")
    return {
        "ok": not faults,
        "unit": proof["unit"],
        "year": proof["year"],
        "cell": proof["cell"],
        "value": proof["value"],
        "published": report is not None,
        "events": len(proof["members"]),
        "streams": len(streams),
        "seals": len(seals),
        "members": counts,
        "keys": [{"keyId": each, "trusted": trusted is not None} for each in keys],
        "faults": faults,
    }


class Usage(Exception):
    """A file of the command line that cannot be read."""


def content(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise Usage(f"{path}: {type(error).__name__}") from None


def public_key_in(path):
    """The raw key in a file: base64 of 32 bytes, or PEM (SPKI)."""
    key = key_in(content(path))
    if key is None:
        raise Usage(f"{path}: not an Ed25519 public key")
    return key


def exported_seal(given, name):
    """A seal in its exported form: what it says, who signed it, and how it is called; or None."""
    exported = EXPORTED.fullmatch(given.removeprefix("\ufeff").replace("\r\n", "\n"))
    seal = exported and seal_of(exported[1])
    if not seal:
        return None
    signer, signature = exported.groups()[-2:]
    return {**seal, "keyId": signer, "signature": signature, "name": name}


def deposit_in(path):
    seal = exported_seal(content(path), path.replace("\\", "/").rsplit("/", 1)[-1])
    if not seal:
        raise Usage(f"{path}: not a seal with its signature")
    return seal


def format_of(path):
    """What the beginning of a file says it is, or None."""
    with open(path, "rb") as file:
        start = file.read(200)
    found = re.match(rb'\{\s*"format":\s*"([a-z -]+)"', start)
    return found and found[1].decode()


def verify_file(path, trusted=None, deposited=()):
    """A bundle, a log as it was found, or the proof of a cell, by what the file says it is."""
    check = {LOG_FORMAT: verify_log, PROOF_FORMAT: verify_proof}.get(format_of(path), verify)
    return check(path, trusted, deposited)


def place_of(fault):
    if "line" in fault:
        return f"line {fault['line']}"
    place = f"{fault['stream']} revision {fault['revision']}" if "stream" in fault else "the file"
    if "position" in fault:
        place += f", position {fault['position']}"
    if "seal" in fault:
        place += f", seal {fault['seal']}"
    if "from" in fault:
        place += f", positions {fault['from']}-{fault['to']}"
    if "deposit" in fault:
        place += f", {fault['deposit']}"
    if "cell" in fault:
        return f"{place} {fault['cell']}: published {fault['published']}, counted {fault['counted']}"
    return place


def main():
    parser = argparse.ArgumentParser(description="Checks an audit bundle, a log as it was found or the proof of a cell of disclosure-ledger.")
    parser.add_argument("file")
    parser.add_argument("--public-key", action="append", metavar="FILE", help="key known from elsewhere")
    parser.add_argument("--deposit", action="append", default=[], metavar="FILE", help="a seal kept elsewhere")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    try:
        trusted = None if given.public_key is None else [public_key_in(path) for path in given.public_key]
        if given.deposit and format_of(given.file) == PROOF_FORMAT:
            raise Usage("--deposit is held against a log or a bundle, not against a proof")
        report = verify_file(given.file, trusted, [deposit_in(path) for path in given.deposit])
    except Usage as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{given.file}: {error.strerror}", file=sys.stderr)
        return 2
    if given.json:
        print(json.dumps(report, ensure_ascii=False))
        return 0 if report["ok"] else 1
    for fault in report["faults"]:
        print(f"{fault['kind']}  {place_of(fault)}")
    for each in report.get("reports", []):
        print(
            f"{each['unit']} {each['year']} revision {each['revision']}: {each['cells']} cells counted again, "
            f"{each['differing']} differ"
        )
    if report.get("opened"):
        print(f"personal data opened by {report['opened']['by']} ({report['opened']['role']}): {report['opened']['note']}")
    for each in report.get("keys", []):
        known = "known from elsewhere" if trusted is not None else "brought along by the file: compare it with one you trust"
        print(f"key {each['keyId']}, {known}")
    print(
        f"{'no fault' if report['ok'] else str(len(report['faults'])) + ' faults'}: {report['events']} events, "
        f"{report['streams']} streams, {report.get('seals', 0)} seals"
    )
    return 0 if report["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
