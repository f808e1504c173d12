"""What a plan orders on a day, as the command line and the screens ask for it."""

from __future__ import annotations

import json
import shutil
from datetime import date
from typing import TYPE_CHECKING

import pytest

from ntm_desktop import paths
from ntm_desktop.cli.main import main
from ntm_desktop.domain.movements_parts import AwardLevel, Occasion, SubjectKind
from ntm_desktop.domain.rules import Compare, Op
from ntm_desktop.errors import UserError
from ntm_desktop.services import catalogue_queries as queries
from ntm_desktop.services import plan_queries as plans
from tests.catalog.plans import PLANS, TEXTS, entry_of, of_kind, plan_text, words

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = queries.open_catalogue()
AK, CL, TH, QN, KG = (PLANS[plan].id for plan in ("AK", "CL", "TH", "QN", "KG"))
BEFORE, SINCE = date(2023, 9, 1), date(2025, 7, 1)


def step(movement: str, requirement: str, on: date) -> plans.Row:
    return next(one for one in plans.steps(CATALOGUE, movement, on) if one["requirement"] == requirement)


def test_every_step_of_every_plan_is_told_under_both_regimes() -> None:
    for plan, movement in PLANS.items():
        asked = [one for one in of_kind("workflow") if one.startswith(f"{plan}-")]
        for on in (BEFORE, SINCE):
            told = plans.steps(CATALOGUE, movement.id, on)
            assert sorted(one["requirement"] for one in told) == sorted(asked)
        assert all(one["offices"] for one in plans.steps(CATALOGUE, movement.id, BEFORE))


def test_since_july_2025_no_step_deadline_or_report_is_a_districts() -> None:
    for movement in PLANS.values():
        told = [*plans.steps(CATALOGUE, movement.id, SINCE), *queries.due(CATALOGUE, movement.id, SINCE)]
        for one in told:
            for name in (*one["offices"], *one["to"], *one["through"]):
                assert "huyện" not in words(name)
                assert "thị xã" not in name


@pytest.mark.requirement("AK-III.4-2")
def test_an_khe_compiles_appraises_and_decides_under_both_regimes() -> None:
    before, since = step(AK, "AK-III.4-2", BEFORE), step(AK, "AK-III.4-2", SINCE)
    assert before["actions"] == ["compile", "appraise", "decide"]
    assert before["offices"] == [
        "Phòng Kinh tế thị xã (Thường trực Ban Chỉ đạo các Chương trình mục tiêu quốc gia)",
        "Phòng Nội vụ thị xã (Thường trực Hội đồng Thi đua - Khen thưởng)",
        "Chủ tịch Ủy ban nhân dân thị xã An Khê",
    ]
    assert since["offices"] == ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "Chủ tịch Ủy ban nhân dân xã, phường"]
    assert before["through"] == [before["offices"][1]]
    final = step(AK, "AK-VI.6-1", BEFORE)
    assert final["offices"] == before["offices"]
    assert final["to"] == [before["offices"][1]]
    assert final["records"] == ["nominations", "deliveries"]


@pytest.mark.requirement("CL-VI.3-1")
def test_the_standing_offices_of_a_commune_are_told_by_date() -> None:
    assert step(CL, "CL-VI.3-1", BEFORE)["offices"] == [
        "Công chức Địa chính - Xây dựng - Môi trường (Thường trực Ban Chỉ đạo xây dựng nông thôn mới)",
        "Công chức Văn phòng - Thống kê (Thường trực Hội đồng Thi đua - Khen thưởng)",
    ]
    assert step(CL, "CL-VI.3-1", SINCE)["offices"] == ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]


@pytest.mark.requirement("TH-VII.5", "TH-VII.6")
def test_thach_ha_asks_the_committee_before_the_department_appraises() -> None:
    way = plans.steps(CATALOGUE, TH, BEFORE, level=AwardLevel.OWN)
    assert [one["requirement"] for one in way] == ["TH-V.3.a-2", "TH-VII.5", "TH-VII.6"]
    opinion, received = way[1], way[2]
    assert opinion["actions"] == ["compile", "opinion", "submit_up"]
    assert opinion["offices"][1] == "Ban Chỉ đạo nông thôn mới huyện Thạch Hà"
    assert opinion["to"] == ["Chủ tịch Ủy ban nhân dân huyện Thạch Hà"]
    assert received["actions"] == ["appraise", "council", "decide", "submit_up"]
    assert received["to"] == ["Ủy ban nhân dân tỉnh Hà Tĩnh"]


@pytest.mark.requirement("KG-V.3.2-2", "KG-V.3.2-3")
@pytest.mark.parametrize(
    ("award", "level", "opinion", "head"),
    [
        ("hcld_hang_ba", "state", "KG-V.3.2-2", "Trưởng Ban Chỉ đạo"),
        ("bang_khen_ttg", "state", "KG-V.3.2-2", "Trưởng Ban Chỉ đạo"),
        ("bang_khen_tinh", "province", "KG-V.3.2-3", "Phó Trưởng Ban Chỉ đạo"),
    ],
)
def test_the_opinion_that_kien_giang_asks_is_bound_to_the_level(
    award: str, level: str, opinion: str, head: str
) -> None:
    ways = plans.dossier(CATALOGUE, KG, award, BEFORE)["ways"]
    assert [way["level"] for way in ways] == [level]
    asked = [one for one in ways[0]["stages"] if "opinion" in one["actions"]]
    assert [one["requirement"] for one in asked] == [opinion]
    assert asked[0]["offices"][0].startswith(head)


@pytest.mark.requirement("KG-VI.1")
def test_heads_of_offices_give_awards_of_their_own() -> None:
    told = step(KG, "KG-VI.1", BEFORE)
    assert (told["actions"], told["levels"]) == (["plan", "decide", "publicise"], ["own"])
    assert told["offices"] == ["Thủ trưởng các cơ quan, đơn vị"]
    own = plans.awards(CATALOGUE, KG, BEFORE, [Occasion.ANNUAL], SubjectKind.OFFICIAL)[0]
    assert (own["form"], own["level"]) == ("giay_khen", "own")
    assert own["authority"].startswith("Thủ trưởng cơ quan, đơn vị")


@pytest.mark.requirement("TH-VI.3")
def test_the_reviews_that_thach_ha_orders_are_deadlines_of_its_two_offices() -> None:
    told = step(TH, "TH-VI.3", BEFORE)
    assert told["dates"] == [
        {"what": "interim", "last_day": "2023-12-31"},
        {"what": "final", "last_day": "2025-12-31"},
    ]
    due = [one for one in queries.due(CATALOGUE, TH, BEFORE, "vpdp") if one["requirement"] == "TH-VI.3"]
    assert [(one["what"], one["exact"], one["state"]) for one in due] == [
        ("interim", "year", "before"),
        ("final", "year", "before"),
    ]
    assert [name.split(" huyện")[0] for name in due[0]["offices"]] == [
        "Văn phòng Điều phối nông thôn mới",
        "Phòng Nội vụ",
    ]


@pytest.mark.requirement("AK-III.4-1")
@pytest.mark.parametrize("award", ["giay_khen", "bang_khen_tinh", "bang_khen_ttg", "hcld_hang_ba"])
def test_a_dossier_of_an_khe_has_the_three_documents_of_the_law_for_every_form(award: str) -> None:
    told = plans.dossier(CATALOGUE, AK, award, SINCE)
    documents = [one for part in told["parts"] for one in part["documents"]]
    assert [one["name"] for one in documents] == [
        "Tờ trình kèm danh sách",
        "Báo cáo thành tích",
        "Biên bản họp Hội đồng Thi đua - Khen thưởng",
    ]
    assert [form["number"] for form in documents[0]["forms"]] == ["01"]
    assert {"04", "05"} <= {form["number"] for form in documents[1]["forms"]}
    assert told["copies"] == (None if award == "giay_khen" else 1)
    assert told["files"] == ("Word và PDF" if award in {"bang_khen_ttg", "hcld_hang_ba"} else "")


@pytest.mark.requirement("KG-V.2.a", "KG-V.2.b", "KG-V.2.c")
def test_copies_are_the_plans_before_2024_and_the_laws_since() -> None:
    forms = ("hcld_hang_ba", "bang_khen_ttg", "bang_khen_tinh")

    def copies(on: date) -> list[int]:
        return [plans.dossier(CATALOGUE, KG, form, on)["copies"] for form in forms]

    assert copies(date(2023, 12, 31)) == [3, 2, 1]
    assert copies(date(2024, 1, 1)) == [1, 1, 1]
    with pytest.raises(UserError) as error:
        plans.dossier(CATALOGUE, KG, "none", BEFORE)
    assert error.value.code == "packs.no_such_award"


def test_a_plan_without_documents_leaves_them_to_the_law() -> None:
    told = plans.dossier(CATALOGUE, CL, "giay_khen", BEFORE)
    assert told["parts"] == []
    assert [way["level"] for way in told["ways"]] == ["district", "own"]
    assert [way["level"] for way in plans.dossier(CATALOGUE, CL, "giay_khen", SINCE)["ways"]] == ["own"]


@pytest.mark.requirement("QN-IV.2.a")
def test_quang_nams_four_forms_have_each_its_level_and_authority() -> None:
    told = plans.awards(CATALOGUE, QN, BEFORE, [Occasion.FINAL])
    assert [(one["form"], one["level"], one["authority"]) for one in told] == [
        ("hcld_hang_ba", "state", "Chủ tịch nước"),
        ("bang_khen_ttg", "state", "Thủ tướng Chính phủ"),
        ("bang_khen_tinh", "province", "Chủ tịch UBND tỉnh"),
        ("giay_khen", "own", "theo thẩm quyền"),
    ]


@pytest.mark.requirement("KG-III.1", "KG-III.3", "KG-III.5-1")
def test_the_contents_of_kien_giang_come_in_its_order_with_its_words() -> None:
    told = plans.programs(CATALOGUE, KG, BEFORE)
    assert [one["requirement"] for one in told] == [
        "KG-III.1", "KG-III.2", "KG-III.3", "KG-III.4", "KG-III.5-1", "KG-III.5-2", "KG-III.6",
    ]  # fmt: skip
    for one in told:
        assert words(one["text"]) == words(plan_text("KG", entry_of(one["requirement"]).lines))
        assert words(one["text"])[0] == one["clause"].rpartition(".")[2]
    assert next(one["task_set"] for one in told if one["requirement"] == "KG-III.5-2") == "kg-ho-15-phan-viec"


def test_programmes_name_what_they_list_and_who_leads_them() -> None:
    six = next(one for one in plans.programs(CATALOGUE, KG, BEFORE) if one["requirement"] == "KG-III.6")
    assert len(six["items"]) == 6
    (sub_movements,) = plans.programs(CATALOGUE, QN, BEFORE)
    assert len(sub_movements["items"]) == 27
    assert sub_movements["groups"]["3 có"] == ["vườn xanh", "nhà sạch", "ngõ đẹp"]
    assert sub_movements["offices"] == ["Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội"]


@pytest.mark.requirement("AK-I.1.b-1", "TH-II.1-1", "KG-II.1")
@pytest.mark.parametrize(
    ("movement", "requirement", "says"),
    [
        (AK, "AK-I.1.b-1", "môi trường sinh thái được bảo vệ"),
        (TH, "TH-II.1-1", "nông dân văn minh"),
        (KG, "KG-II.1", "nông thôn mới"),
    ],
)
def test_goals_without_a_number_keep_the_plans_words(movement: str, requirement: str, says: str) -> None:
    told = next(one for one in plans.goals(CATALOGUE, movement) if one["requirement"] == requirement)
    assert told["tracks"] == ["text"]
    plan = requirement.split("-", maxsplit=1)[0]
    assert words(told["text"]) == words(plan_text(plan, entry_of(requirement).lines))
    assert says in told["text"]
    shown = queries.movement(CATALOGUE, movement)["goals"]
    assert told["text"] in [one["text"] for one in shown]


def test_sources_of_money_are_those_that_the_plan_names() -> None:
    first = plans.funds(CATALOGUE, AK)[0]
    assert first["requirement"] == "AK-III.5"
    assert [one.split(" ")[0] for one in first["sources"]] == ["Ngân", "Quỹ"]
    assert [one["by_law"] for one in plans.funds(CATALOGUE, KG)] == [True]


@pytest.mark.requirement("AK-NN", "CL-NN", "TH-NN", "KG-NN")
def test_recipients_are_the_plans_list_and_districts_have_their_successors() -> None:
    def names(movement: str, on: date) -> list[str]:
        return [one["name"] for one in plans.recipients(CATALOGUE, movement, on)[0]["recipients"]]

    assert names(CL, BEFORE)[0] == "Hội đồng TĐKT huyện"
    assert names(CL, SINCE)[0] == "Sở Nội vụ tỉnh Lạng Sơn"
    assert names(CL, SINCE)[1:] == names(CL, BEFORE)[1:]
    an_khe = plans.recipients(CATALOGUE, AK, BEFORE)[0]
    listed = [line for line in TEXTS["AK"][172:185] if line.startswith("- ")]
    assert [words(one["name"]) for one in (*an_khe["recipients"], *an_khe["filed"])] == [words(one) for one in listed]
    assert an_khe["signature"] == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]
    kien_giang = plans.recipients(CATALOGUE, KG, BEFORE)[0]
    copies = {one["name"]: one["copies"] for one in (*kien_giang["recipients"], *kien_giang["filed"]) if one["copies"]}
    assert copies == {"Sở Nội vụ (Ban TĐKT tỉnh)": 3, "Lưu: VT": 1}
    assert kien_giang["signature"] == ["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    now = plans.recipients(CATALOGUE, KG, SINCE)[0]["recipients"]
    assert ("Sở Nội vụ tỉnh An Giang", 3) in [(one["name"], one["copies"]) for one in now]
    grouped = [one for one in plans.recipients(CATALOGUE, TH, BEFORE)[0]["recipients"] if one["group"]]
    assert [(one["name"], one["group"]) for one in grouped] == [("Chủ tịch, PCT UBND huyện", "b/c")]


@pytest.mark.requirement("AK-VI.2-2")
def test_reports_are_due_with_their_addressees_and_reminders() -> None:
    due = [one for one in queries.due(CATALOGUE, AK, date(2023, 6, 5), "ubnd_xa") if one["requirement"] == "AK-VI.2-2"]
    assert [(one["what"], one["last_day"]) for one in due[:3]] == [
        ("report_half_year", "2022-06-30"),
        ("report_year", "2022-12-31"),
        ("report_half_year", "2023-06-30"),
    ]
    assert [(one["state"], one["days_left"]) for one in due[1:3]] == [("late", -156), ("due", 25)]
    for one in due:
        assert one["to"] == ["Ủy ban nhân dân thị xã An Khê"]
        assert [name.split(" thị xã")[0] for name in one["through"]] == ["Phòng Kinh tế", "Phòng Nội vụ"]


@pytest.mark.parametrize(
    ("movement", "requirement", "sender", "to"),
    [
        (
            AK,
            "AK-VI.6-2",
            "phong_noi_vu",
            ["Hội đồng Thi đua - Khen thưởng tỉnh Gia Lai", "Ủy ban nhân dân tỉnh Gia Lai"],
        ),
        (QN, "QN-VI.4", "ubnd_huyen", ["Sở Nội vụ tỉnh Quảng Nam (Thường trực Hội đồng Thi đua - Khen thưởng tỉnh)"]),
        (
            QN,
            "QN-VI.6-1",
            "so_noi_vu",
            ["Hội đồng Thi đua - Khen thưởng tỉnh Quảng Nam", "Chủ tịch Ủy ban nhân dân tỉnh Quảng Nam"],
        ),
        (KG, "KG-VI.3-2", "so_nnptnt", ["Ủy ban nhân dân tỉnh Kiên Giang"]),
    ],
)
def test_every_report_has_its_sender_and_addressees(
    movement: str, requirement: str, sender: str, to: list[str]
) -> None:
    due = [one for one in queries.due(CATALOGUE, movement, BEFORE, sender) if one["requirement"] == requirement]
    assert [one["to"] for one in due] == [to] * len(due)
    years = [2023, 2025] if requirement == "KG-VI.3-2" else [2022, 2023, 2024, 2025]
    assert [one["last_day"] for one in due] == [f"{year}-12-31" for year in years]


def test_unknown_offices_are_refused_with_those_that_there_are() -> None:
    with pytest.raises(UserError) as error:
        plans.steps(CATALOGUE, KG, BEFORE, "nobody")
    assert error.value.code == "packs.no_such_office"
    assert {one["requirement"] for one in plans.steps(CATALOGUE, KG, BEFORE, "vpdp")} == {"KG-V.3.2-1", "KG-VI.3-1"}


@pytest.mark.requirement("QN-III.3")
def test_the_reviews_of_quang_nam_are_milestones_of_its_departments() -> None:
    due = [one for one in queries.due(CATALOGUE, QN, BEFORE, "so_nganh") if one["requirement"] == "QN-III.3"]
    assert [(one["what"], one["last_day"]) for one in due] == [("interim", "2023-12-31"), ("final", "2025-12-31")]
    assert [one["what"] for one in due] == [
        one["what"] for one in queries.due(CATALOGUE, QN, BEFORE, "so_nganh") if one["requirement"] == "QN-I.2.d"
    ]


@pytest.mark.requirement("AK-I.2.d")
def test_the_final_review_of_an_khe_has_its_checklist() -> None:
    due = [one for one in queries.due(CATALOGUE, AK, BEFORE, "don_vi") if one["requirement"] == "AK-I.2.d"]
    assert [(one["what"], one["last_day"], one["exact"]) for one in due] == [("final", "2025-12-31", "year")]
    assert due[0]["checklist"] == [
        "Báo cáo tổng kết",
        "Danh sách khen thưởng",
        "Hội nghị tổng kết, biểu dương điển hình",
    ]


@pytest.mark.requirement("KG-I.1-2")
def test_difficult_communes_are_an_attribute_that_the_goal_follows_and_standards_ask_for() -> None:
    goal = next(one for one in plans.goals(CATALOGUE, KG) if one["requirement"] == "KG-I.1-2")
    assert goal["tracks"] == ["commune.difficult"]
    declared = CATALOGUE.facts["commune.difficult"]
    assert (declared.type.value, declared.subject) == ("true_false", "xã")
    restriction = PLANS["KG"].subject("KG-IV.3.2.d").only_if
    assert restriction == Compare("compare", "commune.difficult", Op.EQUAL, value=True)


@pytest.mark.requirement("TH-III.1-3")
def test_a_sub_movement_stands_under_its_parent(tmp_path: Path) -> None:
    resources = tmp_path / "resources"
    shutil.copytree(paths.resources_folder(), resources, ignore=shutil.ignore_patterns("fonts", "help", "icons"))
    text = (resources / "movements" / "tu-2025-07-01.yaml").read_text(encoding="utf-8")
    parent = "Toàn huyện chung sức xây dựng huyện đạt chuẩn nông thôn mới nâng cao"
    text = text.replace('id: "tu-2025-07-01"', "id: nganh-nong-nghiep-ocop", 1)
    text = text.replace("title: Phong trào thi đua xây dựng nông thôn mới (từ 01/7/2025)", "title: OCOP của ngành", 1)
    text = text.replace("parent: Cả nước chung sức xây dựng nông thôn mới", f"parent: {parent}", 1)
    (resources / "movements" / "nganh-nong-nghiep-ocop.yaml").write_text(text, encoding="utf-8")
    catalogue = queries.open_catalogue(resources)
    told = {one["id"]: (one["parent"], one["parent_id"]) for one in queries.movements(catalogue)}
    assert told["nganh-nong-nghiep-ocop"] == (parent, TH)
    assert told[TH] == ("Cả tỉnh chung sức xây dựng tỉnh Hà Tĩnh đạt chuẩn nông thôn mới", "")
    assert told[CL][1] == ""


@pytest.mark.requirement("AK-III.2.b-2")
def test_state_awards_go_up_through_the_provinces_council_and_its_quota_is_set_in_the_profile(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (way,) = plans.dossier(CATALOGUE, AK, "bang_khen_ttg", BEFORE)["ways"]
    up = next(one for one in way["stages"] if one["requirement"] == "AK-III.2.b-2")
    assert (way["level"], up["actions"]) == ("state", ["council", "submit_up"])
    assert up["offices"] == ["Hội đồng Thi đua - Khen thưởng tỉnh Gia Lai"]
    assert up["to"] == ["Ủy ban nhân dân tỉnh Gia Lai"]
    below = plans.dossier(CATALOGUE, AK, "giay_khen", BEFORE)["ways"]
    assert "AK-III.2.b-2" not in {one["requirement"] for each in below for one in each["stages"]}
    nominations = tmp_path / "n.json"
    given = [{"id": str(at), "subject": f"xã {at}", "round": "2025", "award": "bang_khen_ttg"} for at in range(3)]
    nominations.write_text(json.dumps(given), encoding="utf-8")
    assert queries.excluded(CATALOGUE, AK, nominations)["over_quota"] == []
    text = (paths.resources_folder() / "movements" / "an-khe-2021-2025.yaml").read_text(encoding="utf-8")
    line = "  forms: [hcld_hang_ba, bang_khen_ttg]\n"
    assert text.count(line) == 1
    profile = tmp_path / "an-khe.yaml"
    profile.write_text(text.replace(line, f"{line}  quota: 2\n"), encoding="utf-8")
    assert queries.excluded(CATALOGUE, str(profile), nominations)["over_quota"] == [
        {
            "requirement": "AK-III.2.b-1",
            "round": "2025",
            "award": "bang_khen_ttg",
            "quota": 2,
            "nominations": ["0", "1", "2"],
        }
    ]
    assert main(["exclusions", "--movement", str(profile), "--nominations", str(nominations)]) == 0
    assert capsys.readouterr().out == "Đợt 2025: 3 đề nghị bang_khen_ttg, chỉ tiêu 2 [AK-III.2.b-1]\n"
