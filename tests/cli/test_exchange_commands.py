"""`ntm card|package|receipt|keys|deadline|overview` as a person and as a machine use them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from ntm_desktop import app
from ntm_desktop.cli.main import main
from ntm_desktop.domain.places import Level
from ntm_desktop.exchange.keys import Identity
from ntm_desktop.services import setup
from ntm_desktop.store import office
from tests.network import FIRST, PROVINCE, answer
from tests.offices import REFERENCE_TASKS, settle

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Desk:
    """The command line of two offices with a stick between them."""

    folder: Path
    capsys: pytest.CaptureFixture[str]

    @property
    def stick(self) -> Path:
        return self.folder / "stick"

    def run(self, office: str, *words: object, status: int = 0) -> str:
        """Run a command for people; return what stands on stdout."""
        self.capsys.readouterr()
        assert main([*map(str, words), "--data", str(self.folder / office)]) == status
        return self.capsys.readouterr().out

    def ask(self, office: str, *words: object, status: int = 0) -> dict[str, Any]:
        """Run a command for machines; return its one document."""
        document = json.loads(self.run(office, *words, "--json", status=status))
        assert isinstance(document, dict)
        return document

    def introduce(self) -> None:
        """Let both offices trust one another."""
        for ours, theirs in (("xa", "tinh"), ("tinh", "xa")):
            card = self.ask(theirs, "card", "write", self.stick / f"{theirs}.ntmcard")
            self.ask(ours, "card", "trust", card["file"], "--fingerprint", card["fingerprint"])

    def package(self) -> dict[str, Any]:
        return self.ask("xa", "package", "write", "--to", PROVINCE, "--out", self.stick)


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    one = Desk(tmp_path, capsys)
    one.stick.mkdir()
    for name, level, code in (("xa", "commune", FIRST), ("tinh", "province", PROVINCE)):
        with app.office(tmp_path / name) as context:
            wanted = setup.NewOffice(Level(level), code, task_set=REFERENCE_TASKS, staff_name="Trần Thị Mẫu")
            setup.create(context, wanted)
            if level == "commune":
                settle(context, "Kinh 5", "Nguyễn Văn Mẫu", "Trần Thị Thử")
                answer(context, 2025, ["1"])
    return one


def test_a_card_is_written_shown_and_trusted(desk: Desk) -> None:
    file = desk.stick / "xa.ntmcard"
    written = desk.ask("xa", "card", "write", file)
    shown = desk.ask("tinh", "card", "show", file)
    assert (shown["code"], shown["level"], shown["trusted"]) == (FIRST, "commune", False)
    assert shown["fingerprint"] == written["fingerprint"]
    wrong = desk.ask("tinh", "card", "trust", file, "--fingerprint", "0" * 30, status=3)
    assert wrong["code"] == "transport.fingerprint_differs"
    assert desk.ask("tinh", "card", "trust", file, "--fingerprint", shown["fingerprint"])["trusted"]
    assert "được tin cậy" in desk.run("tinh", "card", "show", file)
    assert shown["fingerprint"] in desk.run("xa", "card", "write", file)


def test_a_replacing_card_says_so(desk: Desk) -> None:
    desk.introduce()
    with app.office(desk.folder / "xa") as context:
        context.database.connection.execute("DELETE FROM identity")
        with context.database.atomic() as connection:
            office.save_identity(connection, Identity.generate().to_json(), context.clock())
    new = desk.ask("xa", "card", "write", desk.stick / "new.ntmcard")
    assert "phải đối chiếu lại" in desk.run("tinh", "card", "show", new["file"])
    said = desk.run("tinh", "card", "trust", new["file"], "--fingerprint", new["fingerprint"])
    assert "thay cho thẻ cũ" in said


def test_a_package_goes_up_and_its_receipt_comes_back(desk: Desk) -> None:
    desk.introduce()
    sent = desk.package()
    assert {"file", "sequence", "sha256"} <= sent.keys()
    checked = desk.ask("tinh", "package", "check", sent["file"])
    assert (checked["accepted"], checked["problems"]) == (True, [])
    assert checked["plan"]["answers"] == {"new": 2, "changed": 0, "removed": 0, "unchanged": 0}
    applied = desk.ask("tinh", "package", "apply", sent["file"])
    keys = ("sender", "recipient", "kind", "sequence")
    assert [applied[key] for key in keys] == [FIRST, PROVINCE, "report", 1]
    assert applied["sha256"] == sent["sha256"]
    again = desk.ask("tinh", "package", "apply", sent["file"])
    assert (again["accepted"], again["changed"]) == (True, False)
    assert [problem["code"] for problem in again["problems"]] == ["transport.already_have"]
    receipt = desk.ask("tinh", "receipt", "write", "--to", FIRST, "--out", desk.stick)
    assert desk.ask("xa", "package", "apply", receipt["file"])["kind"] == "receipt"
    nothing = desk.ask("xa", "receipt", "write", "--to", PROVINCE, "--out", desk.stick, status=3)
    assert nothing["code"] == "transport.nothing_to_acknowledge"


def test_people_read_sentences(desk: Desk) -> None:
    desk.introduce()
    said = desk.run("xa", "package", "write", "--out", desk.stick, "--year", 2025)
    assert "Đã ghi gói, chờ phiếu tiếp nhận" in said
    (file,) = desk.stick.glob("*.ntmpkg")
    assert "Gói dùng được." in desk.run("tinh", "package", "check", file)
    said = desk.run("tinh", "package", "apply", file)
    assert "Đã nhận (mã " in said
    assert "Kết quả phần việc: 2 mới, 0 đổi, 0 bỏ, 0 giữ nguyên" in said
    assert "không thay đổi gì" in desk.run("tinh", "package", "apply", file)
    assert "phiếu tiếp nhận số 1" in desk.run("tinh", "receipt", "write", "--to", FIRST, "--out", desk.stick)


def test_a_refusal_has_the_same_keys_and_its_problems_on_stderr(desk: Desk) -> None:
    desk.introduce()
    sent = desk.package()
    file = desk.stick / "cut.ntmpkg"
    with open(sent["file"], "rb") as whole:  # noqa: PTH123 - a name from JSON
        file.write_bytes(whole.read()[:-100])
    for command in ("check", "apply"):
        document = desk.ask("tinh", "package", command, file, status=3)
        assert document["accepted"] is False
        assert {"sender", "recipient", "kind", "sequence", "plan"} <= document.keys()
        assert [problem["code"] for problem in document["problems"]] == ["exchange.seal.damaged"]
        assert document["problems"][0]["message"]
    assert main(["package", "check", str(file), "--data", str(desk.folder / "tinh")]) == 3
    shown = desk.capsys.readouterr()
    assert "cut.ntmpkg" in shown.err
    assert "Gói không dùng được." in shown.out
    assert "Không nhận." in desk.run("tinh", "package", "apply", file, status=3)


def test_several_packages_are_one_document(desk: Desk) -> None:
    desk.introduce()
    files = [desk.package()["file"], desk.package()["file"]]
    document = desk.ask("tinh", "package", "apply", *files)
    assert document["accepted"] is True
    assert [one["sequence"] for one in document["packages"]] == [1, 2]
    mixed = desk.ask("tinh", "package", "apply", files[0], desk.stick / "none.ntmpkg", status=4)
    codes = {problem["code"] for problem in mixed["problems"]}
    assert codes == {"transport.older", "exchange.volume.vanished"}


def test_a_fork_wants_a_reason_and_a_name(desk: Desk) -> None:
    desk.introduce()
    desk.run("tinh", "package", "apply", desk.package()["file"])
    with app.office(desk.folder / "xa") as context, context.database.atomic() as connection:
        connection.execute("UPDATE office SET lineage = 'another-history'")
    file = desk.package()["file"]
    refused = desk.ask("tinh", "package", "apply", file, status=3)
    assert [problem["code"] for problem in refused["problems"]] == ["transport.fork.unknown_lineage"]
    nameless = desk.ask("tinh", "package", "apply", file, "--fork-reason", "Máy mới", status=3)
    assert [problem["code"] for problem in nameless["problems"]] == ["transport.fork_needs_name"]
    done = desk.ask("tinh", "package", "apply", file, "--fork-reason", "Máy mới", "--by", "Lê Văn Mẫu")
    assert done["accepted"]


def test_a_package_can_be_undone(desk: Desk) -> None:
    desk.introduce()
    done = desk.ask("tinh", "package", "apply", desk.package()["file"])
    assert desk.ask("tinh", "package", "undo", done["id"]) == {"undone": True, "id": done["id"]}
    assert desk.ask("tinh", "package", "undo", done["id"], status=3)["code"] == "transport.undo.unknown"


def test_keys_are_written_in_the_public_tools_formats(desk: Desk) -> None:
    age = desk.ask("xa", "keys", "write", desk.folder / "age.key")
    assert "AGE-SECRET-KEY-1" in (desk.folder / "age.key").read_text()
    signing = desk.ask("xa", "keys", "write", desk.folder / "sign.key", "--signing")
    assert signing["files"] == [str(desk.folder / "sign.key"), str(desk.folder / "sign.key.pub")]
    assert (age["signing"], signing["signing"], signing["minisign"][:2]) == (False, True, "RW")


@pytest.mark.parametrize(
    ("more", "told"),
    [((), ("giải mã", "age -d -i {file}")), (("--signing",), ("ký được gói thay đơn vị", "minisign -V -p {file}.pub"))],
)
def test_it_is_said_what_to_do_with_a_key(desk: Desk, more: tuple[str, ...], told: tuple[str, ...]) -> None:
    file = desk.folder / "x.key"
    said = desk.run("xa", "keys", "write", file, *more)
    for words in (*told, "cất trong tủ khóa", "không gửi qua mạng"):
        assert words.format(file=file) in said
    refused = desk.ask("xa", "keys", "write", desk.folder, *more, status=3)
    assert refused["code"] == "exchange.volume.is_folder"


def test_the_overview_says_who_came_and_when(desk: Desk) -> None:
    desk.introduce()
    desk.run("tinh", "package", "apply", desk.package()["file"])
    assert f"{FIRST} " in desk.run("tinh", "overview", "--year", 2025)
    assert "chưa nhận" in desk.run("tinh", "overview", "--year", 2025)
    assert desk.ask("tinh", "deadline", "set", "--year", 2025, "31/12/2020")["due_on"] == "2020-12-31"
    assert "31/12/2099" in desk.run("tinh", "deadline", "set", "--year", 2025, "2099-12-31")
    assert "đúng hạn" in desk.run("tinh", "overview", "--year", 2025)
    desk.run("tinh", "deadline", "set", "--year", 2025, "2020-12-31")
    assert "trễ hạn" in desk.run("tinh", "overview", "--year", 2025)
    document = desk.ask("tinh", "overview", "--year", 2025)
    row = next(row for row in document["units"] if row["code"] == FIRST)
    assert (row["received"], row["on_time"], row["completeness"]) == (True, False, 0.0)
    assert main(["deadline", "set", "--year", "2025", "hôm nay", "--data", str(desk.folder / "tinh")]) == 2
    assert desk.ask("xa", "overview", "--year", 2025, status=3)["code"] == "transport.not_a_receiving_office"


def test_a_refused_package_shows_in_the_overview(desk: Desk) -> None:
    desk.introduce()
    desk.run("tinh", "package", "apply", desk.package()["file"])
    with app.office(desk.folder / "tinh") as context, context.database.atomic() as connection:
        connection.execute('UPDATE package_in SET accepted = 0, problems = \'[{"code":"x"}]\'')
    assert "gói sau cùng có 1 lỗi" in desk.run("tinh", "overview", "--year", 2025)
