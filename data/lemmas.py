#!/usr/bin/env python3
"""Makes src/text/lemma_table.inc: what the rules of src/text/lemma.c cannot know.

    python3 data/lemmas.py TRAIN.conllu... > src/text/lemma_table.inc

Two tables come out of the lemmas of treebanks in CoNLL-U (the training halves of UD English
EWT and GUM, CC BY-SA 4.0) and of the irregular verbs and nouns below (common knowledge):

  endings     how the stem of an -ed or -ing form is written in its dictionary form, by the
              stem's last letters: as it is ("walk"), with an e ("mak"), or with its doubled
              last letter single ("runn"). The longest ending decides. An ending is kept
              where it decides otherwise than the shorter one it contains;
  exceptions  words that the rules, which are written again in this script, get wrong.

The rules here and in lemma.c have to stay the same; tests/text/lemma.c holds examples.
"""
import collections
import re
import sys

CLASSES = {"NOUN": "NOUN", "VERB": "VERB", "AUX": "VERB", "ADJ": "ADJECTIVE"}
OTHERS = {"ADV", "PRON", "DET", "PART", "ADP", "SCONJ", "CCONJ"}
LONGEST = 15  # bytes of a form or lemma in the table
LONGEST_ENDING = 6
SURE = 1000  # what is known beforehand outweighs what the treebanks say

IRREGULAR_VERBS = """
arise arose arisen|awake awoke awoken|bear bore borne|beat beat beaten|become became become|
befall befell befallen|beget begot begotten|begin began begun|behold beheld|bend bent|beset beset|
bid bade bidden|bind bound|bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|
bring brought|build built|burn burnt|buy bought|catch caught|choose chose chosen|cling clung|
come came come|creep crept|deal dealt|dig dug|dive dove|do did done does|draw drew drawn|dream dreamt|
drink drank drunk|drive drove driven|dwell dwelt|eat ate eaten|fall fell fallen|feed fed|feel felt|
fight fought|find found|flee fled|fling flung|fly flew flown|forbid forbade forbidden|
foresee foresaw foreseen|foretell foretold|forget forgot forgotten|forgive forgave forgiven|
forgo forwent forgone|forsake forsook forsaken|freeze froze frozen|get got gotten|give gave given|
go went gone|grind ground|grow grew grown|hang hung|have had has|hear heard|hide hid hidden|hold held|
keep kept|kneel knelt|know knew known|lay laid|lead led|leap leapt|learn learnt|leave left|lend lent|
lie lay lain|light lit|lose lost|make made|mean meant|meet met|mislead misled|mistake mistook mistaken|
misunderstand misunderstood|outdo outdid outdone|outgrow outgrew outgrown|overcome overcame|
overdo overdid overdone|oversee oversaw overseen|overtake overtook overtaken|
overthrow overthrew overthrown|partake partook partaken|pay paid|plead pled|prove proven|repay repaid|
ride rode ridden|ring rang rung|rise rose risen|run ran run|saw sawn|say said|see saw seen|seek sought|
sell sold|send sent|sew sewn|shake shook shaken|shed shed|shine shone|shoot shot|show shown|
shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|slay slew slain|sleep slept|slide slid|
sling slung|smell smelt|sneak snuck|sow sown|speak spoke spoken|speed sped|spell spelt|spend spent|
spill spilt|spin spun|spit spat|spoil spoilt|spring sprang sprung|stand stood|steal stole stolen|
stick stuck|sting stung|stink stank stunk|stride strode stridden|strike struck stricken|string strung|
strive strove striven|swear swore sworn|sweep swept|swell swollen|swim swam swum|swing swung|
take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|
tread trod trodden|undergo underwent undergone|understand understood|undertake undertook undertaken|
undo undid undone|unwind unwound|uphold upheld|wake woke woken|wear wore worn|weave wove woven|
weep wept|win won|wind wound|withdraw withdrew withdrawn|withhold withheld|withstand withstood|
wring wrung|write wrote written|rewrite rewrote rewritten|rebuild rebuilt|retell retold|
be am is are was were been being 'm 're 's s m re|have 've ve|will 'll ll wo|would 'd|can ca|shall sha|die dying|
lie lying|tie tying|vie vying|owe owing|panic panicked panicking|picnic picnicked|
traffic trafficked trafficking|mimic mimicked mimicking|ski skied skiing|debut debuted debuting|
flee fled fleeing|free freed freeing|agree agreed agreeing|range ranged ranging|shed shedding
"""
# Verbs on -e and some that look as if they were, beside those of the treebanks.
REGULAR_VERBS = """accuse acquire admire adore advise allege amaze announce apologise appease arrange arouse
assure atone balance ban bare behave believe blame blaze bribe bruise capture cease censure charge cite
collapse commence commute compare compete compile complete compose comprise compromise concede conclude
confide confine confuse conserve console conspire consume continue contribute convince cope corrode
crave create criticise cruise damage dare deceive declare decline decrease dedicate define delete
deplore deprive describe deserve desire devote dictate dilute disclose disguise dispute dissolve divide
divorce donate double ease educate elope emerge enable endorse endure enforce engage enhance ensure
entice equate erase erode escape escalate evade evolve examine exchange exclude excuse execute exile
expire explode expose ferment figure file fine finance fire force frame fuse gamble gauge glare glide grace
grade graze grieve guide handle hate heave hesitate hire honour hope hurdle hustle ignite implore impose
improve incite include increase incline induce inflate infringe inhale initiate injure inspire insure
interfere intervene intrude invade invoke involve issue judge lace lease leave license line lodge lounge
love lure manage manoeuvre massacre measure merge migrate mine move muse name negotiate note notice nurse
oblige observe obscure oppose orchestrate outline owe pace parade participate pave perceive persevere
persuade phone pierce pile pledge plague plunge poke pollute pose postpone praise precede prepare prescribe
preserve preside presume probe procure produce profile promise promote pronounce propose
prosecute provide provoke purchase purge pursue quote raise rape raze realise receive recite recline
reconcile reduce refine refuse rehearse reimburse release relieve relocate remove renounce replace
require rescue resemble resolve restore restructure resume retaliate retire retrieve reunite reveal
reverse revive revoke rule sabotage salute schedule score scrape seize sentence separate serve settle
shake shape shave shelve silence skate slice snipe solve soothe spare square stage state store strangle
struggle stumble subside sue suffice supervise suppose surge survive tackle tape taste tease terminate
thrive tolerate torture trace trade translate tremble trouble tumble tune underline undermine unite
update urge use value venture violate vote wage waive wave welcome whistle withdraw yoke zone abandon
abuse answer appeal appear approach arrest attack award ballot bargain battle benefit board bomb boycott
broadcast cancel captain claim collect combat complain comment condemn confirm contain cover credit
deliver demand deploy develop differ discover discuss edit elect end enter exhibit explain export favour
fear fight flood follow gather guard halt happen harbour head hinder honor host import inherit inhabit
inherit interpret interview jail join kidnap launch limit listen loot maintain market mention merit
model murder obtain offer open order partner pardon picket pilot plant plead poison ponder powder prohibit
proclaim profit protest question rain reach reason reckon recover reject remain remark remember render
report reward roam rumour season seal search share shoot shout signal slander smuggle spoil start stall
suffer summon surrender suspect sustain target thunder treat trail travel trust uncover utter visit vanish
veto wander warn water weaken weigh whisper widen witness wonder worship"""
# Dictionary forms that end like another word's inflection.
BASE_VERBS = """need feed bleed breed speed heed seed weed embed shed shred wed bed exceed proceed succeed
bring sing ring cling fling sling spring sting string swing wring king bless pass miss cross press
kiss discuss express process address access assess toss dress guess focus bias hiss dismiss impress
harass embarrass confess possess witness oppress suppress surpass bypass trespass canvas gas"""
IRREGULAR_NOUNS = """
man men|woman women|child children|foot feet|tooth teeth|goose geese|mouse mice|louse lice|ox oxen|
person persons|criterion criteria|phenomenon phenomena|alumnus alumni|nucleus nuclei|stimulus stimuli|
cactus cacti|fungus fungi|crisis crises|thesis theses|analysis analyses|basis bases|axis axes|
hypothesis hypotheses|diagnosis diagnoses|emphasis emphases|oasis oases|parenthesis parentheses|
synopsis synopses|datum data|bacterium bacteria|medium media|memorandum memoranda|wife wives|
knife knives|life lives|wolf wolves|leaf leaves|half halves|self selves|shelf shelves|thief thieves|
loaf loaves|calf calves|elf elves|scarf scarves|hoof hooves|wharf wharves|appendix appendices|
index indices|matrix matrices|vertex vertices|movie movies|cookie cookies|tie ties|lie lies|pie pies|
calorie calories|zombie zombies|rookie rookies|selfie selfies|genie genies|hoodie hoodies|
shoe shoes|toe toes|foe foes|canoe canoes|horseshoe horseshoes|ache aches|headache headaches|
cache caches|niche niches|axe axes|quiz quizzes|gas gases|bus buses|lens lenses|bias biases|
virus viruses|campus campuses|census censuses|status statuses|atlas atlases|bonus bonuses|
caucus caucuses|chorus choruses|circus circuses|corpus corpora|genius geniuses|octopus octopuses|
p.m. pm p.m|a.m. am a.m|etc. etc|surplus surpluses|consensus consensuses|focus focuses|walrus walruses|iris irises|trellis trellises
"""
BASE_NOUNS = """news series species means politics economics mathematics physics ethics athletics summons series riches throes electronics linguistics
gymnastics statistics headquarters crossroads barracks gallows thanks proceeds premises remains goods
clothes pants trousers scissors jeans glasses shorts earnings surroundings outskirts lens gas bus bias
virus campus census status atlas bonus caucus chorus circus corpus genius octopus surplus consensus
focus walrus iris trellis chaos cosmos canvas christmas texas kansas pancreas alias tennis basis crisis
thesis analysis axis oasis diagnosis hypothesis emphasis synopsis process business loss mass class pass
boss press dress address access congress mattress actress witness waitress politics tactics logistics
genetics dynamics forensics ceramics tropics diabetes rabies measles herpes aids police people data
media cattle sheep deer aircraft spacecraft specimen abdomen regimen omen acumen semen"""
BASE_ADJECTIVES = """other another former latter upper inner outer proper improper sober bitter clever eager
super sheer tender slender sinister premier utter queer over under per minor major inter silver rubber
leather paper copper honest modest earnest west midwest northwest southwest best interest abreast
manifest robust just august overcast vast fast past last lest east northeast southeast amber ginger
cancer teenager cyber foster master manner career hyper meager"""


def readings(paths):
    """Counter of lemmas for each (class, form), in lower case."""
    found = collections.defaultdict(collections.Counter)
    for path in paths:
        for line in open(path, encoding="utf-8"):
            row = line.rstrip("\n").split("\t")
            if len(row) != 10 or not row[0].isdigit() or "Typo=Yes" in row[5]:
                continue
            kind = CLASSES.get(row[3], "OTHER" if row[3] in OTHERS else None)
            form, lemma = row[1].lower().replace("\u2019", "'"), row[2].lower().replace("\u2019", "'")
            if kind and all(re.fullmatch(r"'?[a-z]+(['-][a-z]+)*", word) for word in (form, lemma)):
                found[kind, form][lemma] += 1
    return found


def add_known(found):
    for text, kind in ((IRREGULAR_VERBS, "VERB"), (IRREGULAR_NOUNS, "NOUN")):
        for group in text.replace("\n", "").split("|"):
            base, *forms = group.split()
            for form in forms:
                found[kind, form][base] += SURE
    for text, kind in ((BASE_VERBS, "VERB"), (BASE_NOUNS, "NOUN"), (BASE_ADJECTIVES, "ADJECTIVE")):
        for base in text.split():
            if (kind, base) not in found or kind != "ADJECTIVE":
                found[kind, base][base] += SURE


def add_regular(found):
    """-ed and -ing forms of the verbs that the treebanks have in other forms only."""
    irregular = {group.split()[0] for group in IRREGULAR_VERBS.replace("\n", "").split("|")}
    verbs = {lemma for (kind, _), lemmas in found.items() for lemma in lemmas if kind == "VERB" and lemmas[lemma] > 1}
    for lemma in sorted(verbs | set(REGULAR_VERBS.split())):
        for ending in ("ing",) if lemma in irregular else ("ed", "ing"):
            if regular_stem(lemma):
                found.setdefault(("VERB", regular_stem(lemma) + ending), collections.Counter({lemma: 2}))


def regular_stem(lemma):
    """Without the verbs that double their last letter, or may."""
    if len(lemma) < 4 or "-" in lemma or lemma.endswith(("ee", "oe", "ye", "ie", "y")):
        return None
    if lemma.endswith("e"):
        return lemma[:-1]
    if lemma in REGULAR_VERBS.split() and lemma not in ("ban", "kidnap"):
        return lemma
    return None if re.search("[^aeiou][aeiou][bdfgklmnprtvz]$", lemma) else lemma


def stem_of(form):
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 1 and re.search("[aeiouy]", form[:-len(ending)]):
            return form[:-len(ending)]
    return None


def compared_stem(form):
    return re.fullmatch(r"(.{3,7}?)(est|er)|.*", form).group(1)


def change(stem, lemma):
    """How the stem becomes the lemma: "" as it is, "e" with an e, "-" less a letter."""
    if lemma == stem:
        return ""
    if lemma == stem + "e":
        return "e"
    if len(stem) > 1 and stem[-1] == stem[-2] and lemma == stem[:-1]:
        return "-"
    return None


def learn_endings(found):
    """{ending: change}; the empty ending says what is done where nothing else is known."""
    votes = collections.defaultdict(collections.Counter)
    for stem, what in stem_changes(found):
        for length in range(min(len(stem), LONGEST_ENDING) + 1):
            votes[stem[len(stem) - length:]][what] += 1
    kept = {"": ""}
    for ending in sorted(votes, key=lambda e: (len(e), e)):
        best, count = max(votes[ending].items(), key=lambda item: (item[1], item[0]))
        total = sum(votes[ending].values())
        if ending and best != decide(kept, ending) and count >= 2 and count / total > 0.6:
            kept[ending] = best
    return kept


def stem_changes(found):
    known = set()
    for (kind, form), lemmas in found.items():
        stem = stem_of(form) if kind == "VERB" else compared_stem(form) if kind == "ADJECTIVE" else None
        if stem:
            what = change(stem, lemmas.most_common(1)[0][0])
            if what is not None:
                known.add((stem, what))
    return sorted(known)


def decide(endings, stem):
    for length in range(min(len(stem), LONGEST_ENDING), -1, -1):
        what = endings.get(stem[len(stem) - length:])
        if what is not None:
            return what
    return ""


def restored(stem, endings):
    if stem.endswith("i") and len(stem) > 2:  # carried, tied
        return stem[:-1] + "y"
    what = decide(endings, stem)
    return stem[:-1] if what == "-" and len(stem) > 1 and stem[-1] == stem[-2] else stem + ("e" if what == "e" else "")


def without_s(form):
    if len(form) < 3 or not form.endswith("s") or form.endswith(("ss", "us", "is")):
        return form
    if len(form) == 3 and form[1] in "ao":  # gas, was
        return form
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("ches", "shes", "sses", "xes", "zzes", "oes")):
        return form[:-2]
    return form[:-1]


def by_rule(kind, form, endings):
    if not re.fullmatch(r"[a-z-]+", form):
        return form
    if kind == "NOUN":
        return form[:-2] + "an" if form.endswith("men") and len(form) > 4 else without_s(form)
    if kind == "VERB":
        stem = stem_of(form)
        if form.endswith("eed"):
            return form[:-1]
        if stem:
            return restored(stem, endings)
        return without_s(form)
    if kind == "ADJECTIVE":
        stem = compared_stem(form)
        return restored(stem, endings) if stem and "-" not in form else form
    return form


def count_uses(found):
    uses = collections.Counter()
    for lemmas in found.values():
        uses.update(lemmas)
    return uses


def exceptions(found, endings):
    uses = count_uses(found)
    for (kind, form), lemmas in sorted(found.items()):
        lemma, count = max(lemmas.items(), key=lambda item: (item[1], item[0]))
        rule = by_rule(kind, form, endings)
        often = count > 1 or (uses[lemma] > lemmas[lemma] + 1 and looks_alike(form, lemma))
        sure = count * 2 > sum(lemmas.values()) and often
        if lemma != rule and sure and max(len(form), len(lemma)) <= LONGEST and close(form, lemma, kind):
            yield kind, form, lemma


def looks_alike(form, lemma):
    """A lemma that occurs with other forms too, and begins alike, is no slip of an annotator."""
    return form[:2] == lemma[:2] and len(lemma) > 2


def close(form, lemma, kind):
    """Not a correction of spelling: those of other classes are a closed list."""
    return kind != "OTHER" or (form, lemma) in ADVERBS or form in CLOSED


ADVERBS = {("better", "well"), ("best", "well"), ("later", "late"), ("earlier", "early"),
           ("longer", "long"), ("further", "far"), ("sooner", "soon"), ("faster", "fast"),
           ("closer", "close"), ("worse", "badly"), ("harder", "hard"), ("higher", "high")}
CLOSED = {"me", "them", "him", "us", "her", "those", "these", "an", "n't", "nt", "na", "ta", "thru",
          "whom", "vs", "til"}


def print_tables(endings, words):
    print("/* Made by data/lemmas.py from UD English EWT and GUM (CC BY-SA 4.0): do not edit. */")
    print("static const stem_ending endings[] = {")
    print_rows('{ "%s", %d }' % (e[::-1], {"": 0, "e": 1, "-": -1}[w])
               for e, w in sorted(endings.items(), key=lambda item: item[0][::-1]) if e)
    print("};")
    for kind in ("NOUN", "VERB", "ADJECTIVE", "OTHER"):
        print(f"static const exception {kind.lower()}s[] = {{")
        print_rows('{ "%s", "%s" }' % (f, l) for k, f, l in words if k == kind)
        print("};")


def print_rows(rows):
    line = "   "
    for row in rows:
        if len(line) + len(row) + 2 > 98:
            print(line)
            line = "   "
        line += " " + row + ","
    print(line)


def main():
    found = readings(sys.argv[1:])
    add_regular(found)
    add_known(found)
    endings = learn_endings(found)
    words = sorted(exceptions(found, endings), key=lambda w: (w[0], w[1]))
    print_tables(endings, words)


if __name__ == "__main__":
    main()
