"""What a plan orders, on a day: steps with who takes them, dossiers, awards, programmes, funds, recipients."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ntm_desktop.domain.deadlines import last_day_of
from ntm_desktop.domain.movements_awards import awards_on, forms_open, level_of
from ntm_desktop.domain.movements_recipients import recipients_on
from ntm_desktop.domain.movements_route import copies_for, names_on, route
from ntm_desktop.errors import UserError
from ntm_desktop.services.catalogue_queries import movement_named
from ntm_desktop.services.explaining import plain

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from ntm_desktop.catalog import Catalogue
    from ntm_desktop.domain.law import AwardForm
    from ntm_desktop.domain.movements import Movement
    from ntm_desktop.domain.movements_parts import AwardLevel, Clause, DossierPart, Occasion, Recipient, SubjectKind
    from ntm_desktop.domain.movements_route import Stage
    from ntm_desktop.domain.movements_work import Step

Row = dict[str, Any]


def steps(
    catalogue: Catalogue, movement_id: str, on: date, office: str = "", level: AwardLevel | None = None
) -> list[Row]:
    """Return the steps of a plan with who takes them on a day: those of one office, or of one award level's way.

    An office that nobody is any more on that day is left out of a step; UserError(packs.no_such_office).
    """
    found = movement_named(catalogue, movement_id)
    check_office(found, office)
    on_the_way = {stage.requirement for stage in route(found, level, on)} if level is not None else set()
    return [
        _step_row(found, step, on)
        for step in found.workflow
        if (not office or office in step.offices) and (level is None or step.requirement in on_the_way)
    ]


def check_office(movement: Movement, office: str) -> None:
    """Raise UserError(packs.no_such_office) where a plan has no office of this code; empty is none."""
    known = [one.code for one in movement.offices]
    if office and office not in known:
        raise UserError("packs.no_such_office", code=office, known=", ".join(known))


def _step_row(movement: Movement, step: Step, on: date) -> Row:
    return {
        **_clause(step),
        "actions": [one.value for one in step.actions],
        "offices": list(names_on(movement, step.offices, on)),
        "to": list(names_on(movement, step.to, on)),
        "through": list(names_on(movement, step.through, on)),
        "levels": [one.value for one in step.awards],
        "records": list(step.records),
        "dates": [
            {"what": when.what.value if when.what else "", "last_day": last_day_of(when.year or 0, when)[0].isoformat()}
            for when in step.when
        ],
    }


def _clause(entry: Clause) -> Row:
    return {"requirement": entry.requirement, "clause": entry.clause, "title": entry.title}


def dossier(catalogue: Catalogue, movement_id: str, award: str, on: date) -> Row:
    """Return the dossier of an award form on a day: its documents and copies, and the way it goes at each level.

    `copies` is None where the province says; `forms` are the statutory forms of that name. A plan that names no
    documents leaves them to the law: `parts` is empty. UserError(packs.no_such_award).
    """
    found, form = movement_named(catalogue, movement_id), award_form(catalogue, award)
    levels = {level_of(one, award, catalogue.law): None for one in awards_on(found, on) if award in one.forms}
    return {
        "movement": found.id,
        "award": award,
        "title": form.title,
        "date": on.isoformat(),
        "parts": [_part_row(catalogue, part) for part in found.dossier],
        "copies": copies_for(found, catalogue.law, award, on),
        "files": _files(catalogue, award, on),
        "ways": [
            {"level": level.value, "stages": [_stage_row(one) for one in route(found, level, on)]} for level in levels
        ],
    }


def award_form(catalogue: Catalogue, award: str) -> AwardForm:
    """Return an award form of the law pack; UserError(packs.no_such_award) with those that there are."""
    found = catalogue.law.award_form(award)
    if found is None:
        known = ", ".join(one.code for one in catalogue.law.award_forms)
        raise UserError("packs.no_such_award", award=award, known=known)
    return found


def _part_row(catalogue: Catalogue, part: DossierPart) -> Row:
    documents = [
        {
            "name": name,
            "forms": [
                {"number": form.number, "title": form.title, "known": form.known.value}
                for form in catalogue.law.forms
                if form.title.startswith(name.removesuffix(" kèm danh sách"))
            ],
        }
        for name in part.documents
    ]
    return {**_clause(part), "document": part.document, "documents": documents}


def _files(catalogue: Catalogue, award: str, on: date) -> str:
    """Return which files the law asks for beside the paper: «Word và PDF»; empty where it asks for none."""
    asked = [one.files for one in catalogue.law.copies if award in one.awards and one.since and one.since <= on]
    return next((one for one in asked if one), "")


def _stage_row(stage: Stage) -> Row:
    return {
        "requirement": stage.requirement,
        "title": stage.title,
        "actions": [one.value for one in stage.actions],
        "offices": list(stage.offices),
        "to": list(stage.to),
        "through": list(stage.through),
    }


def awards(
    catalogue: Catalogue, movement_id: str, on: date, occasions: Iterable[Occasion], kind: SubjectKind | None = None
) -> list[Row]:
    """Return the award forms that are open on a day on some occasions, to a kind if named: level and authority."""
    found = movement_named(catalogue, movement_id)
    return [
        {
            **_clause(one.award),
            "occasion": occasion.value,
            "form": one.form,
            "form_title": award_form(catalogue, one.form).title,
            "level": one.level.value,
            "authority": one.authority,
            "kinds": [each.value for each in one.award.kinds],
        }
        for occasion in occasions
        for one in forms_open(found, catalogue.law, occasion, on, kind)
    ]


def programs(catalogue: Catalogue, movement_id: str, on: date) -> list[Row]:
    """Return the contents, programmes and sub-movements of a plan in its order, with who leads them on a day."""
    found = movement_named(catalogue, movement_id)
    return [
        {
            **_clause(one),
            "text": one.text,
            "items": list(one.items),
            "groups": {name: list(items) for name, items in (one.groups or {}).items()},
            "offices": list(names_on(found, one.offices, on)),
            "records": list(one.records),
            "task_set": one.task_set,
        }
        for one in found.programs
    ]


def funds(catalogue: Catalogue, movement_id: str) -> list[Row]:
    """Return where a plan's money comes from: sources, whether it is given freely, whether the law says how much."""
    return [
        {
            **_clause(one),
            "sources": list(one.sources),
            "voluntary": one.voluntary,
            "by_law": one.by_law,
            "records": list(one.records),
        }
        for one in movement_named(catalogue, movement_id).funds
    ]


def goals(catalogue: Catalogue, movement_id: str) -> list[Row]:
    """Return the goals of a plan that have no number, each with its full text and what is followed for it."""
    return [
        {**_clause(one), "text": one.text, "tracks": list(one.tracks)}
        for one in movement_named(catalogue, movement_id).goals
    ]


def recipients(catalogue: Catalogue, movement_id: str, on: date) -> list[Row]:
    """Return to whom a plan's documents go on a day, in its order, with copies and groups, and the signature block."""
    found = movement_named(catalogue, movement_id)
    return [
        {
            **_clause(one),
            "recipients": [_recipient_row(each) for each in recipients_on(found, one.recipients, on)],
            "filed": [_recipient_row(each) for each in one.filed],
            "signature": list(one.signature),
        }
        for one in found.distribution
    ]


def _recipient_row(one: Recipient) -> Row:
    return {"name": one.name, "copies": plain(one.copies), "group": one.group}
