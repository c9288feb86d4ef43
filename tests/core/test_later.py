"""Sequences that are made when somebody first looks into them."""

from hypothesis import given
from hypothesis import strategies as st

from calculators.core import Later


@given(st.lists(st.integers()))
def test_a_later_sequence_is_the_one_that_is_made(items: list[int]) -> None:
    """It has the items of what is made, in the same order, and equals any sequence of them but no other."""
    later = Later(lambda: iter(items))
    assert list(later) == items
    assert len(later) == len(items)
    assert later == items
    assert later == tuple(items)
    assert later == Later(lambda: items)
    assert later != [*items, 0]
    assert later != 0
    assert repr(later) == repr(tuple(items))
    assert hash(later) == hash(Later(lambda: items))
    assert [later[place] for place in range(len(items))] == items
    assert list(later[1:]) == items[1:]


def test_it_is_made_once_and_not_before_it_is_wanted() -> None:
    """To hold it costs nothing; to look twice costs no more than once."""
    made: list[str] = []

    def make() -> list[str]:
        made.append("made")
        return ["one"]

    later = Later(make)
    assert not made
    assert later[0] == "one"
    assert len(later) == 1
    assert made == ["made"]
