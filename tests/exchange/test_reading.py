"""Opening packages: sound ones whole, all others with every reason."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.errors import CancelledError, EnvironmentFault
from ntm_desktop.exchange import findings as looking
from ntm_desktop.exchange import schemas
from ntm_desktop.exchange.findings import Findings, shown
from ntm_desktop.exchange.limits import Limits
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.package import TableData, inspect_header, open_package, write_package
from ntm_desktop.exchange.peek import peek
from ntm_desktop.exchange.schemas import HOUSEHOLDS_WITH_CONTACTS
from ntm_desktop.exchange.tables import Row, Table
from ntm_desktop.exchange.upgrades import Upgrade, path_from
from tests.exchange.forge import Forge, codes, sealed, zipped
from tests.exchange.offices import ROWS, SCHEMAS, Pair, report, tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

INFO = "bag-info.txt"
ANSWERS = "data/tables/answers.csv"


def test_every_row_comes_back_as_it_was(pair: Pair, tmp_path: Path) -> None:
    done = pair.write(tmp_path)
    with pair.open(done.path) as opened:
        for schema in SCHEMAS:
            assert list(opened.tables[schema.name].rows(*schema.names)) == list(ROWS[schema.name])
        assert opened.counts == done.counts
        assert (opened.sha256, opened.manifest_sha256, opened.size) == (
            done.sha256,
            done.manifest_sha256,
            done.size,
        )
        assert opened.info == report()
        assert opened.sender == pair.commune_card
    assert done.sha256 == hashlib.sha256(done.path.read_bytes()).hexdigest()


def test_contacts_are_blank_unless_they_were_sent(pair: Pair, tmp_path: Path) -> None:
    with pair.open(pair.write(tmp_path).path) as opened:
        assert set(opened.tables["households"].rows("phone", "personal_id")) == {("", "")}


def test_bag_at_the_root_of_the_archive_is_read(forge: Forge) -> None:
    with forge.pair.open(forge.package(zipped(forge.files, base=""))) as opened:
        assert opened.counts["answers"] == 3


def test_progress_grows_to_one_and_cancelling_stops(pair: Pair, tmp_path: Path) -> None:
    path = pair.write(tmp_path).path
    told: list[float] = []
    trusted = {"31123": pair.commune_card}
    open_package(path, pair.province, trusted, office="91", progress=told.append, workdir=tmp_path).close()
    assert told == sorted(told)
    assert told[-1] == 1.0
    for patience in range(len(told)):
        left = iter([False] * patience + [True] * 99)
        with pytest.raises(CancelledError):
            open_package(path, pair.province, trusted, office="91", cancelled=lambda left=left: next(left))  # type: ignore[misc]  # bound at once


def test_file_that_vanished_is_the_environments_fault(pair: Pair, tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.vanished"):
        inspect_header(tmp_path / "none.ntmpkg")
    with pytest.raises(EnvironmentFault, match=r"exchange\.volume\.vanished"):
        pair.open(tmp_path / "none.ntmpkg")


def test_problems_of_bag_and_tables_are_told_together(forge: Forge) -> None:
    forge.replace(ANSWERS, "achieved", "done").replace(ANSWERS, "2025", "99")
    del forge.files["data/tables/villages.csv"]
    told = codes(forge.refusal())
    assert {"exchange.bag.changed", "exchange.bag.missing", "exchange.value.choice", "exchange.value.range"} <= told
    assert {"exchange.table.missing", "exchange.description.wrong"} <= told


@pytest.mark.parametrize("name", ["bagit.txt", INFO, "manifest-sha256.txt", "tagmanifest-sha256.txt"])
def test_missing_tag_file_is_told(forge: Forge, name: str) -> None:
    del forge.files[name]
    assert forge.refusal().code.startswith("exchange.")


def test_changed_tag_file_is_told(forge: Forge) -> None:
    forge.files["bagit.txt"] = b"BagIt-Version: 9.9\n"
    assert codes(forge.refusal()) == {"exchange.bag.changed", "exchange.bag.version"}


def test_no_bag_or_two_are_refused(forge: Forge) -> None:
    assert forge.refusal(zipped({"a": b"x"})).code == "exchange.bag.none"
    assert forge.refusal(zipped({"a/bagit.txt": b"", "b/bagit.txt": b""}, "")).code == "exchange.bag.none"
    assert forge.refusal(zipped({"a/b/bagit.txt": b""}, "")).code == "exchange.bag.none"


def test_no_archive_is_refused(forge: Forge) -> None:
    assert forge.refusal(b"x").code == "exchange.archive.format"
    whole = bytearray(zipped(forge.files))
    whole[whole.find(b"PK\x01\x02")] = 0
    assert forge.refusal(bytes(whole)).code == "exchange.archive.format"


def test_entry_whose_own_name_is_another_is_told(forge: Forge) -> None:
    whole = zipped(forge.files)
    assert codes(forge.refusal(whole.replace(b"answers.csv", b"answerz.csv", 1))) == {
        "exchange.table.damaged",
        "exchange.table.head",
        "exchange.bag.changed",
    }


def test_manifest_lines_are_checked(forge: Forge) -> None:
    forge.files["manifest-sha256.txt"] += b"rubbish\n" + forge.files["manifest-sha256.txt"].splitlines()[0] + b"\n"
    forge.tag_manifest()
    error = forge.refusal()
    assert error.code == "exchange.bag.line"
    assert len(error.problems) == 2


def test_entry_that_does_not_unpack_is_told(forge: Forge) -> None:
    whole = bytearray(zipped(forge.files))
    name = b"bag/data/datapackage.json"
    place = whole.find(name) + len(name)
    whole[place : place + 40] = bytes(40)
    assert {"exchange.bag.changed", "exchange.description.wrong"} <= codes(forge.refusal(bytes(whole)))


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff", "encoding"),
        (b'household,year,task,status,registered,remark,on\n"a"b,\n', "csv"),
        (b"a,b", "head"),
        (b"x" * 700_000, "head"),
        (b"x,y" * 300_000, "head"),
        (b"," * 400_000, "csv"),
    ],
)
def test_what_is_no_table_is_told(forge: Forge, data: bytes, code: str) -> None:
    forge.files[ANSWERS] = data
    forge.manifests()
    assert f"exchange.table.{code}" in codes(forge.refusal())


def test_quotes_without_end_do_not_fill_the_memory(forge: Forge) -> None:
    forge.files[ANSWERS] += b'"' + b"x\n" * 200_000
    forge.manifests()
    assert forge.refusal().code == "exchange.table.csv"


def test_table_may_end_without_a_line_end(forge: Forge) -> None:
    forge.files[ANSWERS] = forge.files[ANSWERS].replace(b"\r\n", b"\n").rstrip()
    forge.manifests()
    with forge.pair.open(forge.package()) as opened:
        assert opened.counts["answers"] == 3


def test_foreign_table_and_file_are_told(forge: Forge) -> None:
    forge.files["data/tables/extra.csv"] = b"a\n1\n"
    forge.files["data/readme.txt"] = b"hello"
    forge.manifests()
    assert codes(forge.refusal()) == {
        "exchange.table.unknown",
        "exchange.description.wrong",
        "exchange.bag.extra",
    }


@pytest.mark.parametrize("content", ["[]", "{}", '{"resources": [1]}', '{"resources": 5}'])
def test_description_must_describe_the_tables(forge: Forge, content: str) -> None:
    forge.files["data/datapackage.json"] = content.encode()
    forge.manifests()
    assert forge.refusal().code == "exchange.description.wrong"


def test_description_that_is_missing_is_told(forge: Forge) -> None:
    del forge.files["data/datapackage.json"]
    forge.manifests()
    assert forge.refusal().code == "exchange.description.wrong"


def test_answers_must_fit_the_edition_of_their_sheet(pair: Pair, tmp_path: Path) -> None:
    answers = [
        ("h1", 2025, "1", "not_applicable", 0, "", None),
        ("h1", 2025, "3", "achieved", 0, "", None),
        ("h2", 2025, "1", "achieved", 0, "", None),
    ]
    with pytest.raises(RefusedError) as caught:
        pair.open(pair.write(tmp_path, answers=answers).path)
    told = [(problem.code, problem.place.row, problem.found) for problem in caught.value.problems]
    assert told == [
        ("exchange.answer.status", 2, "not_applicable"),
        ("exchange.answer.task", 3, "3"),
    ]


def test_unsound_office_table_is_not_compared(forge: Forge) -> None:
    forge.replace("data/tables/office.csv", "commune", "village").manifests()
    assert forge.refusal().code == "exchange.value.choice"


def test_kind_that_we_cannot_take_in_is_told(pair: Pair, tmp_path: Path) -> None:
    done = pair.write(tmp_path, replace(report(), kind=Kind.SHARE))
    with pytest.raises(RefusedError, match=r"exchange\.kind\.unsupported"):
        pair.open(done.path)


def test_damaged_attachment_is_told(pair: Pair, tmp_path: Path) -> None:
    Forge.of(pair, tmp_path)
    done = write_package(
        tmp_path,
        "a",
        report(),
        tables(),
        {"a.pdf": b"0" * 500},
        identity=pair.commune,
        recipient=pair.province_card,
    )
    from tests.exchange.forge import unsealed

    forge = Forge(pair, tmp_path, unsealed(done.path, pair.commune))
    whole = bytearray(zipped(forge.files))
    name = b".pdf"
    place = whole.find(name) + len(name)
    whole[place : place + 8] = b"\xff" * 8
    assert codes(forge.refusal(bytes(whole))) == {"exchange.bag.changed", "exchange.attachment.content"}


# --- versions


def later(forge: Forge, version: str, minimum: str) -> Path:
    forge.replace(INFO, "NTM-Format: 1.0", f"NTM-Format: {version}")
    forge.replace(INFO, "NTM-Reader-Minimum: 1.0", f"NTM-Reader-Minimum: {minimum}")
    forge.manifests()
    return forge.package()


@pytest.mark.parametrize(("version", "minimum"), [("2.0", "2.0"), ("1.4", "1.3"), ("2.0", "1.0")])
def test_newer_format_asks_for_an_update_and_nothing_else(forge: Forge, version: str, minimum: str) -> None:
    forge.files[ANSWERS] = b"something quite new"
    with pytest.raises(RefusedError) as caught:
        forge.pair.open(later(forge, version, minimum))
    assert codes(caught.value) == {"exchange.format.newer"}
    assert caught.value.facts["version"] == version


def test_later_minor_version_is_read_as_far_as_we_know_it(forge: Forge) -> None:
    text = forge.files[ANSWERS].decode()
    forge.files[ANSWERS] = "".join(f"{line},new\r\n" for line in text.splitlines()).encode()
    forge.files["data/tables/extra.csv"] = b"a\r\n1\r\n"
    description = json.loads(forge.files["data/datapackage.json"])
    description["resources"].append({"path": "tables/extra.csv"})
    forge.files["data/datapackage.json"] = json.dumps(description).encode()
    with forge.pair.open(later(forge, "1.1", "1.0")) as opened:
        assert opened.counts["answers"] == 3


def test_older_format_without_a_way_up_is_refused(forge: Forge) -> None:
    with pytest.raises(RefusedError, match=r"exchange\.format\.too_old"):
        forge.pair.open(later(forge, "0.9", "0.9"))


def from_0_9(old: Mapping[str, Sequence[Sequence[str]]]) -> Mapping[str, Sequence[Sequence[str]]]:
    """Carry up an invented older format: answers had no column for the day."""
    head, *rows = old["answers"]
    return {**old, "answers": [[*head, "on"], *([*row, ""] for row in rows)]}


def opened_from_0_9(forge: Forge, *steps: Upgrade) -> dict[str, int]:
    lines = forge.files[ANSWERS].decode().splitlines()
    forge.files[ANSWERS] = "".join(line.rpartition(",")[0] + "\r\n" for line in lines).encode()
    path = later(forge, "0.9", "0.9")
    trusted = {"31123": forge.pair.commune_card}
    with open_package(path, forge.pair.province, trusted, office="91", upgrades=steps) as opened:
        assert {row[0] for row in opened.tables["answers"].rows("on")} == {None}
        return opened.counts


def test_older_format_goes_up_step_by_step(forge: Forge) -> None:
    steps = (Upgrade((0, 9), (0, 95), from_0_9), Upgrade((0, 95), (1, 0), dict))
    assert opened_from_0_9(forge, *steps)["answers"] == 3
    assert path_from((0, 9), steps) == steps
    assert path_from((0, 8), steps) is None


def test_upgrade_that_loses_a_table_is_told(forge: Forge) -> None:
    def losing(old: Mapping[str, Sequence[Sequence[str]]]) -> Mapping[str, Sequence[Sequence[str]]]:
        return {name: rows for name, rows in from_0_9(old).items() if name != "villages"}

    with pytest.raises(RefusedError, match=r"exchange\.table\.missing"):
        opened_from_0_9(forge, Upgrade((0, 9), (1, 0), losing))


# --- a look at what may be refused


def test_peek_tells_who_signed_though_the_tables_are_wrong(forge: Forge) -> None:
    trusted = {"31123": forge.pair.commune_card}
    forge.replace(ANSWERS, "achieved", "done").manifests()
    peeked = peek(forge.package(), forge.pair.province, trusted)
    assert peeked is not None
    assert (peeked.info, peeked.sender) == (report(), forge.pair.commune_card)
    stranger = peek(forge.package(), forge.pair.province, {})
    assert stranger is not None
    assert stranger.sender is None
    forge.replace(INFO, "NTM-Sequence: 1", "NTM-Sequence: 2")
    changed = peek(forge.package(), forge.pair.province, trusted)
    assert changed is not None
    assert changed.sender is None


def test_peek_at_what_cannot_be_read_gives_nothing(forge: Forge) -> None:
    identity = forge.pair.province
    assert peek(forge.folder / "none", identity, {}) is None
    assert peek(sealed(b"x", forge.folder / "x", identity), identity, {}) is None
    assert peek(sealed(zipped({"bagit.txt": b""}), forge.folder / "y", identity), identity, {}) is None


# --- telling problems


def test_problems_are_capped_and_the_rest_counted() -> None:
    findings = Findings("x", limit=2)
    for row in range(5):
        findings.add("exchange.value.kind", row=row)
    *kept, more = findings.problems()
    assert [problem.place.row for problem in kept] == [0, 1]
    assert (more.code, more.facts) == ("exchange.more", {"count": 3})
    with pytest.raises(RefusedError, match=r"exchange\.value\.kind") as caught:
        findings.refuse_if_any()
    assert caught.value.facts["count"] == 5


def test_hopeless_package_is_given_up_early(forge: Forge, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "HOPELESS", 300)
    head = forge.files[ANSWERS].splitlines(keepends=True)[0]
    forge.files[ANSWERS] = head + b"h1,2025,1,wrong,0,,\r\n" * 2000
    forge.manifests()
    assert 300 <= int(forge.refusal().facts["count"] or 0) < 600


def test_nothing_found_refuses_nothing() -> None:
    Findings("x").refuse_if_any()


def test_foreign_text_is_shown_harmlessly() -> None:
    assert shown("a\u202eb") == "a\\u202eb"
    assert shown("x" * 200) == "x" * 80 + "…"


def test_contacts_table_is_the_one_that_readers_know() -> None:
    assert isinstance(HOUSEHOLDS_WITH_CONTACTS, Table)
    assert Limits().rows > 400_000


def test_receipt_goes_back_the_other_way(pair: Pair, tmp_path: Path) -> None:
    digest = "0" * 64
    rows: dict[Table, list[Row]] = {
        schemas.OFFICE: [("91", "Sở Mẫu", "province", "91", "", None)],
        schemas.RECEIPTS: [(digest, 1, "lineage-1", 0, "2026-11-22T09:30:00+07:00", "2025", "")],
        schemas.RECEIPT_PROBLEMS: [
            (digest, 1, "exchange.value.range", "answers", 7, "year", "=99", "2000 – 2100"),
        ],
        schemas.RECEIPT_COUNTS: [(digest, "answers", 1, 2, 3, 4)],
    }
    done = write_package(
        tmp_path,
        "receipt",
        replace(report(), sender="91", recipient="31123", kind=Kind.RECEIPT, acknowledges=1),
        [TableData(table, content) for table, content in rows.items()],
        {},
        identity=pair.province,
        recipient=pair.commune_card,
    )
    with open_package(done.path, pair.commune, {"91": pair.province_card}, office="31123") as opened:
        for table, content in rows.items():
            assert list(opened.tables[table.name].rows()) == content
