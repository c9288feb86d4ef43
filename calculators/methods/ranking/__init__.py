"""Ranking options that several criteria judge, and how far the ranking hangs on the weights."""

from calculators.methods.ranking.alike import beyond
from calculators.methods.ranking.all_weights import (
    Order,
    better_share,
    drawn_orders,
    kinds,
    orders_on_a_line,
    rank_shares,
)
from calculators.methods.ranking.one_weight import stable_interval, weight_sensitivity
from calculators.methods.ranking.sums import rank_order_centroid, ranks, weighted_sum
from calculators.methods.ranking.topsis import topsis

__all__ = [
    "Order",
    "better_share",
    "beyond",
    "drawn_orders",
    "kinds",
    "orders_on_a_line",
    "rank_order_centroid",
    "rank_shares",
    "ranks",
    "stable_interval",
    "topsis",
    "weight_sensitivity",
    "weighted_sum",
]
