"""Four invented vendors, and what two invented raters gave them."""

UNIT_COSTS = {"Vendor A": 0.081, "Vendor B": 0.086, "Vendor C": 0.052, "Vendor D": 0.069}

# By vendor and rater: a level and a grade of evidence for each of the criteria, in order.
LEVELS_AND_EVIDENCE = {
    ("Vendor A", "First"): ("33343432444434323", "BBBABAACABBABABBB"),
    ("Vendor A", "Second"): ("3234343343343333?", "BBBABAABABBABBBB."),
    ("Vendor B", "First"): ("44434244332243443", "AAABABAABBCCABAAB"),
    ("Vendor B", "Second"): ("443343443332234?3", "AABBABAABBBCCBA.B"),
    ("Vendor C", "First"): ("4323332431333423?", "CCBDCCCDCCDDDBCD."),
    ("Vendor C", "Second"): ("3322332?32232322?", "CCBDCCC.CCDDDBCD."),
    ("Vendor D", "First"): ("22223323232222222", "BBBCBBABBBBBCBCBB"),
    ("Vendor D", "Second"): ("2322232223232323-", "BBBCBBABBBBBCBCB."),
}
