"""Programs that are not ours open what we write, and we open what they write."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from typing import TYPE_CHECKING

import pytest

from ntm_desktop.exchange.keys import age_identity_file, minisign_public_file, minisign_secret_file
from ntm_desktop.exchange.package import TableData, write_package
from tests.exchange.forge import unsealed
from tests.exchange.offices import ROWS, SCHEMAS, report, tables

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.offices import Pair

pytestmark = pytest.mark.peer


def run(*command: str | Path) -> str:
    """Run a program of someone else; CI must have it, elsewhere its absence is said aloud."""
    name = str(command[0])
    program = shutil.which(name)
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(f"{name} is not installed")
        pytest.skip(f"{name} is not installed: its judgement is missing from this run")
    done = subprocess.run([program, *map(str, command[1:])], capture_output=True, text=True, check=False)  # noqa: S603 - a fixed list of programs
    assert done.returncode == 0, f"{name}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture
def written(pair: Pair, tmp_path: Path) -> Path:
    """Write a package with a value of every kind, and an attachment."""
    done = write_package(
        tmp_path,
        "x",
        report(),
        tables(),
        {"biên bản.pdf": b"%PDF-1.4"},
        identity=pair.commune,
        recipient=pair.province_card,
    )
    return done.path


@pytest.fixture
def bag(written: Path, pair: Pair, tmp_path: Path) -> Path:
    """Open the bag with age and unzip only."""
    key = tmp_path / "key.txt"
    key.write_text(age_identity_file(pair.province))
    run("age", "-d", "-i", key, "-o", tmp_path / "x.zip", written)
    run("unzip", "-q", tmp_path / "x.zip", "-d", tmp_path / "out")
    (base,) = (tmp_path / "out").iterdir()
    return base


def test_sender_opens_a_package_with_age(written: Path, pair: Pair, tmp_path: Path) -> None:
    key = tmp_path / "key.txt"
    key.write_text(age_identity_file(pair.commune))
    run("age", "-d", "-i", key, "-o", tmp_path / "x.zip", written)
    assert zipfile.is_zipfile(tmp_path / "x.zip")


def test_bagit_accepts_the_bag(bag: Path) -> None:
    command = (sys.executable, "-W", "ignore", "-m", "bagit", "--validate", bag)
    run(*command)
    (bag / "data" / "tables" / "office.csv").write_bytes(b"changed")
    with pytest.raises(AssertionError, match="invalid"):
        run(*command)


def test_minisign_accepts_the_signature(bag: Path, pair: Pair, tmp_path: Path) -> None:
    key = tmp_path / "key.pub"
    key.write_text(minisign_public_file(pair.commune.public))
    said = run("minisign", "-V", "-p", key, "-m", bag / "tagmanifest-sha256.txt")
    assert "Signature and comment signature verified" in said
    assert "31123-91-report-000001 format 1.0" in said


def test_frictionless_accepts_the_tables(bag: Path) -> None:
    said = run(
        sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "--json", bag / "data" / "datapackage.json"
    )
    judged = json.loads(said)
    assert judged["valid"]
    assert judged["stats"]["tasks"] == len(SCHEMAS)


def test_frictionless_sees_a_wrong_value_by_our_schema(bag: Path) -> None:
    table = bag / "data" / "tables" / "answers.csv"
    table.write_text(table.read_text().replace("not_assessed", "wrong"))
    command = [sys.executable, "-W", "ignore", "-m", "frictionless", "validate", "--json"]
    done = subprocess.run([*command, bag / "data" / "datapackage.json"], capture_output=True, text=True, check=False)  # noqa: S603 - a fixed program
    types = {error["type"] for task in json.loads(done.stdout)["tasks"] for error in task["errors"]}
    assert "constraint-error" in types


def test_minisign_makes_our_public_key_from_our_secret_key(pair: Pair, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(minisign_secret_file(pair.commune))
    run("minisign", "-R", "-W", "-s", tmp_path / "secret", "-p", tmp_path / "public")
    assert (tmp_path / "public").read_text().splitlines()[1] == pair.commune.public.signing


def test_a_package_made_with_the_public_tools_is_read(bag: Path, pair: Pair, tmp_path: Path) -> None:
    """Signed anew by minisign with our exported key, zipped by Python, sealed by age."""
    signature = bag / "tagmanifest-sha256.txt.minisig"
    signature.unlink()
    (tmp_path / "secret").write_text(minisign_secret_file(pair.commune))
    run("minisign", "-S", "-W", "-s", tmp_path / "secret", "-m", bag / "tagmanifest-sha256.txt")
    assert signature.exists()
    archive = shutil.make_archive(str(tmp_path / "again"), "zip", bag.parent, bag.name)
    sealed = tmp_path / "again.ntmpkg"
    keys = [pair.province.public.age, pair.commune.public.age]
    run("age", "-r", keys[0], "-r", keys[1], "-o", sealed, archive)
    with pair.open(sealed) as opened:
        names = ("household", "year", "task", "status", "registered", "remark", "on")
        assert list(opened.tables["answers"].rows(*names)) == ROWS["answers"]
        ((name, size),) = opened.attachments.items()
        assert (opened.attachment(name), size) == (b"%PDF-1.4", 8)


def test_every_kind_of_table_is_accepted_by_frictionless(pair: Pair, tmp_path: Path) -> None:
    """An empty table of each schema: the descriptions themselves are sound."""
    from ntm_desktop.exchange import schemas
    from ntm_desktop.exchange.tables import Table

    every = [TableData(table, []) for table in vars(schemas).values() if isinstance(table, Table)]
    every = [data for data in every if data.schema.name != "households" or data.schema is schemas.HOUSEHOLDS]
    done = write_package(tmp_path, "all", report(), every, {}, identity=pair.commune, recipient=pair.province_card)
    for name, content in unsealed(done.path, pair.commune).items():
        path = tmp_path / "plain" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    description = tmp_path / "plain" / "data" / "datapackage.json"
    run(sys.executable, "-W", "ignore", "-m", "frictionless", "validate", description)
