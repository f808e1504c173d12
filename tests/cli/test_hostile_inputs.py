"""Files and words that nobody brings in good faith: refused with a reason, never our mistake, never waited for."""

from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook

from ntm_desktop.cli.main import main
from tests.offices import commune

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAN = "an-khe-2021-2025"
READERS: dict[str, tuple[str, ...]] = {
    "households import": ("households", "import", "FILE"),
    "tasks import": ("tasks", "import", "FILE", "--year", "2025"),
    "card show": ("card", "show", "FILE"),
    "card trust": ("card", "trust", "FILE", "--fingerprint", "1"),
    "package check": ("package", "check", "FILE"),
    "package apply": ("package", "apply", "FILE"),
    "criteria check": ("criteria", "check", "FILE"),
    "criteria from-excel": ("criteria", "from-excel", "FILE"),
    "movements check": ("movements", "check", "FILE"),
    "law check": ("law", "check", "FILE"),
    "council": ("council", "--members", "5", "--award", "giay_khen", "--votes", "FILE"),
    "exclusions": ("exclusions", "--movement", PLAN, "--nominations", "FILE"),
    "targets": ("targets", "--movement", PLAN, "--results", "FILE"),
    "payments": ("payments", "FILE"),
    "needs": ("needs", "FILE"),
    "facts": ("evaluate", "--criteria", "xa-ntm-2021-2025", "--facts", "FILE"),
    "overlay": ("evaluate", "--criteria", "xa-ntm-2021-2025", "--facts", "FILE", "--overlay", "FILE"),
    "backup check": ("backup", "check", "FILE"),
    "backup restore": ("backup", "restore", "FILE"),
}
REFUSED = {3, 4}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office") / "data"
    with commune(folder):
        pass
    return folder


@pytest.fixture
def data(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "data"))


def refused(capsys: pytest.CaptureFixture[str], words: Sequence[object]) -> str:
    capsys.readouterr()
    status = main([str(word) for word in words])
    said = capsys.readouterr().err
    assert status in REFUSED, said
    assert "general.unknown" not in said
    return said


def words_for(reader: str, file: Path, data: Path) -> list[object]:
    return [*(file if word == "FILE" else word for word in READERS[reader]), "--data", data]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
@pytest.mark.parametrize("reader", READERS)
def test_a_pipe_is_no_file_and_nobody_waits_for_it(
    capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path, reader: str
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    late = threading.Timer(20, lambda: os.close(os.open(pipe, os.O_RDWR | os.O_NONBLOCK)))
    late.start()
    try:
        refused(capsys, words_for(reader, pipe, data))
        assert late.is_alive()
    finally:
        late.cancel()
        late.join()


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no endless device")
@pytest.mark.parametrize("reader", READERS)
def test_a_device_without_end_is_not_read(capsys: pytest.CaptureFixture[str], data: Path, reader: str) -> None:
    refused(capsys, words_for(reader, Path("/dev/zero"), data))


RESULTS = "measure,year,value\n"
LISTS = {
    "a number of 5,000 digits": RESULTS + f"x,{'9' * 5000},1\n",
    "a number that is endless to write out": RESULTS + "x,2025,1e999999999\n",
    "no number": RESULTS + "x,2025,sNaN\n",
    "digits of another script": RESULTS + "x,٢٠٢٥,1\n",
    "a cell of 300,000 letters": RESULTS + f"{'x' * 300_000},2025,1\n",
    "a quote that never ends": RESULTS + '"x,2025,1\n',
    "nothing": "",
    "half a letter": RESULTS + "\udcff,2025,1\n",
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_of_results_that_cannot_be(
    capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "r.csv"
    file.write_bytes(LISTS[name].encode("utf-8", "surrogateescape"))
    assert "packs." in refused(capsys, words_for("targets", file, data))


def test_a_list_of_an_old_computer_is_read(capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_bytes(b"measure,year,value\rx,2025,1\r")
    assert main([str(word) for word in words_for("targets", file, data)]) == 0
    capsys.readouterr()


@pytest.mark.parametrize("cell", ["9" * 5000, "1e999999999", "-1", "NaN", "1_0_0e5"])
@pytest.mark.parametrize("column", ["quantity", "unit_price"])
def test_a_need_that_nobody_could_pay(
    capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path, cell: str, column: str
) -> None:
    row = {"year": "2025", "item": "Cầu", "quantity": "1", "unit_price": "1", "source": "x", column: cell}
    file = tmp_path / "n.csv"
    file.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    assert "[packs.not_number]" in refused(capsys, words_for("needs", file, data))


DOCUMENTS = {
    "bottomless lists": "[" * 50_000,
    "bottomless records": '{"a": ' * 20_000,
    "a key twice": '{"a": 1, "a": 2}',
    "no number": '{"a": NaN}',
    "a number of 5,000 digits": f'{{"a": {"9" * 5000}}}',
    "half a letter": '{"a": "\\ud800", "\\ud800": 1}',
    "a list": "[]",
    "a word": '"x"',
    "nothing": "",
    "an object of Python's": "a: !!python/object/apply:os.system ['exit 9']\n",
    "an alias bomb": "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "a merge": "<<: {id: x}\n",
    "two documents": "id: a\n---\nid: b\n",
    "a key that is a list": "? [1, 2]\n: 3\n",
    "a zero byte": "id: a\0b\n",
}


@pytest.mark.parametrize("reader", ["criteria check", "movements check", "law check", "facts", "overlay", "council"])
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_that_cannot_be(
    capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path, name: str, reader: str
) -> None:
    if (reader, name) == ("council", "a list"):
        return  # a list of ballots, and nobody voted
    file = tmp_path / "x.yaml"
    file.write_text(DOCUMENTS[name], encoding="utf-8")
    assert "packs." in refused(capsys, words_for(reader, file, data))


def test_a_list_of_households_whose_name_no_database_takes(
    capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path
) -> None:
    book = Workbook()
    page = book.active
    assert page is not None
    page.append(["TT", "Họ và tên chủ hộ", "Năm sinh", "Ấp"])
    for number in range(5):
        page.append([number + 1, f"Nguyễn Văn {'ABCDE'[number]}", 1960, "Kinh 5"])
    book.save(tmp_path / "ds.xlsx")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/ds\xff\xe2\x80\xae.xlsx"))
    try:
        (tmp_path / "ds.xlsx").rename(odd)
    except OSError:
        pytest.skip("this disk takes no such name")
    assert main(["households", "import", str(odd), "--data", str(data)]) == 0
    assert "\u202e" not in capsys.readouterr().out


@pytest.mark.parametrize("words", [("criteria", "to-excel", "xa-ntm-2021-2025", "--out"), ("card", "write")])
def test_a_pipe_is_not_replaced_by_what_is_written(
    capsys: pytest.CaptureFixture[str], data: Path, tmp_path: Path, words: tuple[str, ...]
) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes with a name")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    refused(capsys, [*words, pipe, "--data", data])
    assert pipe.is_fifo()
