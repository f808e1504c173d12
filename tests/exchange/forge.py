"""Packages as a clumsy or hostile hand would make them: any files, any ZIP, properly signed and sealed or not."""

from __future__ import annotations

import hashlib
import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyrage

from ntm_desktop.domain.problems import RefusedError
from ntm_desktop.exchange.seal import sign

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ntm_desktop.exchange.keys import Identity
    from tests.exchange.offices import Pair

BASE = "bag/"


def unsealed(path: Path, identity: Identity) -> dict[str, bytes]:
    """Return the files of a package by their path below the bag's base."""
    raw = pyrage.decrypt(path.read_bytes(), [identity.opener])
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}


def zipped(files: Mapping[str, bytes], base: str = BASE) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(base + name, content)
    return stream.getvalue()


def sealed(content: bytes, path: Path, *recipients: Identity) -> Path:
    path.write_bytes(pyrage.encrypt(content, [identity.public.recipient for identity in recipients]))
    return path


@dataclass
class Forge:
    """A sound package taken apart; change `files` and put it together again with manifests and signature made anew."""

    pair: Pair
    folder: Path
    files: dict[str, bytes]

    @staticmethod
    def of(pair: Pair, folder: Path) -> Forge:
        return Forge(pair, folder, unsealed(pair.write(folder).path, pair.commune))

    def replace(self, name: str, old: str, new: str) -> Forge:
        text = self.files[name].decode()
        assert old in text
        self.files[name] = text.replace(old, new).encode()
        return self

    def manifests(self) -> None:
        payload = {name: data for name, data in self.files.items() if name.startswith("data/")}
        size = sum(map(len, payload.values()))
        lines = self.files["bag-info.txt"].decode().splitlines()
        oxum = f"Payload-Oxum: {size}.{len(payload)}"
        lines = [oxum if line.startswith("Payload-Oxum") else line for line in lines]
        self.files["bag-info.txt"] = ("\n".join(lines) + "\n").encode()
        self.files["manifest-sha256.txt"] = listed(payload)
        self.tag_manifest()

    def tag_manifest(self) -> None:
        names = ("bagit.txt", "bag-info.txt", "manifest-sha256.txt")
        self.files["tagmanifest-sha256.txt"] = listed({name: self.files[name] for name in names})
        self.sign()

    def sign(self, identity: Identity | None = None) -> None:
        text = sign(self.files["tagmanifest-sha256.txt"], identity or self.pair.commune, "forged")
        self.files["tagmanifest-sha256.txt.minisig"] = text.encode()

    def package(self, archive: bytes | None = None) -> Path:
        path = self.folder / "forged.ntmpkg"
        return sealed(archive or zipped(self.files), path, self.pair.province, self.pair.commune)

    def refusal(self, archive: bytes | None = None) -> RefusedError:
        """Put it together, open it, and return the refusal that must follow."""
        path = self.package(archive)
        try:
            self.pair.open(path).close()
        except RefusedError as error:
            return error
        raise AssertionError(path)


def listed(files: Mapping[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


def codes(error: RefusedError) -> set[str]:
    return {problem.code for problem in error.problems}
