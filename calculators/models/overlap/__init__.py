"""How many people should label each item, and when one expert beats a vote."""

from collections.abc import Sequence

from calculators.core import Calculator, Example, Source
from calculators.models.overlap.inputs import GROUPS, OverlapInputs
from calculators.models.overlap.present import present
from calculators.models.overlap.presets import PRESETS
from calculators.models.overlap.result import Overlap, compute

__all__ = ["calculator"]

KUNCHEVA = Source(title="Combining Pattern Classifiers, table 4.2", publisher="Kuncheva, Wiley", year="2004")
RASCHKA = Source(title="Python Machine Learning", publisher="Raschka, Packt", year="2015")
CIFAR10N = Source(
    title="Learning with Noisy Labels Revisited: A Study Using Real-World Human Annotations",
    publisher="Wei and others, ICLR",
    year="2022",
    url="https://arxiv.org/abs/2110.12088",
)
COLUMNS = ("name", "people", "accuracy", "expert_share", "cost", "cost_per_correct", "total")


def _options(inputs: OverlapInputs, result: Overlap) -> Sequence[Sequence[object]]:  # noqa: ARG001 - every download gets both
    """Return the options as rows of a file, an empty cell where there is no number."""
    rows = [[getattr(option, column) for column in COLUMNS] for option in result.options]
    return [COLUMNS, *(["" if cell is None else cell for cell in row] for row in rows)]


calculator = Calculator(
    title="How many people should label each item",
    inputs=OverlapInputs,
    compute=compute,
    present=present,
    page="calculators/overlap.md",
    groups=GROUPS,
    presets=PRESETS,
    downloads={"options": _options},
    examples=[
        Example(
            name="People right nine times in ten, a fifth of their mistakes shared: one person is best, a third pays "
            "from 1.12 a mistake",
            inputs={},
            expect={
                "best": "vote_1", "cheapest_reaching": "two_then_third",
                "options.0.accuracy": 0.9, "options.0.total": 0.16,
                "options.1.accuracy": 0.9614743857, "options.1.people": 2.146938776, "options.1.cost": 0.1288163265,
                "options.2.accuracy": 0.9614743857, "options.2.cost": 0.18,
                "options.3.accuracy": 0.9690612245, "options.3.cost": 0.1934693878,
                "options.4.accuracy": 0.9753003616, "options.4.cost": 0.3,
                "agreement": 0.8530612245, "error_correlation": 0.1836734694,
                "switches.1.from_error_cost": 1.119430894, "switches.2.from_error_cost": 8.52173913,
                "switches.3.from_error_cost": 17.07457456, "switches.5.from_error_cost": 132.3664645,
                "sureness.0.share": 0.7795918367, "sureness.0.right": 0.973661716, "sureness.1.right": 0.9183673469,
                "sureness.2.right": 0.9697004293, "sureness.3.right": 0.999298161,
                "expert_break_even_price": 0.13, "three_match_expert": 0.9216765127,
            },
        ),
        Example(
            name="Independent people right seven times in ten: 3, 5, 7 and 9 of them",
            inputs={"annotator_accuracy": 70, "shared_mistakes": 0},
            expect={
                "options.2.accuracy": 0.784, "options.4.accuracy": 0.83692, "options.5.accuracy": 0.873964,
                "options.6.accuracy": 0.90119134,
            },
            source=KUNCHEVA,
        ),
        Example(
            name="Eleven independent people right three times in four",
            inputs={"annotator_accuracy": 75, "shared_mistakes": 0, "most_overlap": 11},
            expect={"options.7.name": "vote_11", "options.7.accuracy": 0.965672492980957},
            source=RASCHKA,
        ),
        Example(
            name="Ten classes by three strangers: 9.08% wrong by majority, 9.03% measured",
            inputs={**PRESETS["ten-classes-by-a-crowd"].inputs},
            expect={
                "sureness.0.share": 0.6346977336, "sureness.0.right": 0.9419799986, "options.2.accuracy": 0.9091525931,
                "best": "two_then_third", "options.1.people": 2.243534844, "options.1.total": 0.1581534522,
                "switches.1.from_error_cost": 0.4350427662, "switches.2.from_error_cost": 2.550856999,
                "switches.5.option": "expert", "switches.5.from_error_cost": 26.11752814,
            },
            source=CIFAR10N,
        ),
        Example(
            name="Five labels and mistakes of 20: two people and a third where they differ",
            inputs={
                "classes": 5, "annotator_accuracy": 72, "shared_mistakes": 4, "target_accuracy": 92,
                "label_price": 0.4, "expert_price": 3, "expert_accuracy": 94, "error_cost": 20, "most_overlap": 7,
            },
            expect={
                "own_accuracy": 0.75, "options.2.accuracy": 0.9104625, "options.2.expert_share": 0.106875,
                "options.2.cost": 1.520625, "options.1.people": 2.405, "options.1.cost": 1.282625,
                "options.1.total": 3.073375, "best": "two_then_third", "cheapest_reaching": "two_then_expert",
                "options.3.accuracy": 0.9207, "options.3.cost": 2.015, "options.5.accuracy": 0.9527027292,
                "options.5.expert_share": 0.01735453606, "sureness.3.right": 0.850630142,
                "sureness.4.right": 0.9992771433, "sureness.5.right": 0.9684741488, "sureness.6.right": 0.7955801105,
                "sureness.7.share": 0.05108642578, "switches.1.from_error_cost": 4.634114327,
                "switches.2.from_error_cost": 29.19204719, "switches.3.from_error_cost": 56.28318185,
                "expert_break_even_price": 4.8, "three_match_expert": 0.8095085461,
            },
        ),
        Example(
            name="People right less than half the time: each vote makes it worse",
            inputs={"annotator_accuracy": 42, "shared_mistakes": 6, "target_accuracy": 98, "error_cost": 0.25,
                    "most_overlap": 5},
            expect={
                "options.2.accuracy": 0.3952829335, "options.4.accuracy": 0.3769549321, "best": "vote_1",
                "options.0.total": 0.205, "switches.1.option": "expert", "switches.1.from_error_cost": 0.8,
            },
        ),
        Example(
            name="Four people you know, one of them as good as all together",
            inputs={"accuracies": "96; 91.5; 84% 78", "shared_mistakes": 3},
            expect={"panel.accuracy": 0.9668947545, "panel.tied": 0.04188333609, "panel.best_alone": 0.96},
        ),
        Example(
            name="The same four with ties drawn",
            inputs={"accuracies": "96; 91.5; 84% 78", "shared_mistakes": 3, "tie_rule": "random"},
            expect={"panel.accuracy": 0.9472095866},
        ),
        Example(
            name="All mistakes are shared, so no vote repairs any",
            inputs={"annotator_accuracy": 96, "shared_mistakes": 4, "classes": 3},
            expect={
                "own_accuracy": 1, "options.0.accuracy": 0.96, "options.2.accuracy": 0.96, "options.6.accuracy": 0.96,
                "switches.1.option": "expert", "switches.1.from_error_cost": 44,
            },
        ),
        Example(
            name="A clinic: two people and a doctor where they differ, from 20.31 to 58.95 a mistake",
            inputs={**PRESETS["clinic"].inputs},
            expect={
                "best": "two_then_expert", "switches.2.option": "two_then_expert",
                "switches.2.from_error_cost": 20.307881773399, "switches.3.from_error_cost": 58.95214626940,
            },
        ),
    ],
    paper={"flip": "flips", "cost": "options"},
)  # fmt: skip
