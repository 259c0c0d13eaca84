"""Words by which a clause is told from a phrase."""


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


RELATIVES = _set("""
    as how if once than that unless until what when whenever where wherever which while who whom whose
""")
"""What claims the next verb for a clause of its own."""
AUXILIARIES = _set("""
    are aren't can can't cannot could did do does doesn't don't had has have is isn't may might must should was were
    will won't would wouldn't
""")
PLURAL = _set("""
    abound act adapt add agree allow appear arise arrive ask attract become begin belong blur borrow bring cancel carry
    cause change claim close come compare compete conflict cost count cover decay decide degrade deserve differ discuss
    dominate drain drop end enter exist expire feel fight fill fit flag follow free gain get give go grow happen help hide
    hold improve include inherit insert join keep know learn leave let lie look lose make match matter mean measure meet
    move multiply need open overfit pass pay pool profit put raise reach react rely remain repeat report reproduce
    resemble rest reuse rise run say see serve share show shrink sink sit sort spread stand start stay stop subscribe
    suffice survive take teach tell travel try turn use vary wait want weigh work write
""")
"""Verbs as they follow a plural."""
SINGULAR = _set("""
    adapts adds ages allows answers applies approximates arises arrives asks attracts beats becomes belongs bends
    borrows bounds breaks brings builds buys cancels carries catches causes changes checks chooses closes collects comes
    compares competes comprises contributes converts copes corrects costs counts covers cuts decays decides decodes
    degrades depends describes detects differs does dominates drains eases encodes ends enters estimates evaluates explains
    exposes fails falls feeds finds finishes fits fixes floods follows frees gains gathers generalises gets gives goes
    grows guards handles helps hides holds hurts improves inherits introduces judges keeps knows leaks learns leaves
    lets lies limits lives loads logs looks loses makes matches matters matures means measures meets memorises minimises
    misses moves multiplies names narrows needs never offers overfits owns passes pays picks places plans points predicts
    prefers prevents produces profits protects provides punishes puts quotes ranks reaches reacts reads reasons records
    refers rehearses relates remains removes repairs repeats replaces reports resembles rests returns reveals rewards
    runs saturates says scales searches sees sells sends separates serves sets settles shares sharpens shows shrinks
    sinks sits skips smooths solves speaks spends spreads stands starts stays stops suffices suits survives switches
    takes targets teaches tells touches trains treats tries triggers trips turns understands uses varies waits wakes
    walks wants watches weighs widens wins works writes
""")
"""Verbs as they follow a singular."""
LINKED = _set("""
    a an and any by each every few for four in less many more no not of one or own split the this three to two warm with
""")
"""After these a word that could be a verb is an infinitive or a noun."""
MANY = _set("""
    all both data most people they we you
""")
"""Besides words in -s, what a plural verb may follow."""
SETTING = _set("""
    after among as at before even for if in on since what when where who with
""")
"""With these a phrase before a comma may lead up to the clause."""
PREDICATES = (SINGULAR | AUXILIARIES) - {"counts", "means"}
"""What a predicate without its subject begins with."""
