"""The tables that travel, by kind of package and level of sender (format 1.0)."""

from __future__ import annotations

from ntm_desktop.domain.answers import Status
from ntm_desktop.domain.households import HouseholdStatus, Poverty, Sex
from ntm_desktop.domain.places import Level
from ntm_desktop.exchange.manifest import Kind
from ntm_desktop.exchange.tables import Field, ForeignKey, Table, Type

_ID = r"[0-9A-Za-z][0-9A-Za-z._@/-]{0,79}"
_OFFICE = r"[0-9]{2,5}"
_COMMUNE = r"[0-9]{5}"
_SHA256 = r"[0-9a-f]{64}"
_STATUS = "|".join(status for status in Status if status is not Status.NOT_ASSESSED)
_MANY = 10_000_000


def _id(name: str, *, required: bool = True, unique: bool = False) -> Field:
    return Field(name, required=required, pattern=_ID, max_length=80, unique=unique)


def _free(name: str, length: int = 200, *, required: bool = False, optional: bool = False) -> Field:
    blank = None if required else ""
    return Field(name, required=required, max_length=length, free=True, optional=optional, blank=blank)


def _count(name: str, maximum: int = _MANY) -> Field:
    return Field(name, Type.INTEGER, minimum=0, maximum=maximum)


def _year(name: str = "year") -> Field:
    return Field(name, Type.INTEGER, minimum=2000, maximum=2100)


def _flag(name: str) -> Field:
    return Field(name, Type.BOOLEAN)


def _choice(name: str, *choices: str, required: bool = True) -> Field:
    return Field(name, enum=choices, required=required)


def _office(name: str, *, required: bool = True) -> Field:
    return Field(name, pattern=_OFFICE, required=required)


def _key(column: str, table: str, key: str) -> ForeignKey:
    return ForeignKey((column,), table, (key,))


OFFICE = Table(
    "office",
    "Đơn vị gửi",
    (
        _office("code"),
        _free("name", required=True),
        _choice("level", *Level),
        _office("province_code"),
        _free("village_word", 40),
        _id("movement", required=False),
    ),
    ("code",),
)
VILLAGES = Table(
    "villages",
    "Thôn, ấp, khu phố",
    (
        _id("id"),
        _count("number", 9999),
        _free("name", required=True),
        _free("word", 40, required=True),
        _flag("ethnic_minority_area"),
        _flag("closed"),
    ),
    ("id",),
)
TASK_SETS = Table(
    "task_sets",
    "Bộ phần việc của hộ",
    (
        _id("key"),
        _id("set_id"),
        Field("edition", Type.INTEGER, minimum=1, maximum=9999),
        _free("title", 500, required=True),
        _flag("official"),
        _free("legal_basis", 1000),
    ),
    ("key",),
)
TASKS = Table(
    "tasks",
    "Các phần việc",
    (
        _id("task_set"),
        _id("code"),
        _count("position", 999),
        _free("name", 1000),
        _free("short_name"),
        _flag("required"),
        Field("statuses", pattern=rf"(?:{_STATUS})(?: (?:{_STATUS}))*"),
    ),
    ("task_set", "code"),
    (_key("task_set", "task_sets", "key"),),
)
HOUSEHOLDS_WITH_CONTACTS = Table(
    "households",
    "Hộ gia đình",
    (
        _id("id"),
        _id("code", unique=True),
        _id("village"),
        _free("head", required=True),
        Field("birth_year", Type.INTEGER, required=False, minimum=1850, maximum=2100),
        _choice("sex", *Sex, required=False),
        _free("ethnic_group", 60),
        _choice("poverty", *Poverty, required=False),
        Field("members", Type.INTEGER, required=False, minimum=0, maximum=999),
        _free("address", 500),
        _choice("status", *HouseholdStatus),
        Field("status_on", Type.DATE, required=False),
        _id("successor", required=False),
        _free("phone", 40, optional=True),
        _free("personal_id", 40, optional=True),
    ),
    ("id",),
    (_key("village", "villages", "id"), _key("successor", "households", "id")),
)
# What an office sends as a rule: nobody above needs telephone numbers or personal ids to count tasks.
HOUSEHOLDS = HOUSEHOLDS_WITH_CONTACTS.without("phone", "personal_id")
SHEETS = Table(
    "sheets",
    "Phiếu theo dõi năm của hộ",
    (_id("household"), _year(), _id("village"), _id("task_set")),
    ("household", "year"),
    (
        _key("household", "households", "id"),
        _key("village", "villages", "id"),
        _key("task_set", "task_sets", "key"),
    ),
)
ANSWERS = Table(
    "answers",
    "Kết quả từng phần việc",
    (
        _id("household"),
        _year(),
        _id("task"),
        _choice("status", *Status),
        _flag("registered"),
        _free("remark", 2000),
        Field("on", Type.DATE, required=False),
    ),
    ("household", "year", "task"),
    (ForeignKey(("household", "year"), "sheets", ("household", "year")),),
)
UNIT_TOTALS = Table(
    "unit_totals",
    "Tổng hợp theo thôn, ấp",
    (
        Field("commune", pattern=_COMMUNE),
        _free("commune_name", required=True),
        _year(),
        _id("village"),
        _free("village_name", required=True),
        *(_count(name) for name in ("households", "started", "assessed", "all_achieved")),
    ),
    ("commune", "year", "village"),
)
TASK_TOTALS = Table(
    "task_totals",
    "Tổng hợp theo phần việc",
    (
        Field("commune", pattern=_COMMUNE),
        _year(),
        _id("village"),
        _id("task"),
        *(_count(name) for name in ("achieved", "not_achieved", "not_applicable", "registered")),
    ),
    ("commune", "year", "village", "task"),
    (ForeignKey(("commune", "year", "village"), "unit_totals", ("commune", "year", "village")),),
)
RECEIVED = Table(
    "received",
    "Gói đã nhận từ các xã",
    (
        Field("commune", pattern=_COMMUNE),
        Field("sequence", Type.INTEGER, minimum=1, maximum=999_999),
        Field("received_on", Type.DATE),
        Field("on_time", Type.BOOLEAN, required=False),
        Field("sha256", pattern=_SHA256),
    ),
    ("commune", "sequence", "sha256"),
)
RECEIPTS = Table(
    "receipts",
    "Phiếu tiếp nhận",
    (
        Field("package_sha256", pattern=_SHA256),
        Field("sequence", Type.INTEGER, minimum=1, maximum=999_999),
        _id("lineage"),
        _flag("accepted"),
        Field("decided_at", Type.MOMENT),
        _free("period"),
        _free("remark", 2000),
    ),
    ("package_sha256",),
)
RECEIPT_PROBLEMS = Table(
    "receipt_problems",
    "Lỗi của gói",
    (
        Field("package_sha256", pattern=_SHA256),
        Field("number", Type.INTEGER, minimum=1, maximum=_MANY),
        _id("code"),
        _free("table_name"),
        Field("row", Type.INTEGER, required=False, minimum=1, maximum=_MANY),
        _free("column"),
        _free("found", 2000),
        _free("expected", 2000),
    ),
    ("package_sha256", "number"),
    (_key("package_sha256", "receipts", "package_sha256"),),
)
RECEIPT_COUNTS = Table(
    "receipt_counts",
    "Số dòng đã áp dụng",
    (
        Field("package_sha256", pattern=_SHA256),
        _id("table_name"),
        *(_count(name) for name in ("new", "changed", "removed", "unchanged")),
    ),
    ("package_sha256", "table_name"),
    (_key("package_sha256", "receipts", "package_sha256"),),
)
DEADLINES = Table(
    "deadlines",
    "Hạn báo cáo",
    (_id("key"), _free("period", required=True), Field("due", Type.DATE), _free("note", 1000)),
    ("key",),
)

_COMMUNE_REPORT = (OFFICE, VILLAGES, TASK_SETS, TASKS, HOUSEHOLDS_WITH_CONTACTS, SHEETS, ANSWERS)
_UPWARD_REPORT = (OFFICE, TASK_SETS, TASKS, UNIT_TOTALS, TASK_TOTALS, RECEIVED)
_RECEIPT = (OFFICE, RECEIPTS, RECEIPT_PROBLEMS, RECEIPT_COUNTS)
_DIRECTIVE = (OFFICE, TASK_SETS, TASKS, DEADLINES)


def tables_for(kind: Kind, level: Level) -> tuple[Table, ...]:
    """Return the tables, parents before children, that a package of this kind from this level must have.

    Empty for a kind that this version of the program does not know how to take in (share, handover).
    """
    if kind is Kind.REPORT:
        return _COMMUNE_REPORT if level is Level.COMMUNE else _UPWARD_REPORT
    return {Kind.RECEIPT: _RECEIPT, Kind.DIRECTIVE: _DIRECTIVE}.get(kind, ())
