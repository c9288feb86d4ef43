"""What is said of a team whose members were measured one by one."""

from calculators.core import Section
from calculators.core.words import listed
from calculators.models.overlap.inputs import OverlapInputs
from calculators.models.overlap.options import fraction
from calculators.models.overlap.result import NOTHING, Overlap
from calculators.models.overlap.wording import sentence, share


def team(inputs: OverlapInputs, result: Overlap) -> Section:
    """Say whether a member of a known team is as good alone as the majority, and how often they split evenly."""
    panel = result.panel
    if panel is None:
        return Section(id="team", title="Your own team", content=[])
    members = [fraction(accuracy) for accuracy in inputs.team]
    # What is worked out comes a rounding away from a member who is as good.
    right = next((one for one in members if abs(one - panel.accuracy) <= NOTHING), panel.accuracy)
    as_good = [f"person {place} ({share(one)})" for place, one in enumerate(members, 1) if one >= right]
    majority = f"The majority of your {panel.people} people is right {share(right)} of the time"
    content = [
        f"{sentence(listed(as_good))} alone {'is' if len(as_good) == 1 else 'are each'} at least as good as the "
        f"majority of all {panel.people}, which is right {share(right)} of the time."
        if as_good
        else f"{majority}, the best of them alone {share(panel.best_alone)}."
    ]
    if panel.tied:
        settles = "an expert then decides" if inputs.tie_rule == "expert" else "a draw then decides"
        content.append(f"They split evenly on {share(panel.tied)} of items, and {settles}.")
    if inputs.classes > 2 and inputs.wrong_answers == "spread":
        content.append(
            "All wrong answers count as one label here. With more labels they gather fewer votes each, so the "
            "majority is right at least this often."
        )
    return Section(id="team", title="Your own team", content=content)
