"""Codes `verdicts.*`: why a condition is met, not met or not known, in one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _

if TYPE_CHECKING:
    from collections.abc import Mapping

REASONS: Mapping[str, str] = {
    "verdicts.met": _("Đạt: {found} so với yêu cầu {asked}."),
    "verdicts.not_met": _("Chưa đạt: {found} so với yêu cầu {asked}."),
    "verdicts.no_answer": _("Chưa có kết quả."),
    "verdicts.no_threshold": _("Chưa có ngưỡng: phải chờ văn bản của cấp có thẩm quyền."),
    "verdicts.need_region": _("Chưa biết xã thuộc vùng nào nên chưa chọn được ngưỡng."),
    "verdicts.need_group": _("Chưa biết xã thuộc nhóm nào nên chưa chọn được ngưỡng."),
    "verdicts.need_year": _("Chưa biết năm xét nên chưa chọn được ngưỡng."),
    "verdicts.no_related_set": _("Chưa có bộ tiêu chí mà ngưỡng này dựa vào."),
    "verdicts.not_applicable": _("Không áp dụng: {found}."),
    "verdicts.not_applicable_unfounded": _("Ghi không áp dụng nhưng chưa nêu lý do, hoặc mục này không được miễn."),
    "verdicts.wrong_type": _("Giá trị {found} không đúng kiểu."),
    "verdicts.fact_missing": _("Chưa có số liệu."),
    "verdicts.norm_missing": _("Chưa có định mức để so sánh."),
    "verdicts.stale": _("Số liệu gốc đã thay đổi, phải tính lại."),
    "verdicts.incomplete_criterion": _("Tiêu chí chưa có đủ chỉ tiêu nên chưa kết luận đạt."),
    "verdicts.incomplete_set": _("Bộ tiêu chí chưa đủ so với văn bản nên chưa kết luận đạt."),
    "verdicts.no_pass_rule": _("Chưa có quy tắc công nhận đạt cho bộ tiêu chí này."),
    "verdicts.points": _("Tổng điểm {found} so với yêu cầu {asked}."),
    "verdicts.category_ended": _("Nhóm đối tượng này chỉ có đến hết ngày {asked}."),
    "verdicts.other_kinds": _("Tiêu chuẩn này dành cho loại đối tượng khác."),
    "verdicts.other_levels": _("Tiêu chuẩn này chỉ xét ở cấp khen thưởng khác."),
    "verdicts.local_not_set": _("Đơn vị chưa ban hành tiêu chuẩn riêng."),
    "verdicts.local_text": _("Tiêu chuẩn riêng của đơn vị: {found}"),
    "verdicts.choose_standards": _("Kế hoạch không nói phải đạt tất cả hay một trong các tiêu chuẩn: hãy chọn."),
}
OUTCOMES: Mapping[str, str] = {
    "met": _("đạt"),
    "not_met": _("chưa đạt"),
    "unknown": _("chưa đủ căn cứ"),
    "not_applicable": _("không áp dụng"),
}
WORDS: Mapping[str, str] = {"true": _("có"), "false": _("không"), "no_value": _("chưa có")}
BETWEEN = _("từ {low} đến {high}")
BETWEEN_BELOW = _("từ {low} đến dưới {high}")
ONE_OF = _("một trong: {values}")
WHY = _("Ngưỡng áp dụng theo {why}.")
CLAUSE = _("Căn cứ: {clause}.")
SOURCE = _("Nguồn: {source}.")
SOURCE_ON = _("Nguồn: {source}, ngày {on}.")
COMPUTED = _("chương trình tính từ sổ")
FROM_FILE = _("tệp {file}")
PROVENANCE: Mapping[str, str] = {
    "unverified": _("chưa kiểm, cần đối chiếu văn bản"),
    "reconstructed": _("phục dựng, không chính thức"),
    "missing": _("chưa có văn bản"),
    "source": _("nguồn"),
}
DIMENSIONS: Mapping[str, str] = {"region": _("vùng"), "group": _("nhóm"), "year": _("năm")}


def reason(code: str, found: str, asked: str) -> str:
    """Return the sentence of a reason, in the language in use."""
    return gettext(REASONS[code]).format(found=found, asked=asked)


def clause(text: str) -> str:
    """Return a clause or provenance for people: the marks of the data packs in the language in use."""
    if text in PROVENANCE:
        return gettext(PROVENANCE[text])
    mark, colon, rest = text.partition(": ")
    return f"{gettext(PROVENANCE[mark])}: {rest}" if colon and mark in PROVENANCE else text


def source(text: str, on: str) -> str:
    """Return where a value came from, and of which day, as a sentence."""
    kind, colon, rest = text.partition(":")
    if text == "computed":
        said = gettext(COMPUTED)
    else:
        said = gettext(FROM_FILE).format(file=rest) if kind == "file" and colon else text
    return gettext(SOURCE_ON if on else SOURCE).format(source=said, on=on)


LEVELS: Mapping[str, str] = {
    "none": _("chưa đạt chuẩn"),
    "ntm": _("đạt chuẩn"),
    "hoan_thanh": _("hoàn thành nhiệm vụ"),
    "nang_cao": _("nâng cao"),
    "kieu_mau": _("kiểu mẫu"),
    "hien_dai": _("hiện đại"),
}


def level(value: str) -> str:
    """Return the words for a level of recognition; any other text as it is."""
    return gettext(LEVELS[value]) if value in LEVELS else value


def outcome(code: str) -> str:
    """Return the word of an outcome."""
    return gettext(OUTCOMES[code])


def word(code: str) -> str:
    """Return the word for true, false, or no value."""
    return gettext(WORDS[code])
