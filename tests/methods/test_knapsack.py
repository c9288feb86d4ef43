"""The continuous multiple-choice knapsack is as cheap as a linear program, and ties fall as they are said to."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from calculators.methods.knapsack import Option, Place, fill, frontier

type Classes = list[tuple[float, list[Option]]]


def classes(seed: int) -> tuple[Classes, float]:
    """Return a random case: a few classes with a few options each, some of them alike, and a capacity."""
    draw = random.Random(seed)
    found = []
    for _ in range(draw.randint(1, 6)):
        weights = [draw.choice([0.0, 1.0, 2.0, draw.uniform(0, 3)]) for _ in range(draw.randint(1, 5))]
        options = [Option(w, draw.choice([0.0, 5.0, 10.0, draw.uniform(0, 10)]), i) for i, w in enumerate(weights)]
        found.append((draw.choice([1.0, draw.uniform(0.1, 50)]), options))
    most = sum(size * max(option.weight for option in options) for size, options in found)
    return found, draw.choice([0.0, most, most * draw.random(), most * 0.3 * draw.random()])


def program(found: Classes, capacity: float) -> float | None:
    """Return the least cost by a linear program over all options; None where nothing fits."""
    cost = [size * option.cost for size, options in found for option in options]
    weight = [size * option.weight for size, options in found for option in options]
    owners = [index for index, (_, options) in enumerate(found) for _ in options]
    whole = np.array([[1.0 if owner == index else 0.0 for owner in owners] for index in range(len(found))])
    solved = linprog(cost, A_ub=[weight], b_ub=[capacity], A_eq=whole, b_eq=np.ones(len(found)), method="highs")
    return float(solved.fun) if solved.status == 0 else None


def totals(found: Classes, places: list[Place]) -> tuple[float, float]:
    """Return cost and weight of what was chosen."""
    cost = weight = 0.0
    for (size, options), (step, share) in zip(found, places, strict=True):
        for option, part in ((options[step], 1 - share), (options[min(step + 1, len(options) - 1)], share)):
            cost += size * part * option.cost
            weight += size * part * option.weight
    return cost, weight


@pytest.mark.parametrize("block", range(10))
def test_it_costs_what_a_linear_program_costs(block: int) -> None:
    """In a thousand random cases the cost is that of an independent solver, the capacity is kept, one class is split.

    The solver itself stops a ten-millionth short of the optimum at times.
    """
    for seed in range(100 * block, 100 * block + 100):
        found, capacity = classes(seed)
        fronts = [(size, frontier(options)) for size, options in found]
        places = fill(fronts, capacity)
        least = program(found, capacity)
        assert (places is None) == (least is None), seed
        if places is None or least is None:
            continue
        cost, weight = totals(fronts, places)
        assert cost == pytest.approx(least, rel=1e-7, abs=1e-7), seed
        assert weight <= capacity * (1 + 1e-9) + 1e-12
        assert sum(0 < place.share < 1 for place in places) <= 1


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=1, max_size=8))
def test_a_frontier_falls_ever_more_slowly(pairs: list[tuple[float, float]]) -> None:
    """Along a frontier weights rise, costs fall, and the saving by weight falls; it starts at the lightest option."""
    kept = frontier(Option(weight, cost, rank) for rank, (weight, cost) in enumerate(pairs))
    assert kept[0].weight == min(weight for weight, _ in pairs)
    assert kept[-1].cost <= min(cost for _, cost in pairs) * (1 + 1e-10)
    steps = list(pairwise(kept))
    assert all(light.weight < heavy.weight and light.cost > heavy.cost for light, heavy in steps)
    savings = [(light.cost - heavy.cost) / (heavy.weight - light.weight) for light, heavy in steps]
    assert savings == sorted(savings, reverse=True)


def test_equal_options_keep_the_first_rank() -> None:
    """Of options that weigh and cost the same the one of the lowest rank stays; one on the straight line is dropped."""
    assert [option.rank for option in frontier([Option(1, 5, 2), Option(1, 5, 0), Option(1, 5, 1)])] == [0]
    assert [option.rank for option in frontier([Option(0, 4, 0), Option(1, 3, 1), Option(2, 2, 2)])] == [0, 2]


def test_capacity_goes_to_the_earlier_of_equal_classes() -> None:
    """Two classes that save alike, one of them ten times as large: the earlier one is served first."""
    front = frontier([Option(0, 3, 0), Option(1, 1, 1)])
    assert fill([(1, front), (10, front)], 5) == [Place(1, 0), Place(0, 0.4)]
    assert fill([(10, front), (1, front)], 5) == [Place(0, 0.5), Place(0, 0)]


def test_a_step_that_saves_nothing_is_not_taken() -> None:
    """Where the lighter option costs the same, nobody takes the heavier one, however much capacity there is."""
    assert fill([(1, frontier([Option(0, 3, 0), Option(1, 3, 1)]))], 9) == [Place(0, 0)]


@pytest.mark.parametrize(("capacity", "fits"), [(10.0, True), (10 * (1 - 0.9e-9), True), (10 * (1 - 1.1e-9), False)])
def test_a_billionth_of_a_capacity_is_forgiven(capacity: float, fits: bool) -> None:
    """What all classes take at the least may exceed the capacity by a billionth of it, and by no more."""
    assert (fill([(10, [Option(1, 1, 0)])], capacity) is not None) == fits


def test_vanishing_weights_do_no_harm() -> None:
    """A saving at a weight next to nothing is taken first and stays a number."""
    fronts = [
        (1.0, frontier([Option(0, 1e5, 0), Option(1e-310, 0, 1)])),
        (1.0, frontier([Option(0, 9, 0), Option(1, 0, 1)])),
    ]
    assert fill(fronts, 0.5) == [Place(1, 0), Place(0, 0.5)]
