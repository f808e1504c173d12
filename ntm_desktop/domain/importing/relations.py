"""How a person stands to the head of the household, in the words and numbers that offices use."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ntm_desktop.domain.importing.vocabulary import label_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Whatever stands behind «chủ hộ» is about the head himself: «Chủ hộ (đơn thân)».
_HEAD_OF_HOUSEHOLD = re.compile(r"(la )?(0?1 )?(chu ho\b.*|ch|chu|c ho|chu h)( 1)?|0?1")
_SAYS_HEAD = re.compile(r"(la )?(chu ho|c ho)\b.*")
_RELATION = re.compile(
    r"\d{1,2}\b|(la |1 |01 )?(chu( ho\b.*|$)|ch|c ho|vo|chong|con|chau|chat|me|ma|cha|bo|ba|dau|re|anh|chi|em|ong|co|"
    r"di|bac|cau|mo|thim|nguoi (giup|o|than|khac|nha|lam|thue|duoc|cham|trong|quen)|o nho|o tro|o thue|cung o|khac|"
    r"than nhan|nuoi|noi|ngoai)\b"
)
_MOSTLY, _FEWEST_KINDS = 0.8, 2


def is_head_of_household(relation: str) -> bool:
    """Whether a relation says «chủ hộ»."""
    return _HEAD_OF_HOUSEHOLD.fullmatch(label_of(relation)) is not None


def says_relation(text: str) -> bool:
    """Whether a text is a relation, of the head himself or of another: «Chủ hộ», «Con dâu», «3»."""
    # «Võ» is a family's name, «vợ» a relation.
    return _RELATION.match(label_of(text)) is not None and not text.casefold().startswith("võ ")


def says_head(text: str) -> bool:
    """Whether a text says «chủ hộ» in words."""
    return _SAYS_HEAD.fullmatch(label_of(text)) is not None


def are_relations(texts: Sequence[str]) -> bool:
    """Whether the texts of a column that no head explains are relations: mostly known words, some «chủ hộ»."""
    labels = [label_of(text) for text in texts]
    if len(set(labels)) < _FEWEST_KINDS or not any(map(_SAYS_HEAD.fullmatch, labels)):
        return False
    words = sum(label[:1].isalpha() and _RELATION.match(label) is not None for label in labels)
    return words >= _MOSTLY * len(labels)
