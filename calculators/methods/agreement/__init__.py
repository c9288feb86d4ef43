"""Agreement between annotators.

Fold the data once, with ``Ratings`` (any number of annotators) or ``PairTable`` (two), then ask for
coefficients. Each returns its result or an ``Undefined`` with the reason; invalid input raises
``InputError``.
"""

from calculators.methods.agreement.bootstrap import Bootstrap, BootstrapStep, bootstrap, bootstrap_exact
from calculators.methods.agreement.boxes import Box, box_iou, matched_iou
from calculators.methods.agreement.cohen import CohenKappa, cohen_kappa, cohen_kappa_statistic
from calculators.methods.agreement.dawid_skene import DawidSkene, dawid_skene
from calculators.methods.agreement.exact import Statistic
from calculators.methods.agreement.fleiss import FleissKappa, fleiss_kappa, fleiss_kappa_statistic
from calculators.methods.agreement.gwet import (
    GwetAC,
    gwet_ac1,
    gwet_ac1_statistic,
    gwet_ac2,
    gwet_ac2_statistic,
)
from calculators.methods.agreement.krippendorff import (
    KrippendorffAlpha,
    Level,
    krippendorff_alpha,
    krippendorff_alpha_by_distance,
    krippendorff_alpha_by_distance_statistic,
    krippendorff_alpha_statistic,
)
from calculators.methods.agreement.matching import MatchedIou
from calculators.methods.agreement.observed import (
    ObservedAgreement,
    observed_agreement,
    observed_agreement_statistic,
)
from calculators.methods.agreement.ratings import PairTable, Ratings
from calculators.methods.agreement.scott import ScottPi, scott_pi, scott_pi_statistic
from calculators.methods.agreement.spans import Span, SpanF1, span_f1, span_f1_from_counts, token_f1
from calculators.methods.agreement.undefined import Undefined
from calculators.methods.agreement.weights import Weights

__all__ = [
    "Bootstrap",
    "BootstrapStep",
    "Box",
    "CohenKappa",
    "DawidSkene",
    "FleissKappa",
    "GwetAC",
    "KrippendorffAlpha",
    "Level",
    "MatchedIou",
    "ObservedAgreement",
    "PairTable",
    "Ratings",
    "ScottPi",
    "Span",
    "SpanF1",
    "Statistic",
    "Undefined",
    "Weights",
    "bootstrap",
    "bootstrap_exact",
    "box_iou",
    "cohen_kappa",
    "cohen_kappa_statistic",
    "dawid_skene",
    "fleiss_kappa",
    "fleiss_kappa_statistic",
    "gwet_ac1",
    "gwet_ac1_statistic",
    "gwet_ac2",
    "gwet_ac2_statistic",
    "krippendorff_alpha",
    "krippendorff_alpha_by_distance",
    "krippendorff_alpha_by_distance_statistic",
    "krippendorff_alpha_statistic",
    "matched_iou",
    "observed_agreement",
    "observed_agreement_statistic",
    "scott_pi",
    "scott_pi_statistic",
    "span_f1",
    "span_f1_from_counts",
    "token_f1",
]
