"""Small tables to try, one for each form that is read: the same thirty opinions in every form."""

import json
import random
from collections.abc import Iterator

ANNOTATORS = ("Ana", "Ben", "Chi")
NAMES = {"p": "positive", "n": "negative", "u": "neutral"}

# One item a word, one letter an annotator; a dot where nobody labelled.
OPINIONS = (
    *("ppp", "ppp", "nnn", "ppu", "nnn", "ppp", "uuu", "pup", "nnn", "ppp"),
    *("ppp", "nnu", "uuu", "ppp", "nnn", "ppp", "unp", "ppp", "nnn", "ppu"),
    *("ppp", "uun", "nnn", "p.p", "ppp", "nun", "ppp", "ppp", "u.u", "nnn"),
)


def _labels() -> Iterator[tuple[str, str, str]]:
    for number, opinion in enumerate(OPINIONS, 1):
        for annotator, letter in zip(ANNOTATORS, opinion, strict=True):
            if letter in NAMES:
                yield f"review-{number:02}", annotator, NAMES[letter]


def long_form() -> str:
    """Return one row a label: item, annotator, label."""
    return "\n".join(["item,annotator,label", *(",".join(row) for row in _labels())]) + "\n"


def wide_form() -> str:
    """Return one row an item and one column an annotator, separated by tabs, "NA" where nobody labelled."""
    rows = ["\t".join(["item", *ANNOTATORS])]
    for number, opinion in enumerate(OPINIONS, 1):
        rows.append("\t".join([f"review-{number:02}", *(NAMES.get(letter, "NA") for letter in opinion)]))
    return "\n".join(rows) + "\n"


def json_lines() -> str:
    """Return one JSON object a line, with the column names of crowd-kit."""
    return "".join(
        json.dumps({"task": item, "worker": annotator, "label": label}) + "\n" for item, annotator, label in _labels()
    )


def label_studio_choices() -> str:
    """Return a Label Studio export of choices."""
    tasks: dict[str, list[tuple[str, str]]] = {}
    for item, annotator, label in _labels():
        tasks.setdefault(item, []).append((annotator, label))
    return json.dumps(
        [
            {
                "id": number,
                "data": {"text": item},
                "annotations": [
                    {
                        "completed_by": {"email": annotator},
                        "result": [
                            {
                                "from_name": "opinion",
                                "to_name": "text",
                                "type": "choices",
                                "value": {"choices": [label]},
                            }
                        ],
                    }
                    for annotator, label in given
                ],
            }
            for number, (item, given) in enumerate(tasks.items(), 1)
        ],
        indent=1,
    )


# Start, end and label of each entity that Ana and Ben marked in each of four sentences.
ENTITIES = (
    ([(0, 5, "person"), (15, 21, "place")], [(0, 5, "person"), (15, 21, "place")]),
    ([(4, 11, "company")], [(4, 16, "company")]),
    ([(0, 3, "person"), (20, 26, "place")], [(0, 3, "person")]),
    ([(8, 14, "company"), (30, 34, "date")], [(8, 14, "company"), (30, 34, "date")]),
)


def label_studio_spans() -> str:
    """Return a Label Studio export of entity spans."""
    return json.dumps(
        [
            {
                "id": number,
                "data": {"text": f"Sentence {number}"},
                "annotations": [
                    {
                        "completed_by": {"email": annotator},
                        "result": [
                            {
                                "from_name": "entity",
                                "to_name": "text",
                                "type": "labels",
                                "value": {"start": start, "end": end, "labels": [label]},
                            }
                            for start, end, label in spans
                        ],
                    }
                    for annotator, spans in zip(ANNOTATORS, both, strict=False)
                ],
            }
            for number, both in enumerate(ENTITIES, 1)
        ],
        indent=1,
    )


def skewed() -> str:
    """Return a table on which people agree on nine items in ten and kappa is still low: one label dominates."""
    pairs = [("no", "no")] * 85 + [("no", "yes")] * 5 + [("yes", "no")] * 5 + [("yes", "yes")] * 5
    rows = [f"item-{number:03}\t{first}\t{second}" for number, (first, second) in enumerate(pairs, 1)]
    return "\n".join(["item\tAna\tBen", *rows]) + "\n"


def with_answers() -> str:
    """Return eighty tickets, each labelled by three of five people, with the right answer of every second one.

    Made by chance with a fixed seed: one person mistakes bugs for features, and the others err now and then.
    """
    chance = random.Random(3)  # noqa: S311 - an example, not a secret
    mistaken = {"bug": "feature", "feature": "bug", "billing": "other", "other": "billing"}
    people = {"Ana": 95, "Ben": 90, "Chi": 85, "Dora": 60, "Eli": 90}
    rows = ["item,annotator,label,right_answer"]
    for number in range(1, 81):
        right = [*mistaken][number % 3]
        for name in chance.sample(list(people), 3):
            label = right if chance.randrange(100) < people[name] else mistaken[right]
            rows.append(f"ticket-{number:02},{name},{label},{right if number % 2 else ''}")
    return "\n".join(rows) + "\n"


SAMPLES = {
    "One row a label (CSV)": long_form(),
    "One column an annotator (TSV)": wide_form(),
    "JSON lines": json_lines(),
    "Label Studio choices": label_studio_choices(),
    "Label Studio entities": label_studio_spans(),
    "One label dominates": skewed(),
    "Right answers in a column": with_answers(),
}
