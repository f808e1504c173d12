"""Made-up offices, villages and figures that the tests of the reports print."""

from __future__ import annotations

from datetime import UTC, date, datetime

from ntm_desktop.domain.answers import Answer, Status
from ntm_desktop.domain.documents import (
    AchievedHousehold,
    CardFacts,
    CommuneReturn,
    Letterhead,
    ReceiptFacts,
    SheetRow,
    Signer,
    Timeliness,
    VillageSheet,
)
from ntm_desktop.domain.households import Household, HouseholdFields
from ntm_desktop.domain.places import Village
from ntm_desktop.domain.summaries import UnitSummary
from ntm_desktop.domain.tasks import Task, TaskSet

YEAR = 2026
MOMENT = datetime(2026, 11, 22, 14, 3, 21, tzinfo=UTC)
COMMUNE = Letterhead("Ủy ban nhân dân xã Tân Mẫu", place="Tân Mẫu")
PROVINCE = Letterhead("Văn phòng Điều phối nông thôn mới", "Ủy ban nhân dân tỉnh Mẫu", "Tân Mẫu", "VPĐP")
CHAIR = Signer(("TM. Ủy ban nhân dân", "Chủ tịch"))
NAMES = (
    "Nhà ở kiên cố hoặc bán kiên cố; không ở nhà tạm, dột nát",
    "Chỉnh trang nơi ở: cổng ngõ, hàng rào (ưu tiên cây xanh), cột cờ, sân vườn sạch đẹp",
    "Tham gia góp công, góp tiền, hiến đất làm và giữ gìn đường giao thông, công trình công cộng",
    "Đăng ký và sử dụng điện an toàn",
    "Sử dụng nước sạch / nước hợp vệ sinh",
    "Có nhà tiêu, nhà tắm, thiết bị chứa nước hợp vệ sinh",
    "Phân loại, thu gom, xử lý rác thải; thu gom bao gói thuốc bảo vệ thực vật; hạn chế rác nhựa",
    "Chuồng trại chăn nuôi hợp vệ sinh; sản xuất, kinh doanh thực phẩm an toàn",
    "Phát triển sản xuất, tăng thu nhập; tham gia tổ hợp tác, hợp tác xã, liên kết",
    "Không là hộ nghèo hoặc có cam kết, nỗ lực thoát nghèo",
    "Người trong độ tuổi lao động có việc làm, được học nghề",
    "Trẻ em trong độ tuổi được đi học đầy đủ",
    "Các thành viên tham gia bảo hiểm y tế",
    "Đạt gia đình văn hóa; bình đẳng giới, không bạo lực gia đình",
    "Chấp hành pháp luật, nghĩa vụ quân sự, giữ gìn an ninh trật tự; tham gia họp dân, các tổ chức ở ấp",
)
SHORT = (
    "Nhà ở", "Chỉnh trang nơi ở", "Đóng góp xây dựng", "Điện an toàn", "Nước sạch", "Vệ sinh gia đình",
    "Rác thải", "Chăn nuôi, thực phẩm", "Tăng thu nhập", "Thoát nghèo", "Việc làm", "Trẻ em đi học",
    "Bảo hiểm y tế", "Gia đình văn hóa", "An ninh trật tự",
)  # fmt: skip
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Đặng", "Võ", "Bùi")
MIDDLE = ("Văn", "Thị", "Thị Ngọc", "Hữu", "Minh", "Quốc")
GIVEN = ("An", "Bình", "Cường", "Dũng", "Đức", "Hạnh", "Kiệt", "Lộc", "Mẫu", "Phượng", "Tuyết")


def task_set(count: int = 15, *, official: bool = False, named: bool = True) -> TaskSet:
    tasks = tuple(
        Task(str(i + 1), NAMES[i % 15] if named else "", SHORT[i % 15] if named else "") for i in range(count)
    )
    return TaskSet("mau", 1, "Danh mục mẫu", tasks, official=official)


def person(index: int) -> str:
    return f"{FAMILY[index % 8]} {MIDDLE[index % 6]} {GIVEN[index % 11]}"


def answers(index: int, tasks: TaskSet) -> dict[str, Answer]:
    statuses = (Status.ACHIEVED,) * 6 + (Status.NOT_ACHIEVED, Status.NOT_APPLICABLE)
    return {
        code: Answer(statuses[(index * 7 + place * 3) % 8])
        for place, code in enumerate(tasks.codes)
        if (index + place) % 13
    }


def sheet(number: int, households: int, tasks: TaskSet, word: str = "ấp") -> VillageSheet:
    village = Village(f"v{number}", number, f"Kinh {number}", word)
    rows = tuple(
        SheetRow(
            Household(
                f"h{number}-{i}",
                f"30123-{number:02d}-{i + 1:04d}",
                village.id,
                HouseholdFields(person(i + number), 1950 + (i * 7) % 50, phone="0900000000", personal_id="0" * 12),
            ),
            answers(i, tasks),
        )
        for i in range(households)
    )
    return VillageSheet(village, rows)


def unit(index: int, tasks: TaskSet, name: str = "") -> UnitSummary:
    households = 180 + 17 * index
    yes = {code: (households * (50 + (place * 7 + index * 5) % 50)) // 100 for place, code in enumerate(tasks.codes)}
    aside = dict.fromkeys(tasks.codes[:4], 3)
    no = {code: max(0, households - yes[code] - aside.get(code, 0) - 5) for code in tasks.codes}
    return UnitSummary(
        f"v{index}", name or f"Ấp Kinh {index}", households, households, households - 5, households * 4 // 10,
        yes, no, aside,
    )  # fmt: skip


def returns(count: int, tasks: TaskSet) -> tuple[CommuneReturn, ...]:
    result = []
    for i in range(count):
        name = f"Xã Mẫu {i + 1}"
        if i % 5 == 4:
            result.append(CommuneReturn(f"{i:05d}", name, Timeliness.NOT_RECEIVED))
            continue
        when = Timeliness.LATE if i % 4 == 3 else Timeliness.ON_TIME
        result.append(CommuneReturn(f"{i:05d}", name, when, i + 1, date(2026, 12, 1 + i % 20), unit(i, tasks, name)))
    return tuple(result)


def achieved(villages: int, each: int) -> tuple[AchievedHousehold, ...]:
    return tuple(
        AchievedHousehold(person(i * 3 + v), f"Ấp Kinh {v + 1}", 1960 + i % 40)
        for v in range(villages)
        for i in range(each)
    )


def receipt(*, accepted: bool = True, problems: tuple[str, ...] = ()) -> ReceiptFacts:
    return ReceiptFacts(
        accepted=accepted,
        package="30123-tan-mau-2026-0003.ntmpkg",
        sender="Ủy ban nhân dân xã Tân Mẫu",
        recipient="Văn phòng Điều phối nông thôn mới tỉnh Mẫu",
        sequence=3,
        sha256="0123456789abcdef" * 4,
        received_at=MOMENT,
        period="Năm 2026",
        counts=(("Thôn, ấp", 12), ("Hộ gia đình", 2345), ("Kết quả phần việc", 35175)),
        problems=problems,
        receiver="Trần Thị Mẫu",
    )


def card() -> CardFacts:
    return CardFacts(
        "Ủy ban nhân dân xã Tân Mẫu", "30123", "Xã", "12345 67890 11223 34455 66778 89900", date(2026, 1, 5)
    )
