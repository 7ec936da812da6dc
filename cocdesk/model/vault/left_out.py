"""Words of the EFF list that no passphrase is made of here: whoever reads it may have come from hearing of violence.

The rest is what ``passphrase.suggest`` chooses from; docs/security.md says what leaving these out costs.
"""

from __future__ import annotations

LEFT_OUT: frozenset[str] = frozenset(
    """
    afraid agonize agonizing agony ambush anguished arson atrocious banish bash baton bazooka blast bruising brunt brute
    brutishly bully captive captivity carnage casket catacomb cesspool chaste chastise chastity chokehold choking cleaver
    clobber coma crazed crazily craziness crazy cringe crudely crudeness cruelly cruelness cruelty crushed crusher crushing
    crying dagger danger deceased deceit defame defile defiling degraded degrading demote demotion depraved depravity
    despise detest detonate detonator deviate deviation deviator diabolic dictator dirtiness disfigure disgrace disown
    distress dreaded dreadful drool drown duress embattled endanger enrage enslave entrap eradicate estranged evil excretion
    excretory exorcism exorcist expletive explode exploit extortion fascism fester fetal filth flaccid flogging foe fool
    frighten frightful gag gangrene gore gory graveness graves graveyard grief groin grope grudge gutter handcuff hangnail
    hangover harmful harsh hatchet hate haunt humiliate hunchback hunter hunting huntress huntsman hurling hurt icky impure
    impurity jailbird jailbreak jailer jailhouse junkie lash lunacy lurk lustfully lustily lustiness lusty mace maggot
    maimed manhandle moaner mobster monstrous morbidity morbidly morphine mortality mortally mortician mortified mortify
    mortuary mourner mournful mummy musket mutilated mutilator muzzle nag nastily nastiness neglector nerd numbing obsessed
    obsession obsessive oppressed oppressor outcast overkill panic paralyses paralysis paralyze parasite parasitic penalize
    penalty perish pester poison pounce pouncing predator prison prowler prowling prude prudishly pummel punch pungent
    punisher purgatory pyromania quack rabid racism rage raging raider rancidity rascal rash ravage repulsion repulsive
    revenge rotten rotting ruined sabotage savage scabbed scabby scalded scalding scam scared scarily scariness scarring
    scary scorn scoundrel seduce seducing shame shank shiftless shivering shriek sinister sinner skeletal skeleton skinhead
    skintight slain slander slapping slashed slashing slit slobbery slug slum smasher smashing smother smugly smugness snare
    snarl sneer spearhead spew spoiled squealer starved starving stench stifle stifling stinking stinky strangely stranger
    strangle struggle stung stunt subdued sufferer suffering suffocate tainted tantrum taunt theft thieving thievish thong
    thrash threaten throttle thwarting tragedy traitor trapped trapping traps trash treachery treason trespass turmoil
    unclad unclothed undead underwear undress ungodly unhealthy unholy unisexual unkind unlovable unloved unpopular unsafe
    unwanted vagabond vengeful venomous villain violate violation violator virus wasp wimp womb wound wrath wrongdoer
    wronged wrongful wrongness yelling zombie
    """.split()
)
