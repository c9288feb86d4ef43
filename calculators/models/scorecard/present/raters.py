"""What each rater alone would pick, and the marks to talk about."""

from calculators.core import Amount, Rows, Section
from calculators.core.words import listed, percent
from calculators.models.scorecard.criteria import meaning
from calculators.models.scorecard.present.view import View
from calculators.models.scorecard.signs import LEVELS, UNKNOWN


def raters(view: View) -> Section:
    """Say whether each rater alone would pick the same vendor."""
    title, found = "What each rater alone would pick", view.card.raters
    if not found or view.card.first is None:
        return Section(id="raters", title=title, content=[])
    eligible = view.contest.eligible
    table = Rows(
        title="Each rater's own scores",
        columns=["Rater", "Would pick", *(view.vendor(place) for place in eligible)],
        rows=[
            [
                rater.name,
                "cannot say" if rater.first is None else view.vendor(rater.first),
                *(_score(rater.scores[place]) for place in eligible),
            ]
            for rater in found
        ],
    )
    return Section(id="raters", title=title, content=[_picks(view), table])


def _score(score: float | None) -> Amount | str:
    return "–" if score is None else Amount(value=score, digits=1)


def _picks(view: View) -> str:
    found = view.card.raters
    picks = {rater.name: view.vendor(rater.first) for rater in found if rater.first is not None}
    if len(found) == 1:
        return "One person scored. A second one who scores alone shows which marks are firm."
    if not picks:
        return "No rater gave marks to every vendor that is still in, so none can pick one alone."
    if len(picks) == 1:
        name, pick = next(iter(picks.items()))
        return (
            f"Only {name} gave marks to every vendor that is still in, and alone would pick {pick}, so the choice "
            "hangs on one person's eye. Let a second one mark them all."
        )
    if len(set(picks.values())) == 1:
        pick = next(iter(picks.values()))
        who = "Each rater alone" if len(picks) == len(found) else f"{listed(list(picks))} alone"
        return f"{who} would pick {pick}, so the choice does not hang on one person's eye."
    each = [f"{name} would pick {pick}" for name, pick in picks.items()]
    return f"Alone, {listed(each)}. Talk about the marks below before you add them up."


def talk(view: View) -> Section:
    """List the marks that are two levels apart or of unlike kinds, with what they mean."""
    title, same = "Marks to talk about", view.card.same_marks
    if same is None:
        return Section(id="talk", title=title, content=[])
    agreed = f"Raters gave the same mark in {percent(100 * same)} of the cells that two or more of them marked."
    if not view.card.disagreements:
        return Section(id="talk", title=title, content=[f"{agreed} No two marks are far apart."])
    rows = []
    for one in view.card.disagreements:
        names = [marks.rater for marks in view.marks[one.vendor]]
        given = ", ".join(f"{name} {mark}" for name, mark in zip(names, one.marks, strict=True))
        rows.append(
            [view.vendor(one.vendor), view.title(one.criterion), given, _meanings(view, one.criterion, one.marks)]
        )
    table = Rows(
        title="Two levels apart or more, or a level against an unknown",
        columns=["Vendor", "Criterion", "Marks", "What they mean"],
        rows=rows,
    )
    words = [f"{agreed} Talk about these alone; the rest is close enough.", *_known_to_one(view)]
    return Section(id="talk", title=title, content=[*words, table])


def _known_to_one(view: View) -> list[str]:
    """Say why a mark “?” stands here and not among the unknowns: a level from another rater is what counts."""
    if not any(UNKNOWN in one.marks and set(one.marks) & set(LEVELS) for one in view.card.disagreements):
        return []
    return [
        f"Where one rater gave a level and another wrote “{UNKNOWN}”, the level alone counts, so the criterion is not "
        "one of the unknowns. Ask what that level rests on."
    ]


def _meanings(view: View, criterion: int, marks: str) -> str:
    return " ".join(f"{mark}: {_means(view.title(criterion), mark)}" for mark in sorted(set(marks)))


def _means(name: str, mark: str) -> str:
    if mark in LEVELS:
        return meaning(name, int(mark))
    return "Not known to the rater." if mark == UNKNOWN else "Does not apply."
