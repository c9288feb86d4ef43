"""Exports of which one is a copy of another, told by when annotations were first saved."""

from collections import Counter
from collections.abc import Sequence

from calculators.core import InputError
from calculators.label_files.exports import Export
from calculators.label_files.request import File

_BY_CHANCE = 3  # fewer moments in common are by chance


def copied_in(files: Sequence[File], exports: Sequence[Export], field: str, *, by_file: bool) -> tuple[str, ...]:
    """Return in words which files have a few annotations in common.

    An annotation keeps the moment at which it was first saved, whoever changes it. A moment at which several were
    saved is an import's and says nothing.

    Raises:
        InputError: two files of one person each have most in common, whether or not labels were changed later.
    """
    texts: dict[str, Export] = {}
    made: dict[str, list[int]] = {}
    few: list[str] = []
    for at, one in enumerate(exports):
        if len(one.people) > 1:
            continue
        before = texts.setdefault(files[one.at].text, one)
        if before is not one and one.people:
            raise InputError(field, f"another export for each person; {one.name} is the same as {before.name}")
        if before is not one:
            few.append(f"{one.name} is the same as {before.name}, sign for sign, as a copy is.")
        for moment in (moment for moment, times in one.moments.items() if times == 1):
            made.setdefault(moment, []).append(at)
    pairs = Counter((first, other) for first, *others in made.values() for other in others)
    for (first, second), same in pairs.items():
        one, two = exports[first], exports[second]
        if one.person == two.person and not by_file:
            continue  # they are counted as one person anyway
        fewer = min(one.annotations, two.annotations)
        if 2 * same > fewer:
            raise InputError(
                field,
                f"an export of each person's own annotations; {two.name} holds those of {one.name}, since {same:,} of "
                f"{fewer:,} were first saved at the same moment, so one is a copy in which labels may have been "
                "changed later. Whoever goes over another's labels keeps most of them, so how far the two agree would "
                "say nothing of people who label by themselves; leave one out",
            )
        if same >= _BY_CHANCE:
            few.append(
                f"{two.name} and {one.name} have {same:,} annotations in common, first saved at the same moments, so "
                "there one person's label counts as two people's."
            )
    return tuple(few)
