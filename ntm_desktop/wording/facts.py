"""Codes `facts.*` and the words for facts: where they came from, and that one must be computed anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ntm_desktop.i18n import gettext
from ntm_desktop.i18n import mark as _
from ntm_desktop.wording.catalogue import Text
from ntm_desktop.wording.verdicts import COMPUTED

if TYPE_CHECKING:
    from collections.abc import Mapping

STALE = _("[phải tính lại]")
TEXTS: Mapping[str, Text] = {
    "facts.refused": Text(
        _("Có {problems} dữ kiện chưa nhập được, nên chưa ghi gì."),
        _("Sửa từng lỗi nêu trong danh sách rồi nhập lại."),
    ),
    "facts.no_such_subject": Text(
        _("Không có hộ, ấp hay đơn vị nào là «{subject}»."),
        _("Ghi mã hộ, tên hoặc số của ấp, mã đơn vị; người ngoài sổ thì ghi other: rồi đến tên."),
    ),
    "facts.long_subject": Text(_("Tên đối tượng dài quá {limit} chữ."), _("Viết ngắn lại.")),
    "facts.no_source": Text(
        _("Dữ kiện nhập tay phải có nguồn."), _("Ghi văn bản, biên bản hoặc người xác nhận làm căn cứ.")
    ),
    "facts.long_source": Text(_("Nguồn dài quá {limit} chữ."), _("Viết ngắn lại, chỉ số và tên văn bản.")),
    "facts.not_entered": Text(
        _("Chưa ai nhập dữ kiện «{found}» cho đối tượng và năm này."),
        _("Xem các dữ kiện đang có bằng ntm facts list."),
    ),
    "facts.computed": Text(
        _("Dữ kiện «{found}» do chương trình tính từ sổ, không nhập tay."),
        _("Chạy ntm facts compute để tính lại."),
    ),
    "facts.not_true_false": Text(_("«{found}» không phải có hay không."), _("Ghi có hoặc không.")),
    "facts.not_number": Text(
        _("«{found}» không phải số."), _("Ghi số, phần thập phân sau dấu phẩy: 87,5; số lớn: 1.140.000 hoặc 1140000.")
    ),
    "facts.doubtful_number": Text(
        _("«{found}» có thể hiểu là hai số khác nhau."),
        _("Ghi số nghìn không có dấu chấm (5000); ghi phần thập phân sau dấu phẩy (5,25)."),
    ),
    "facts.no_value": Text(_("Chưa có giá trị."), _("Ghi giá trị sau dấu bằng.")),
    "facts.too_long": Text(_("Giá trị dài {found} chữ, quá {expected}."), _("Viết ngắn lại.")),
    "facts.no_such_evaluation": Text(
        _("Không có kết quả đánh giá nào mã {id}."), _("Xem các kết quả đã lưu bằng ntm evaluations list.")
    ),
    "facts.needs_facts": Text(
        _("Chưa nói đánh giá trên dữ kiện nào."),
        _("Nêu tệp bằng --facts, hoặc đối tượng trong sổ bằng --subject, hoặc cả hai."),
    ),
}


def origin(source: str) -> str:
    """Return where a kept fact came from, in the language in use."""
    return gettext(COMPUTED) if source == "computed" else source


def stale() -> str:
    """Return the mark of a fact that must be computed anew."""
    return gettext(STALE)
