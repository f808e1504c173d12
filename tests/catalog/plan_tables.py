"""What each requirement of the plans comes to in its profile, read in the plans by hand: the tests' own reading."""

from __future__ import annotations

KINDS = (
    "subject",
    "standard",
    "award",
    "rule",
    "dossier",
    "workflow",
    "deadline",
    "report",
    "target",
    "program",
    "fund",
)

# Who belongs to a category.
SUBJECT_KINDS = {
    "AK-III.1.a": "agency",
    "AK-III.1.b": "district",
    "AK-III.1.c": "commune",
    "AK-III.1.d": "village",
    "AK-III.1.e": "enterprise cooperative",
    "AK-III.1.g1": "official worker household individual",
    "AK-III.1.g2": "international association individual household abroad other",
    "CL-IV.1.a": "agency",
    "CL-IV.1.b": "commune",
    "CL-IV.1.c": "village",
    "CL-IV.1.d": "enterprise cooperative",
    "CL-IV.1.dd": "official worker individual",
    "TH-V.1.a": "agency",
    "TH-V.1.b": "commune",
    "TH-V.1.c": "village",
    "TH-V.1.dd": "enterprise",
    "TH-V.1.e": "cooperative model",
    "TH-V.1.f": "household",
    "TH-V.1.g": "official worker individual",
    "QN-IV.1.a": "agency association",
    "QN-IV.1.b": "district",
    "QN-IV.1.c": "commune",
    "QN-IV.1.d": "village",
    "QN-IV.1.dd": "enterprise cooperative",
    "QN-IV.1.e": "official reporter worker individual",
    "QN-IV.1.g": "international university association individual household abroad other",
    "KG-IV.1.a": "agency district commune enterprise cooperative association household model quarter residential_area",
    "KG-IV.1.b": "individual official worker abroad",
    "KG-IV.3.2.a": "agency association",
    "KG-IV.3.2.b": "district",
    "KG-IV.3.2.c": "commune",
    "KG-IV.3.2.d": "village",
    "KG-IV.3.2.e": "enterprise cooperative",
    "KG-IV.3.2.f": "official worker individual",
    "KG-IV.3.2.g": "religious international association individual household abroad other",
}

# Categories whose standards are each for another kind of person: one of them is enough.
DEFAULT_LOGIC = {
    "AK-III.1.g1": "one_of",
    "CL-IV.1.dd": "one_of",
    "QN-IV.1.e": "one_of",
    "KG-IV.3.2.f": "one_of",
}

# Standards that are no category's.
STANDARD_PLACES = {
    "AK-II.2-2": "local_standards",
    "AK-III.3": "law_standards",
    "CL-IV.2.b": "law_standards",
    "TH-V.0": "general_standards",
    "QN-IV.2.b": "law_standards",
    "KG-IV.2.a-2": "awards.standards",
    "KG-IV.2.a-3": "awards.standards",
    "KG-IV.2.a-4": "awards.standards",
    "KG-IV.2.a-6": "awards.standards",
    "KG-IV.2.b-2": "awards.standards",
    "KG-IV.2.c-2": "awards.standards",
    "KG-IV.2.c-4": "awards.standards",
    "KG-IV.2.c-6": "awards.standards",
    "KG-IV.3.1": "law_standards",
}

# Standards that ask for a contribution norm, and the award form whose norm it is.
NORMS = {
    "TH-V.1.f-2": "giay_khen",
    "KG-IV.2.a-4": "giay_khen",
    "KG-IV.2.a-6": "bang_khen_tinh",
    "KG-IV.2.b-2": "bang_khen_tinh",
    "KG-IV.2.c-2": "bang_khen_tinh",
    "KG-IV.2.c-4": "bang_khen_ttg",
    "KG-IV.2.c-6": "hcld_hang_ba",
}

# Award forms, level (empty: each form's own), occasions.
AWARDS = {
    "AK-III.2.a": ("giay_khen lao_dong_tien_tien cstd_co_so", "own", "annual"),
    "AK-III.2.b-1": ("hcld_hang_ba bang_khen_ttg", "state", "interim final"),
    "AK-III.2.b-3": ("co_thi_dua_tinh bang_khen_tinh", "province", "interim final"),
    "AK-III.2.b-5": ("bang_khen_tinh", "province", "interim final"),
    "AK-III.2.b-7": ("giay_khen", "own", "interim final"),
    "CL-IV.2.a-1": ("hcld_hang_ba", "state", "interim final"),
    "CL-IV.2.a-2": ("bang_khen_ttg", "state", "interim final"),
    "CL-IV.2.a-3": ("bang_khen_tinh", "province", "annual interim final"),
    "CL-IV.2.a-4": ("giay_khen", "district", "annual interim final"),
    "CL-IV.2.a-5": ("giay_khen", "own", "annual interim final"),
    "TH-IV.1-2": ("giay_khen", "own", "prompt"),
    "TH-V.1": ("giay_khen", "district", "annual interim final"),
    "TH-V.2": ("bang_khen_tinh bang_khen_ttg hcld_hang_ba", "", "annual interim final"),
    "QN-IV.2.a": ("hcld_hang_ba bang_khen_ttg bang_khen_tinh giay_khen", "", "annual interim final"),
    "KG-IV.2.a-1": ("giay_khen", "own", "annual"),
    "KG-IV.2.a-5": ("bang_khen_tinh", "province", "annual"),
    "KG-IV.2.b-1": ("bang_khen_tinh", "province", "interim"),
    "KG-IV.2.c-1": ("bang_khen_tinh", "province", "final"),
    "KG-IV.2.c-3": ("bang_khen_ttg", "state", "final"),
    "KG-IV.2.c-5": ("hcld_hang_ba", "state", "final"),
    "KG-VI.2-3": ("bang_khen_tinh", "province", "prompt"),
}

# What a principle makes the program do.
EFFECTS = {
    "AK-T": "movement_record",
    "AK-0-1": "legal_bases",
    "AK-I.2.a-1": "participation",
    "AK-I.2.a-2": "annual_grade",
    "AK-I.2.b-1": "evidence_and_shares",
    "AK-I.2.b-2": "count_once",
    "AK-I.2.c-1": "public_posting",
    "AK-I.2.c-2": "exemplars",
    "AK-II.2-4": "contributions",
    "AK-II.3": "timeliness",
    "AK-III.2.b-6": "round_guidance",
    "CL-T": "movement_record",
    "CL-0": "legal_bases",
    "CL-I.2-1": "annual_grade",
    "CL-I.2-2": "count_once",
    "TH-T": "movement_record",
    "TH-0": "legal_bases",
    "TH-I.2.a-1": "unit_kinds",
    "TH-I.2.a-2": "annual_grade",
    "TH-I.2.b": "evidence_and_shares",
    "TH-I.2.c-1": "one_achievement_once",
    "TH-I.2.c-2": "direct_workers_first",
    "TH-I.2.c-3": "exemplars",
    "QN-T": "movement_record",
    "QN-0": "legal_bases",
    "QN-I.1.b-0": "target_source",
    "QN-I.2.a": "annual_grade",
    "QN-I.2.b": "count_once",
    "QN-I.2.c": "public_posting",
    "QN-II.2-3": "timeliness",
    "KG-T": "movement_record",
    "KG-0": "legal_bases",
    "KG-I.2-1": "annual_grade",
    "KG-I.2-2": "count_once",
    "KG-I.2-3": "public_posting",
}

# Blocked level, and the levels that block it.
EXCLUSIONS = {
    "AK-III.2.b-4": ("province", "state"),
    "AK-III.2.b-8": ("own", "state province"),
}

# Milestones in the order of the plan.
DEADLINES = {
    "AK-I.2.d": "final",
    "AK-V-1": "plan",
    "AK-V-2": "awards",
    "AK-V-3": "interim interim",
    "AK-V-4": "final",
    "CL-I.2-3": "final",
    "CL-III.3-2": "interim final",
    "CL-V.1": "interim final",
    "CL-V.2": "inspection final",
    "TH-V.3.a-1": "awards",
    "TH-VI.1": "plan",
    "TH-VI.2-1": "plan",
    "TH-VI.2-2": "interim",
    "TH-VI.2-3": "final",
    "QN-I.2.d": "interim final",
    "QN-V.1": "regulation",
    "QN-V.2": "plan interim final",
    "QN-V.4": "inspection final",
    "KG-I.2-4": "final",
    "KG-IV.4-1": "plan",
    "KG-IV.4-2": "registration",
    "KG-IV.4-3": "interim",
    "KG-IV.4-4": "final",
}

# Cadence, senders, addressees, through whom.
REPORTS = {
    "AK-VI.2-2": ("half_year year", "don_vi ubnd_xa", "ubnd", "phong_kinh_te phong_noi_vu"),
    "AK-VI.6-2": ("year", "phong_noi_vu", "hd_tdkt_tinh ubnd_tinh", ""),
    "QN-VI.4": ("year", "mttq so_nganh ubnd_huyen", "so_noi_vu", ""),
    "QN-VI.6-1": ("year", "so_noi_vu", "hd_tdkt chu_tich_tinh", ""),
    "KG-VI.3-2": ("once", "so_nnptnt", "ubnd_tinh", ""),
}

# How many items a programme lists.
PROGRAM_ITEMS = {
    "TH-II.1-2": 1,
    "TH-IV.2": 3,
    "TH-IV.3": 2,
    "QN-II.3-2": 27,
    "KG-III.6": 6,
}

TASK_SETS = {
    "KG-III.5-2": "kg-ho-15-phan-viec",
}

# Whether giving is voluntary, and whether the law says how much.
FUNDS = {
    "AK-III.5": (False, False),
    "AK-IV.1-2": (True, False),
    "AK-IV.1-3": (False, False),
    "CL-II.3-1": (True, False),
    "QN-VI.6-2": (False, False),
    "KG-V.4": (False, True),
}

DOSSIER = {
    "AK-III.4-1": "by_law",
    "KG-V.1.a": "submission",
    "KG-V.1.b": "minutes",
    "KG-V.1.c": "achievement_report",
}

COPIES = {
    "KG-V.2.a": "hcld_hang_ba",
    "KG-V.2.b": "bang_khen_ttg",
    "KG-V.2.c": "bang_khen_tinh",
}

# What is done, by whom, for whom, through whom.
STEPS = {
    "AK-II.1": ("guide advise", "don_vi ubnd_xa", "", ""),
    "AK-II.2-1": ("launch guide", "ubnd_xa", "", ""),
    "AK-II.2-3": ("coordinate", "ubnd_xa don_vi", "", ""),
    "AK-II.2-5": ("publicise", "ubnd_xa", "", ""),
    "AK-II.4-1": ("publicise mobilise", "mttq", "", ""),
    "AK-II.4-2": ("supervise", "mttq", "", ""),
    "AK-III.2.b-2": ("council submit_up", "hd_tdkt_tinh", "ubnd_tinh", ""),
    "AK-III.2.b-9": ("open_round guide", "phong_noi_vu", "", ""),
    "AK-III.4-2": ("compile appraise decide", "phong_kinh_te phong_noi_vu chu_tich", "ubnd", "phong_noi_vu"),
    "AK-IV.1-1": ("publicise", "don_vi ubnd_xa", "", ""),
    "AK-IV.1-4": ("revise_targets review", "don_vi ubnd_xa", "", ""),
    "AK-IV.2": ("publicise exemplars", "phong_vhtt trung_tam", "", ""),
    "AK-IV.3": ("inspect exemplars decide", "hd_tdkt", "", ""),
    "AK-VI.1": ("coordinate", "hd_tdkt bcd", "", ""),
    "AK-VI.2-1": ("plan guide", "don_vi ubnd_xa", "", ""),
    "AK-VI.3": ("coordinate", "co_quan_noi_dung phong_kinh_te ubnd_xa", "", ""),
    "AK-VI.4": ("mobilise exemplars", "mttq", "", ""),
    "AK-VI.5": ("inspect supervise appraise", "phong_kinh_te phong_noi_vu", "", ""),
    "AK-VI.6-1": ("compile send appraise decide", "phong_kinh_te phong_noi_vu chu_tich", "phong_noi_vu", ""),
    "AK-KL": ("report_difficulties", "don_vi phong_kinh_te phong_noi_vu", "ubnd", "phong_kinh_te"),
    "CL-II.2": ("plan advise", "mttq don_vi", "", ""),
    "CL-II.3-2": ("publicise", "ubnd_xa", "", ""),
    "CL-II.4-1": ("mobilise", "mttq", "", ""),
    "CL-II.4-2": ("supervise", "mttq", "", ""),
    "CL-III.1": ("publicise", "don_vi mttq", "", ""),
    "CL-III.2": ("publicise exemplars", "vhtt", "", ""),
    "CL-III.3-1": ("plan exemplars", "ubnd_xa", "", ""),
    "CL-VI.1": ("coordinate", "hd_tdkt bcd", "", ""),
    "CL-VI.2-1": ("plan", "don_vi mttq", "", ""),
    "CL-VI.2-2": ("publicise exemplars", "don_vi mttq", "", ""),
    "CL-VI.3-1": ("coordinate", "thuong_truc_bcd thuong_truc_hd", "", ""),
    "CL-VI.3-2": ("inspect supervise appraise", "thuong_truc_bcd thuong_truc_hd", "", ""),
    "CL-KL": ("register", "don_vi thon", "", ""),
    "TH-I.1.b": ("mobilise", "mttq don_vi", "", ""),
    "TH-III.1-1": ("advise publicise guide", "phong_ban", "", ""),
    "TH-III.1-2": ("plan inspect guide", "phong_ban", "", ""),
    "TH-III.1-3": ("launch", "phong_ban", "", ""),
    "TH-III.2": ("plan launch", "ubnd_xa", "", ""),
    "TH-III.3": ("guide sponsor", "doanh_nghiep", "", ""),
    "TH-III.4": ("assign mobilise", "ubnd_xa", "", ""),
    "TH-III.4b": ("mobilise", "mttq", "", ""),
    "TH-IV.1-1": ("publicise exemplars", "don_vi", "", ""),
    "TH-V.3.a-2": ("compile submit_up", "vpdp phong_noi_vu", "ubnd_huyen tinh", ""),
    "TH-V.3.b": ("open_round guide", "vpdp phong_noi_vu", "", ""),
    "TH-VI.3": ("review", "vpdp phong_noi_vu", "", ""),
    "TH-VII.1": ("plan", "don_vi ubnd_xa bcd", "", ""),
    "TH-VII.2": ("publicise", "phong_vhtt", "", ""),
    "TH-VII.3": ("mobilise exemplars", "mttq", "", ""),
    "TH-VII.5": ("compile opinion submit_up", "vpdp bcd", "chu_tich", ""),
    "TH-VII.6": ("appraise council decide submit_up", "phong_noi_vu hd_tdkt chu_tich", "tinh", ""),
    "TH-KL": ("report_difficulties", "don_vi", "phong_noi_vu vpdp", ""),
    "QN-II.1": ("guide advise", "mttq so_nganh", "", ""),
    "QN-II.2-1": ("launch plan", "ubnd_huyen", "", ""),
    "QN-II.2-2": ("coordinate mobilise publicise", "ubnd_huyen", "", ""),
    "QN-II.3-1": ("mobilise supervise", "mttq", "", ""),
    "QN-II.4": ("guide sponsor", "doanh_nghiep", "", ""),
    "QN-II.5": ("plan assign mobilise", "ubnd_xa", "", ""),
    "QN-III.1": ("publicise", "so_nganh ubnd_huyen", "", ""),
    "QN-III.2": ("publicise", "so_tttt bao_chi", "", ""),
    "QN-III.3": ("plan exemplars review", "so_nganh ubnd_huyen", "", ""),
    "QN-VI.1": ("coordinate", "hd_tdkt bcd", "", ""),
    "QN-VI.2": ("plan publicise", "mttq so_nganh ubnd_huyen bao_chi", "", ""),
    "QN-VI.3": ("mobilise exemplars", "mttq", "", ""),
    "QN-VI.5": ("inspect supervise appraise", "vpdp so_noi_vu", "", ""),
    "KG-V.3.1": ("send", "don_vi", "vpdp ubnd_tinh", "so_noi_vu"),
    "KG-V.3.2-1": ("compile appraise", "vpdp", "ubnd_tinh", "so_noi_vu"),
    "KG-V.3.2-2": ("opinion", "truong_bcd", "", ""),
    "KG-V.3.2-3": ("opinion", "pho_truong_bcd", "", ""),
    "KG-V.3.3": ("appraise submit_up", "so_noi_vu", "ubnd_tinh", ""),
    "KG-VI.1": ("plan decide publicise", "don_vi", "", ""),
    "KG-VI.2-1": ("guide inspect supervise", "thuong_truc_hd", "", ""),
    "KG-VI.2-4": ("exemplars", "thuong_truc_hd", "", ""),
    "KG-VI.3-1": ("guide inspect appraise", "so_nnptnt vpdp so_noi_vu", "", ""),
    "KG-VI.4": ("publicise", "so_tttt", "", ""),
    "KG-VI.5": ("plan mobilise exemplars", "mttq", "", ""),
    "KG-KL": ("report_difficulties", "so_nnptnt so_noi_vu", "chu_tich_tinh", ""),
}

# Steps bound to award levels.
STEP_LEVELS = {
    "AK-III.2.b-2": "state",
    "KG-V.3.2-2": "state",
    "KG-V.3.2-3": "province",
    "KG-V.3.3": "province state",
    "KG-VI.1": "own",
}

# Numbers that the plan says in words: «các xã đã đạt chuẩn nâng cao» are all of them, in per cent.
SAID_IN_WORDS = {
    "TH-II.2.2-2": 100,
}

# Milestones whose years stand in another clause of the plan.
YEARS_SAID_BY = {
    "CL-III.3-2": "CL-V.1",
}

# Steps that the plan dates; Quảng Nam's «đúng tiến độ» is that of its clause I.2.d.
STEP_DATES = {
    "TH-VI.3": (("interim", 2023), ("final", 2025)),
    "QN-III.3": (("interim", 2023), ("final", 2025)),
}

# Standards that ask a criteria set or task list to be passed.
CRITERIA_SETS = {
    "TH-V.1.c-2": "hatinh-kdc-ntm-kieu-mau-2014",
    "QN-IV.1.d-1": "qnam-thon-ntm-kieu-mau-2022-2025",
    "KG-IV.2.a-3": "kg-ho-15-phan-viec",
    "KG-IV.3.2.c-1": "xa-ntm-2021-2025",
    "KG-IV.3.2.d-1": "kg-ap-ntm",
}
