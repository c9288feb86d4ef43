"""Hard rules, as data. A gate closes ways or sets a condition on them; no score can make up for it.

No gate closes in-house, so one way is always open. A gate that closes the hybrid closes outsourcing too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from calculators.core import Source
from calculators.facts import fact
from calculators.models.decide.ways import SENDING


def _article(key: str) -> Source:
    """Return the law behind a figure, with its article."""
    figure = fact(key)
    return replace(figure.cited, title=f"{figure.source}, {figure.value}")


GDPR = "https://eur-lex.europa.eu/eli/reg/2016/679/oj"
PROCESSORS = Source(title="Regulation (EU) 2016/679, Article 28(2)", publisher="EU", year="2016", url=GDPR)
CHILDREN = Source(title="Regulation (EU) 2016/679, recital 38", publisher="EU", year="2016", url=GDPR)
CARDS = replace(fact("pci_12_8_requirements").cited, title="PCI DSS v4.0.1, requirements 12.8.1 to 12.8.5")
VIEWING = Source(
    title="Guidelines 05/2021 on transfers, version 2.0",
    publisher="European Data Protection Board",
    year="2023",
    url="https://brevettinews.it/en/patents/international-data-transfer-the-epdb-updates-its-guidelines",
)


@dataclass(frozen=True, kw_only=True)
class Gate:
    """A hard rule.

    Attributes:
        id: its name in plain words, for links and files.
        when: the answers under which it holds, by question; all questions must be answered so.
        says: the rule in a plain sentence.
        closes: the ways that it closes.
        binds: the ways that stay open on a condition.
        needs: the condition, in full.
        brief: the condition in a few words, as the end of "Only with ...".
        source: who says so; None where it is our judgement.
    """

    id: str
    when: Mapping[str, Sequence[str]]
    says: str
    closes: Sequence[str] = ()
    binds: Sequence[str] = ()
    needs: str = ""
    brief: str = ""
    source: Source | None = None


_BOUGHT = ("hybrid", "outsourced")
_PEOPLE = ("hybrid", "outsourced", "freelancers")
_ALL = ("in_house", *_PEOPLE)
_LET_IN = "Whatever keeps the data in must allow people from another firm to come in and look."
_LEAVE = "leave for people of another firm to look"

GATES = (
    Gate(
        id="may-not-leave",
        when={"may_leave": ["no"]},
        says="The data may not leave, even masked.",
        closes=SENDING,
        binds=["rented_staff"],
        needs=_LET_IN,
        brief=_LEAVE,
    ),
    Gate(
        id="nobody-has-checked",
        when={"may_leave": ["unchecked"]},
        says="Nobody has checked, so treat the data as not yours to share.",
        closes=SENDING,
        binds=["rented_staff"],
        needs=_LET_IN,
        brief=_LEAVE,
    ),
    Gate(
        id="masking-loses-the-label",
        when={"may_leave": ["masked"], "masking": ["impossible"]},
        says="The data may leave only masked, and masking would lose the label.",
        closes=SENDING,
        binds=["rented_staff"],
        needs=_LET_IN,
        brief=_LEAVE,
    ),
    Gate(
        id="mask-first",
        when={"may_leave": ["masked"], "masking": ["checked", "untested"]},
        says="The data may leave only after you have removed identifying details in-house.",
        binds=_PEOPLE,
        needs="Mask in-house first, check a sample of the masked files, and keep the key to any codes inside.",
        brief="proven masking in-house",
        source=_article("gdpr_art32_security"),
    ),
    Gate(
        id="only-part-may-leave",
        when={"may_leave": ["part"]},
        says="Only part of the data may leave.",
        closes=["outsourced"],
        binds=["hybrid", "freelancers"],
        needs="A written rule says which items go out, and somebody checks that it holds.",
        brief="a written rule for what goes out",
    ),
    Gate(
        id="promise-forbids",
        when={"sharing_promises": ["forbidden"]},
        says="A contract or a privacy notice forbids sharing.",
        closes=SENDING,
        binds=["rented_staff"],
        needs=_LET_IN,
        brief=_LEAVE,
    ),
    Gate(
        id="ask-first",
        when={"sharing_promises": ["ask_first"]},
        says="Whoever handles data for somebody else must ask them before another firm receives it.",
        closes=["crowd"],
        binds=_PEOPLE,
        needs="Get written consent that names the firm before the first file leaves.",
        brief="written consent from those you promised",
        source=PROCESSORS,
    ),
    Gate(
        id="one-region-only",
        when={"data_location": ["region"]},
        says="A look at a screen from another country can count as sending the data there.",
        closes=["crowd"],
        binds=_PEOPLE,
        needs="Every person who looks, every host and every subcontractor is in the region, by contract.",
        brief="people and hosts all in your region",
        source=VIEWING,
    ),
    Gate(
        id="own-systems-only",
        when={"data_location": ["own_systems"]},
        says="The files must stay on your systems, so outsiders may only log in.",
        closes=["crowd"],
        binds=_PEOPLE,
        needs="Outsiders work inside your own tool, under named accounts, with copying switched off.",
        brief="people who work inside your own tool",
    ),
    Gate(
        id="own-rooms-only",
        when={"data_location": ["own_rooms"]},
        says="Nobody may look at the data from outside your rooms.",
        closes=SENDING,
        binds=["rented_staff"],
        needs="They come to your rooms and use your machines.",
        brief="people who come to your rooms",
    ),
    Gate(
        id="health-needs-a-basis",
        when={"health_data": ["identifiable"]},
        says="EU law forbids the use of health data about known people unless an exception applies.",
        binds=_ALL,
        needs="Where EU law applies, name the exception in GDPR Article 9 before anybody labels, your own people too.",
        brief="a legal basis for health data",
        source=_article("gdpr_art9_special_categories"),
    ),
    Gate(
        id="health-needs-an-agreement",
        when={"health_data": ["identifiable"]},
        says="US patient data may go to another firm only with its written assurance, subcontractors included.",
        binds=_PEOPLE,
        needs="For US patient data, sign a business associate agreement that reaches every subcontractor.",
        brief="a business associate agreement for US patient data",
        source=fact("hipaa_164_502_e").cited,
    ),
    Gate(
        id="de-identified-with-proof",
        when={"health_data": ["de_identified"]},
        says="US health data count as de-identified only by one of two tests.",
        closes=["crowd"],
        binds=_PEOPLE,
        needs="Keep the proof: 18 kinds of identifier removed, or an expert's written finding.",
        brief="proof that health data are de-identified",
        source=fact("hipaa_safe_harbor_identifiers").cited,
    ),
    Gate(
        id="card-numbers",
        when={"card_data": ["full"]},
        says="A firm that can see card numbers is a service provider under the card industry's rules.",
        closes=["freelancers", "crowd"],
        binds=_BOUGHT,
        needs="Cut the numbers out first. If you cannot: a written agreement, checks before and each year, "
        "and a table of duties.",
        brief="a provider checked under PCI DSS",
        source=CARDS,
    ),
    Gate(
        id="personal-data-needs-an-agreement",
        when={"people_data": ["visible", "identify"]},
        says="Where people can be recognised, EU law wants a contract with whoever labels for you.",
        binds=_PEOPLE,
        needs="Sign a data processing agreement with its eight terms before the first file moves.",
        brief="a data processing agreement",
        source=fact("gdpr_art28_processor_terms").cited,
    ),
    Gate(
        id="biometric-needs-a-basis",
        when={"people_data": ["identify"]},
        says="EU law forbids the use of biometric data to tell who somebody is unless an exception applies.",
        binds=_ALL,
        needs="Where EU law applies, name the exception in GDPR Article 9 before anybody labels, your own people too.",
        brief="a legal basis for biometric data",
        source=_article("gdpr_art9_special_categories"),
    ),
    Gate(
        id="children-need-more-care",
        when={"children_data": ["yes"]},
        says="The law gives children's data specific protection.",
        closes=["crowd"],
        binds=_PEOPLE,
        needs="Write down the risks, screen the people who look, and tell them what to do if they see harm.",
        brief="screened people and a written assessment for children's data",
        source=CHILDREN,
    ),
    Gate(
        id="no-people-for-crowds",
        when={"people_data": ["visible", "identify"]},
        says="A crowd must not see personal data. One large platform's own rules forbade it.",
        closes=["crowd"],
        source=fact("aws_mturk_phi_ban").cited,
    ),
    Gate(
        id="no-patients-for-crowds",
        when={"health_data": ["identifiable"]},
        says="A crowd must not see patient data. One large platform's own rules forbade it.",
        closes=["crowd"],
        source=fact("aws_mturk_phi_ban").cited,
    ),
    Gate(
        id="crowds-need-open-data",
        when={"may_leave": ["under_contract", "part", "masked"]},
        says="A crowd suits only what anyone may see: strangers sign nothing that you can enforce.",
        closes=["crowd"],
    ),
    Gate(
        id="only-we-know",
        when={"expertise": ["ours"]},
        says="Only your own people can tell right from wrong.",
        closes=["outsourced", "rented_staff", "freelancers", "crowd"],
        binds=["hybrid"],
        needs="Outsiders take only items that your experts have marked as plain.",
        brief="experts of yours who mark what is plain",
    ),
    Gate(
        id="nothing-plain-to-hand-over",
        when={"expertise": ["ours"], "hard_cases": ["mixed", "most"]},
        says="Only your own people can judge, and no plain part is left for others.",
        closes=["hybrid", "outsourced"],
    ),
    Gate(
        id="pilot-first",
        when={"vendor_pilot": ["failed", "not_yet"]},
        says="A vendor that has not passed on your own data is a guess. Pilot first.",
        binds=_BOUGHT,
        needs="Run a pilot on your own data with the pass mark fixed beforehand, and buy only if it passes.",
        brief="a pilot that passes",
        source=fact("pai_guidelines").cited,
    ),
)
