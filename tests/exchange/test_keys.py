"""An office's keys as text, and what is not one."""

from __future__ import annotations

import base64
import json

import pytest

from ntm_desktop.errors import UserError
from ntm_desktop.exchange.keys import (
    Identity,
    PublicKeys,
    age_identity_file,
    check_public,
    minisign_public_file,
    minisign_secret_file,
)


def test_identity_comes_back_from_its_text() -> None:
    identity = Identity.generate()
    assert Identity.from_json(identity.to_json()) == identity
    assert identity != Identity.generate()


def test_secrets_are_not_shown() -> None:
    identity = Identity.generate()
    assert "AGE-SECRET" not in repr(identity)
    assert "seed" not in repr(identity)


@pytest.mark.parametrize(
    "change",
    [{"format": "x"}, {"age": "AGE-SECRET-KEY-1X"}, {"seed": "AAAA"}, {"id": "00"}, {"id": 5}],
)
def test_damaged_text_is_refused(change: dict[str, object]) -> None:
    content = json.loads(Identity.generate().to_json())
    for text in (json.dumps(content | change), "[]", "{}", "nothing"):
        with pytest.raises(UserError, match=r"exchange\.keys\.damaged"):
            Identity.from_json(text)


def test_files_for_the_public_tools_have_their_form() -> None:
    identity = Identity.generate()
    comment, secret = age_identity_file(identity).splitlines()
    assert comment == f"# public key: {identity.public.age}"
    assert secret.startswith("AGE-SECRET-KEY-1")
    assert len(base64.b64decode(minisign_secret_file(identity).splitlines()[1])) == 158
    assert minisign_public_file(identity.public).splitlines()[1].startswith("RW")


def test_malformed_public_keys_are_named() -> None:
    good = Identity.generate().public
    assert check_public(good) == ()
    assert check_public(PublicKeys("age1x", good.signing)) == ("age",)
    assert check_public(PublicKeys(good.age, "RW!")) == ("signing",)
    assert check_public(PublicKeys("", base64.b64encode(b"Ed" + bytes(10)).decode())) == ("age", "signing")
