"""What every numeric target of the five plans comes to, read in the plans by hand, number by number.

A planned number has the measure that results come in under, what it counts, the last year in which it is in time
(None: anew every year), the comparison, the number, the end of its range, the whole that the plan counts it of, the
percentage as the plan prints it, and the region or group.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Planned:
    """One planned number; empty texts where the plan has none."""

    measure: str
    role: str
    year: int | None
    op: str
    value: str
    most: str = ""
    of: str = ""
    percent: str = ""
    scope: str = ""

    @property
    def numbers(self) -> set[Decimal]:
        """Every number of it."""
        return {Decimal(one) for one in (self.value, self.most, self.of, self.percent) if one}


TARGETS: dict[str, list[Planned]] = {
    "AK-I.1.c": [
        Planned("commune.ntm", "maintain", 2025, "=", "5", "", "5"),
    ],
    "CL-II.1-1": [
        Planned("commune.nang_cao", "total", 2025, ">=", "1"),
    ],
    "CL-II.1-2": [
        Planned("residential_area.kieu_mau", "add", 2025, ">=", "2", "3"),
    ],
    "TH-I.1.a": [
        Planned("district.nang_cao", "total", 2024, ">=", "1"),
    ],
    "TH-II.2.1-1": [
        Planned("commune.nang_cao.rate", "total", 2025, ">=", "80"),
    ],
    "TH-II.2.1-2": [
        Planned("commune.kieu_mau", "total", 2025, ">=", "5", "7"),
    ],
    "TH-II.2.1-3": [
        Planned("residential_area.recognised.rate", "total", 2025, ">=", "100"),
    ],
    "TH-II.2.1-4": [
        Planned("income.per_person", "total", 2025, ">=", "65", "70"),
    ],
    "TH-II.2.1-5": [
        Planned("heritage.preserved.rate", "total", 2025, ">=", "100"),
    ],
    "TH-II.2.1-6": [
        Planned("heritage.intangible.rate", "total", 2025, ">=", "100"),
    ],
    "TH-II.2.1-7": [
        Planned("health_insurance.rate", "total", 2025, ">", "95"),
    ],
    "TH-II.2.1-8": [
        Planned("poverty.decrease", "total", None, ">", "0.5"),
    ],
    "TH-II.2.1-9": [
        Planned("solid_waste.rate", "total", 2025, ">=", "90"),
    ],
    "TH-II.2.1-10": [
        Planned("wastewater.rate", "total", 2025, ">", "80"),
        Planned("wastewater.technology.rate", "total", 2025, ">=", "35"),
    ],
    "TH-II.2.1-11": [
        Planned("clean_water.rate", "total", 2025, ">=", "85"),
        Planned("clean_water.central.rate", "total", 2025, ">=", "50"),
    ],
    "TH-II.2.1-12": [
        Planned("septic_toilet.rate", "total", 2025, ">=", "80"),
    ],
    "TH-II.2.1-13": [
        Planned("procedures.level4.rate", "total", 2025, ">=", "100"),
    ],
    "TH-II.2.1-14": [
        Planned("procedures.online_files.rate", "total", 2025, ">", "50"),
    ],
    "TH-II.2.1-15": [
        Planned("procedures.multi_device.rate", "total", 2025, ">=", "80"),
    ],
    "TH-II.2.1-16": [
        Planned("satisfaction.rate", "total", 2025, ">=", "85"),
    ],
    "TH-II.2.2-1": [
        Planned("commune.nang_cao", "total", 2024, ">=", "13"),
        Planned("commune.nang_cao", "total", 2025, ">=", "17"),
    ],
    "TH-II.2.2-2": [
        Planned("commune.nang_cao.new_criteria.rate", "total", 2022, ">=", "100", "", "", "", "xã đã đạt nâng cao"),
        Planned("commune.nang_cao.to_kieu_mau.rate", "total", 2024, ">=", "100", "", "", "", "xã đã đạt nâng cao"),
    ],
    "TH-II.2.2-3": [
        Planned("commune.kieu_mau", "total", 2025, ">=", "5", "7"),
    ],
    "TH-II.2.3-1": [
        Planned("ocop.min_3_stars", "total", 2024, ">=", "35"),
        Planned("ocop.4_stars", "total", 2024, ">=", "8"),
        Planned("ocop.5_stars", "total", 2024, ">=", "1"),
    ],
    "QN-I.1.b-x1": [
        Planned("commune.ntm", "add", 2025, ">=", "42"),
        Planned("commune.ntm", "maintain", 2025, ">=", "113"),
        Planned("commune.ntm", "total", 2025, ">=", "155", "", "194", "80"),
    ],
    "QN-I.1.b-x2": [
        Planned("commune.criteria_average", "total", 2025, ">", "17.5"),
        Planned("commune.criteria_average", "total", 2025, ">=", "15.5", "", "", "", "núi cao"),
        Planned("commune.criteria_average", "total", 2025, ">=", "18.5", "", "", "", "núi thấp"),
        Planned("commune.criteria_average", "total", 2025, ">=", "19", "", "", "", "đồng bằng"),
    ],
    "QN-I.1.b-x3": [
        Planned("district.without_ntm_commune", "total", 2025, "=", "0"),
        Planned("commune.below_15_criteria", "total", 2025, "=", "0"),
        Planned("commune.criteria_least", "total", 2025, ">=", "15"),
    ],
    "QN-I.1.b-x4": [
        Planned("commune.nang_cao", "add", 2025, ">=", "58"),
        Planned("commune.nang_cao", "maintain", 2025, ">=", "6"),
        Planned("commune.nang_cao", "total", 2025, ">=", "64", "", "155", "40"),
    ],
    "QN-I.1.b-x5": [
        Planned("commune.kieu_mau", "add", 2025, ">=", "15"),
        Planned("commune.kieu_mau", "maintain", 2025, ">=", "1"),
        Planned("commune.kieu_mau", "total", 2025, ">=", "16", "", "155", "10"),
    ],
    "QN-I.1.b-h1": [
        Planned("district.ntm", "add", 2025, ">=", "3", "4"),
        Planned("district.ntm", "total", 2025, ">=", "8", "9"),
    ],
    "QN-I.1.b-h2": [
        Planned("district.nang_cao_kieu_mau", "total", 2025, ">=", "2", "3"),
    ],
    "QN-I.1.b-h3": [
        Planned("city.completed", "add", 2024, "=", "1"),
    ],
    "QN-I.1.b-t1": [
        Planned("village.program", "add", 2025, "=", "320"),
        Planned("village.program", "maintain", 2025, "=", "172"),
        Planned("village.program", "carry_on", 2025, "=", "171"),
    ],
    "QN-I.1.b-t2": [
        Planned("village.kieu_mau.rate", "total", 2025, ">=", "60"),
        Planned("village.kieu_mau.rate", "total", 2025, ">=", "50", "", "", "", "miền núi"),
    ],
    "KG-II.2-0a": [
        Planned("district.ntm", "add", 2025, "=", "6"),
    ],
    "KG-II.2-0b": [
        Planned("district.nang_cao", "total", 2025, "=", "2"),
    ],
    "KG-II.2-0c": [
        Planned("commune.ntm", "add", 2025, "=", "37"),
        Planned("commune.nang_cao", "total", 2025, "=", "40"),
        Planned("commune.kieu_mau", "total", 2025, "=", "15"),
    ],
    "KG-II.2-0d": [
        Planned("district.ntm", "total", 2025, "=", "9", "", "15", "60.0"),
        Planned("district.nang_cao", "total", 2025, "=", "2", "", "15", "13.33"),
        Planned("commune.ntm", "total", 2025, "=", "116", "", "116", "100.0"),
        Planned("commune.nang_cao", "total", 2025, "=", "40", "", "116", "34.48"),
        Planned("commune.kieu_mau", "total", 2025, "=", "15", "", "116", "12.93"),
    ],
    "KG-II.2-2021": [
        Planned("district.ntm", "add", 2021, "=", "2"),
        Planned("commune.ntm", "add", 2021, "=", "11"),
        Planned("district.ntm", "total", 2021, "=", "5", "", "15", "33.33"),
        Planned("commune.ntm", "total", 2021, "=", "90", "", "116", "77.59"),
    ],
    "KG-II.2-2022": [
        Planned("district.ntm", "add", 2022, "=", "2"),
        Planned("commune.ntm", "add", 2022, "=", "11"),
        Planned("commune.nang_cao", "add", 2022, "=", "3"),
        Planned("commune.kieu_mau", "add", 2022, "=", "1"),
        Planned("district.ntm", "total", 2022, "=", "7", "", "15", "46.67"),
        Planned("commune.ntm", "total", 2022, "=", "101", "", "116", "87.07"),
        Planned("commune.nang_cao", "total", 2022, "=", "3", "", "116", "2.59"),
        Planned("commune.kieu_mau", "total", 2022, "=", "1", "", "116", "0.86"),
    ],
    "KG-II.2-2023": [
        Planned("district.ntm", "add", 2023, "=", "2"),
        Planned("commune.ntm", "add", 2023, "=", "12"),
        Planned("commune.nang_cao", "add", 2023, "=", "21"),
        Planned("district.ntm", "total", 2023, "=", "9", "", "15", "60.0"),
        Planned("commune.ntm", "total", 2023, "=", "113", "", "116", "97.41"),
        Planned("commune.nang_cao", "total", 2023, "=", "24", "", "116", "20.69"),
        Planned("commune.kieu_mau", "total", 2023, "=", "1", "", "116", "0.86"),
    ],
    "KG-II.2-2024": [
        Planned("district.nang_cao", "add", 2024, "=", "1"),
        Planned("commune.ntm", "add", 2024, "=", "1"),
        Planned("commune.nang_cao", "add", 2024, "=", "15"),
        Planned("commune.kieu_mau", "add", 2024, "=", "3"),
        Planned("district.ntm", "total", 2024, "=", "9", "", "15", "60.0"),
        Planned("district.nang_cao", "total", 2024, "=", "1", "", "15", "6.67"),
        Planned("commune.ntm", "total", 2024, "=", "114", "", "116", "98.28"),
        Planned("commune.nang_cao", "total", 2024, "=", "39", "", "116", "33.62"),
        Planned("commune.kieu_mau", "total", 2024, "=", "4", "", "116", "3.45"),
    ],
    "KG-II.2-2025": [
        Planned("district.nang_cao", "add", 2025, "=", "1"),
        Planned("commune.ntm", "add", 2025, "=", "2"),
        Planned("commune.nang_cao", "add", 2025, "=", "2"),
        Planned("commune.kieu_mau", "add", 2025, "=", "11"),
        Planned("district.ntm", "total", 2025, "=", "9", "", "15", "60.0"),
        Planned("district.nang_cao", "total", 2025, "=", "2", "", "15", "13.33"),
        Planned("commune.ntm", "total", 2025, "=", "116", "", "116", "100.0"),
        Planned("commune.nang_cao", "total", 2025, "=", "40", "", "116", "34.48"),
        Planned("commune.kieu_mau", "total", 2025, "=", "15", "", "116", "12.93"),
    ],
}
