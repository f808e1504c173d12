"""The requirement catalogue and the texts of the five plans, read without the program, to compare profiles with."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from ntm_desktop.catalog import load_catalogue
from ntm_desktop.domain.movements import Movement, entries
from tests.beside import SHARED, skip_without_shared

if TYPE_CHECKING:
    from ntm_desktop.domain.movements_parts import Clause

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
skip_without_shared()
CATALOGUE = load_catalogue(RESOURCES)
PLANS: dict[str, Movement] = {movement.plan: movement for movement in CATALOGUE.movements if movement.plan}
Requirement = dict[str, Any]

# What the requirement catalogue shortens and a profile writes out, longest first where one holds another.
WRITTEN_OUT = {
    "CTMTQG NTM": "Chương trình nông thôn mới",
    "CTMTQG": "chương trình mục tiêu quốc gia",
    "CBCCVC": "cán bộ, công chức, viên chức",
    "UBMTTQ": "UBMTTQ",
    "PTTĐ": "phong trào thi đua",
    "NTM": "nông thôn mới",
    "XDCB": "xây dựng cơ bản",
    "ĐBKK": "đặc biệt khó khăn",
    "BVMT": "bảo vệ môi trường",
    "ATTP": "an toàn thực phẩm",
    "ANTT": "an ninh trật tự",
    "KHCN": "khoa học và công nghệ",
    "QPAN": "quốc phòng, an ninh",
    "NSNN": "ngân sách nhà nước",
    "CSVC": "cơ sở vật chất",
    "TTHC": "thủ tục hành chính",
    "DVCTT": "dịch vụ công trực tuyến",
    "BHYT": "bảo hiểm y tế",
    "SXKD": "sản xuất, kinh doanh",
    "TĐKT": "Thi đua - Khen thưởng",
    "VHTT": "Văn hóa - Thông tin",
    "VH-TT-TT": "Văn hóa - Thông tin - Thể thao",
    "VH-TT": "Văn hóa - Truyền thông",
    "TTTT": "Thông tin và Truyền thông",
    "NN&PTNT": "Nông nghiệp và Phát triển nông thôn",
    "TC-KH": "Tài chính - Kế hoạch",
    "KT-XH": "kinh tế - xã hội",
    "MTTQ, CT-XH": "MTTQ, tổ chức chính trị - xã hội",
    "CT-XH": "chính trị - xã hội",
    "địa chính-XD-MT": "địa chính - xây dựng - môi trường",
    "ĐH-CĐ": "đại học, cao đẳng",
    "VPĐP": "Văn phòng Điều phối",
    "VP": "Văn phòng",
    "BCĐ": "Ban Chỉ đạo",
    "HĐ": "Hội đồng",
    "KDC": "khu dân cư",
    "HTX": "hợp tác xã",
    "NLĐ": "người lao động",
    "NGO": "tổ chức phi chính phủ",
    "TTg": "Thủ tướng",
    "PCT": "Phó Chủ tịch",
    "CT": "Chủ tịch",
    "QĐ": "Quyết định",
    "KH": "Kế hoạch",
    "NQ": "Nghị quyết",
    "GK": "giấy khen",
    "BK TTg": "bằng khen của Thủ tướng",
    "BK": "bằng khen",
    "BQ": "bình quân",
    "DN": "doanh nghiệp",
    "SP": "sản phẩm",
    "SX": "sản xuất",
    "XD": "xây dựng",
    "XS": "xuất sắc",
    "QG": "quốc gia",
    "NN với CN": "nông nghiệp với công nghiệp",
    "NN": "nông nghiệp",
}
_NUMBER = r"\d[\d/]*[/-](?:QĐ|KH|NQ)[\w/-]*"  # of a document: stays as it is
_SHORT = re.compile(rf"{_NUMBER}|(?<!\w)({'|'.join(sorted(map(re.escape, WRITTEN_OUT), key=len, reverse=True))})(?!\w)")
_TYPIST = re.compile(r"(?<=Lưu: VT)[,;] *[a-z]+")


def _loaded() -> dict[str, Any]:
    path = SHARED / "requirements" / "plans.yaml"
    loaded: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded


_CATALOGUE = _loaded()
ALL: list[Requirement] = list(_CATALOGUE["requirements"])
ANOMALIES: list[Requirement] = list(_CATALOGUE["anomalies"])
BY_ID = {one["id"]: one for one in ALL}
TEXTS = {
    plan: (SHARED / told["file"]).read_text(encoding="utf-8").splitlines()
    for plan, told in _CATALOGUE["meta"]["plans"].items()
}
FOUND = {
    entry.requirement: (place, entry, movement) for movement in PLANS.values() for place, entry in entries(movement)
}


def of_kind(kind: str) -> list[str]:
    """Return the ids of a kind's requirements."""
    return [one["id"] for one in ALL if one["kind"] == kind]


def entry_of(requirement: str) -> Clause:
    """Return the profile's entry of a requirement."""
    return FOUND[requirement][1]


def movement_of(requirement: str) -> Movement:
    """Return the profile that a requirement belongs to."""
    return PLANS[requirement.split("-", maxsplit=1)[0]]


def words(text: str) -> list[str]:
    """Return the words and numbers of a text without its marks, case and spaces."""
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def written_out(title: str) -> str:
    """Return a title of the requirement catalogue with its abbreviations written out."""
    arrows = title.replace("CT/PCT", "Chủ tịch, Phó Chủ tịch").replace("TTg/Chủ tịch", "Thủ tướng/Chủ tịch")
    return _SHORT.sub(lambda found: WRITTEN_OUT[found[1]] if found[1] else found[0], arrows)


def plan_text(plan: str, lines: str) -> str:
    """Return what a plan says on lines like «17,19» or «45-47»."""
    said: list[str] = []
    for part in lines.split(","):
        first, _, last = part.partition("-")
        said += TEXTS[plan][int(first) - 1 : int(last or first)]
    # A typist's initials and a signer's name are persons': a profile leaves them out.
    text = "\n".join(line for line in said if not _names_somebody(line))
    return _TYPIST.sub("", re.sub(r"\[bookmark[^]]*\]", "", text))


def _names_somebody(line: str) -> bool:
    return line.istitle() and line.replace(" ", "").isalpha() and line.count(" ") in {1, 2, 3}
