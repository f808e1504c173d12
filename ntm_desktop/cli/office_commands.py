"""`ntm init`, `demo`, `backup …`, `doctor`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from ntm_desktop import app, paths, wording
from ntm_desktop.cli import arguments, output
from ntm_desktop.domain.places import Level
from ntm_desktop.domain.problems import Problem
from ntm_desktop.errors import EnvironmentFault, UserError
from ntm_desktop.i18n import gettext as _
from ntm_desktop.paths import DataPaths
from ntm_desktop.services import backups, demo, doctor, drill, receiving_overview, setup, summaries

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ntm_desktop.cli.commands import Commands
    from ntm_desktop.domain.places import OfficeUnit
    from ntm_desktop.errors import NtmError
    from ntm_desktop.services.context import Context


# Which check has failed where the office's data could not even be opened.
_CHECK_OF = {
    "general.no_office": "office",
    "store.in_use": "lock",
    "store.disk_full": "disk",
    "store.read_only": "folder",
    "store.not_a_folder": "folder",
}


def add_parsers(commands: Commands) -> None:
    """Add the commands about the office itself."""
    _add_init(commands)
    _add_demo(commands)
    _add_backup(commands.group("backup", _("sao lưu: ghi, liệt kê, kiểm tra, phục hồi")))
    check = commands.add_parser("doctor", help=_("kiểm tra dữ liệu và máy tính"))
    check.set_defaults(handler=_doctor, needs_setup=False, refusal=_cannot_be_examined)


def _add_init(commands: Commands) -> None:
    parser = commands.add_parser("init", help=_("lập dữ liệu cho một cơ quan"))
    parser.add_argument("--level", required=True, choices=[level.value for level in Level], help=_("cấp của cơ quan"))
    parser.add_argument("--office", required=True, metavar=_("MÃ"), help=_("mã đơn vị hành chính"))
    parser.add_argument(
        "--regime",
        default="",
        choices=(setup.TWO_TIERS, setup.THREE_TIERS),
        help=_("mã là của danh mục đơn vị nào: từ 01/7/2025 (mặc định) hay đến 30/6/2025"),
    )
    parser.add_argument("--name", default="", metavar=_("TÊN"), help=_("tên, nếu khác tên trong danh mục"))
    parser.add_argument("--superior", default="", metavar=_("MÃ"), help=_("mã cấp trên tiếp nhận"))
    parser.add_argument("--movement", default="", metavar=_("MÃ"), help=_("phong trào thi đua"))
    parser.add_argument("--tasks", default=setup.DEFAULT_TASK_SET, metavar=_("MÃ"), help=_("danh mục phần việc"))
    parser.add_argument("--village-word", default="ấp", metavar=_("TỪ"), help=_("ấp, thôn, làng, khu phố…"))
    parser.add_argument("--staff", default="", metavar=_("TÊN"), help=_("người làm việc đầu tiên"))
    parser.set_defaults(handler=_init, needs_setup=False, makes_data=True)


def _add_demo(commands: Commands) -> None:
    parser = commands.add_parser("demo", help=_("tạo dữ liệu mẫu (người và số liệu đều bịa)"))
    parser.add_argument("--households", type=arguments.whole, default=240, metavar="N", help=_("số hộ"))
    parser.add_argument("--villages", type=arguments.whole, default=4, metavar="N", help=_("số ấp, thôn"))
    parser.add_argument("--years", type=_years, default=(), metavar="2023,2024", help=_("các năm có kết quả"))
    parser.add_argument("--seed", type=arguments.whole, default=1, metavar="N", help=_("cùng số cho cùng dữ liệu"))
    parser.add_argument("--office", default="", metavar=_("MÃ"), help=_("mã đơn vị hành chính"))
    parser.add_argument("--level", default="commune", choices=[level.value for level in Level])
    parser.add_argument(
        "--communes", type=arguments.whole, default=3, metavar="N", help=_("số xã đã gửi, khi là nơi nhận")
    )
    parser.set_defaults(handler=_demo, needs_setup=False, makes_data=True)


def _add_backup(commands: Commands) -> None:
    write = commands.add_parser("write", help=_("ghi một bản sao lưu và kiểm tra nó"))
    write.set_defaults(handler=_backup_write)
    listed = commands.add_parser("list", help=_("liệt kê các bản sao lưu"))
    listed.set_defaults(handler=_backup_list, needs_office=False)
    check = commands.add_parser("check", help=_("mở và kiểm tra một bản sao lưu (mặc định: mọi bản)"))
    check.add_argument("file", nargs="?", default="", metavar=_("TỆP"))
    check.set_defaults(handler=_backup_check, needs_office=False)
    tried = commands.add_parser("drill", help=_("thử phục hồi: kiểm tra mọi bản, phục hồi thử bản tốt mới nhất"))
    tried.set_defaults(handler=_backup_drill)
    restore = commands.add_parser("restore", help=_("phục hồi một bản sao lưu"))
    restore.add_argument("file", metavar=_("TỆP"))
    restore.set_defaults(handler=_backup_restore, needs_office=False)


def _years(text: str) -> tuple[int, ...]:
    return tuple(arguments.year(part) for part in text.split(",") if part.strip())


def _init(context: Context, args: argparse.Namespace) -> int:
    wanted = setup.NewOffice(
        level=Level(args.level),
        code=args.office,
        name=args.name,
        regime=args.regime,
        superior_code=args.superior,
        movement=args.movement,
        task_set=args.tasks,
        village_word=args.village_word,
        staff_name=args.staff,
    )
    setup.create(context, wanted)
    office = context.office
    document = {
        "office": {
            "level": office.level.value,
            "code": office.code,
            "name": office.name,
            "regime": office.regime,
            "province": office.province_name,
        },
        "superior": {
            "level": office.superior_level,
            "code": office.superior_code,
            "name": office.superior_name,
        },
        "movement": office.movement,
        "tasks": office.task_set,
        "data": str(context.paths.root),
    }
    text = _("Đã lập dữ liệu cho {office} tại {folder}. Cấp trên tiếp nhận: {superior}.").format(
        office=office.name, folder=context.paths.root, superior=office.superior_name or "–"
    )
    other = setup.namesake(context)
    if other is not None and not args.regime:
        text += "\n" + _other_unit(other)
    output.say(args, text, document)
    return output.DONE


def _other_unit(other: OfficeUnit) -> str:
    """Say that the code means another unit in the other list, and how that one is had."""
    place = ", ".join(dict.fromkeys(part for part in (other.name, other.district_name, other.province_name) if part))
    until = _("Trong danh mục đến 30/6/2025, mã {code} là {place}.")
    since = _("Trong danh mục từ 01/7/2025, mã {code} là {place}.")
    said = (until if other.regime == setup.THREE_TIERS else since).format(code=other.code, place=place)
    todo = _("Nếu cơ quan là đơn vị đó, hãy lập ở một thư mục khác với --regime {regime}.").format(regime=other.regime)
    return f"{said} {todo}"


def _demo(context: Context, args: argparse.Namespace) -> int:
    level = Level(args.level)
    plan = demo.DemoPlan(
        args.households,
        args.villages,
        args.years,
        args.seed,
        args.office or demo.DEMO_OFFICES[level],
        level=level,
        communes=args.communes,
    )
    if setup.current(context) is not None and (summaries.counts(context) or receiving_overview.years(context)):
        raise UserError("general.office_exists", folder=str(context.paths.root))
    demo.fill(context, plan)
    document = {"office": context.office.code, "level": level.value, "data": str(context.paths.root)}
    text = _("Đã tạo dữ liệu mẫu cho {office} tại {folder}.").format(
        office=context.office.name, folder=context.paths.root
    )
    output.say(args, text, document)
    return output.DONE


def _backup_write(context: Context, args: argparse.Namespace) -> int:
    made = backups.write(context)
    output.say(args, _("Đã sao lưu và kiểm tra: {file}").format(file=made.path), _backup(made))
    return output.DONE


def _places(args: argparse.Namespace) -> DataPaths:
    """Return the office's files without opening its database: that may be the very thing that is damaged."""
    return DataPaths(args.data or paths.default_data_folder())


def _backup_list(_context: Context | None, args: argparse.Namespace) -> int:
    now = app.local_now()
    found = backups.candidates(_places(args), now)
    lines = [f"{backups.when(one, now)}  {one.reason:<10} {one.path.name}" for one in found]
    document = {"backups": [{**_backup(one), "ahead_of_clock": backups.ahead(one, now)} for one in found]}
    output.say(args, "\n".join(lines) or _none_yet(args), document)
    return output.DONE


def _backup_check(_context: Context | None, args: argparse.Namespace) -> int:
    places = _places(args)
    every = [] if args.file else backups.candidates(places, app.local_now())
    files = [backups.find(places, args.file)] if args.file else [one.path for one in every]
    checked = [(path, backups.check(path)) for path in files]
    document = {"ok": bool(checked) and all(check.ok for _path, check in checked), "backups": _checked(checked)}
    output.say(args, "\n".join(_verdicts(checked)), document)
    _complain(args, checked)
    return output.DONE if document["ok"] else output.ENVIRONMENT


def _backup_drill(context: Context, args: argparse.Namespace) -> int:
    done = drill.drill(context)
    checked = list(done.checks.items())
    if not checked:
        last = _("Chưa có bản sao lưu nào để thử. Hãy chạy ntm backup write.")
    elif done.ok:
        last = _("Đã phục hồi thử bản mới nhất vào nơi tạm: mọi bảng khớp. Dữ liệu đang dùng không bị động đến.")
    elif done.restored:
        last = _("Có bản sao lưu bị hỏng. Hãy xóa bản đó và sao lưu lại ngay (ntm backup write).")
    else:
        last = _("Không bản nào phục hồi được. Hãy sao lưu lại ngay (ntm backup write) và kiểm tra đĩa.")
    document = {"ok": done.ok, "restored": done.restored, "backups": _checked(checked)}
    output.say(args, "\n".join([*_verdicts(checked), last]), document)
    _complain(args, checked)
    return output.DONE if done.ok else output.ENVIRONMENT


def _none_yet(args: argparse.Namespace) -> str:
    return _("Chưa có bản sao lưu nào trong {folder}.").format(folder=_places(args).backups)


def _complain(args: argparse.Namespace, checked: Sequence[tuple[Path, backups.Check]]) -> None:
    """Say on the error stream which backups are damaged, or that there is none."""
    places = _places(args)
    if not checked:
        output.complain([Problem("store.no_backups", facts={"folder": str(places.backups)})])
    output.complain(
        Problem("store.backup_damaged", facts={"file": str(path)}) for path, check in checked if not check.ok
    )


def _verdicts(checked: Iterable[tuple[Path, backups.Check]]) -> list[str]:
    good, damaged = _("tốt"), _("HỎNG")
    return [f"{good if check.ok else damaged}  {path}" for path, check in checked]


def _checked(checked: Iterable[tuple[Path, backups.Check]]) -> list[dict[str, object]]:
    return [
        {"file": str(path), "ok": check.ok, "sha256": check.sha256, "households": check.households}
        for path, check in checked
    ]


def _backup_restore(_context: Context | None, args: argparse.Namespace) -> int:
    places = _places(args)
    path = backups.find(places, args.file)
    aside = ""
    try:
        with app.office(places.root) as context:
            backups.restore(context, path)
    except EnvironmentFault as error:
        if error.code not in {"store.damaged", "store.lost", "store.not_ours"}:
            raise
        kept = backups.rescue(places, path, app.local_now())
        aside = str(kept) if kept.exists() else ""
    said = _("Đã phục hồi từ {file}.").format(file=path)
    if aside:
        said += " " + _("Tệp hỏng được giữ lại: {aside}.").format(aside=aside)
    output.say(args, said, {"restored": str(path), "aside": aside})
    return output.DONE


def _backup(one: backups.Backup) -> dict[str, object]:
    return {"file": str(one.path), "made_at": one.made_at.isoformat(), "reason": one.reason, "size": one.size}


def _cannot_be_examined(error: NtmError) -> dict[str, object]:
    """Return what could not even be opened as the check that failed."""
    name = _CHECK_OF.get(error.code, "database")
    return {"checks": [{"name": name, "ok": False, "message": wording.sentence(error.code, error.facts)}]}


def _doctor(context: Context, args: argparse.Namespace) -> int:
    checks = doctor.examine(context)
    lines = [f"{'✓' if check.ok else '✗'} {check.message}" for check in checks]
    document = {"checks": [{"name": one.name, "ok": one.ok, "message": one.message} for one in checks]}
    output.say(args, "\n".join(lines), document)
    if args.json:  # people have read it on stdout
        for one in checks:
            if not one.ok:
                print(one.message, file=sys.stderr)
    return output.DONE if all(check.ok for check in checks) else output.ENVIRONMENT
